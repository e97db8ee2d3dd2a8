export default function* (lab) {
  const { spawn, join, sleep } = lab;
  const { current, print } = lab;
  const { workers, rounds, wait } = lab.numbers;

  function* work(ms) {
    for (let round = 1; round <= rounds; round++) {
      print(`${current()}: round ${round}`);
      yield* sleep(ms);
    }
  }

  const tasks = [];
  for (let n = 1; n <= workers; n++) {
    tasks.push(spawn(`work${n}`, () => work(n * wait)));
  }
  for (const task of tasks) {
    yield* join(task);
  }
  print(`${current()}: all done`);
}
