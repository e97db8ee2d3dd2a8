export default function* (lab) {
  const { spawn, joinAll, sleep } = lab;
  const { compute, current, print } = lab;
  const { jobs, work } = lab.numbers;

  function* clock() {
    for (let tick = 1; tick <= 4; tick++) {
      yield* sleep(50);
      print(`clock: ${tick}`);
    }
  }

  function* job() {
    yield* sleep(50);
    compute(work);
    print(`${current()}: done`);
  }

  const tasks = [spawn("clock", clock)];
  for (let n = 1; n <= jobs; n++) {
    tasks.push(spawn(`job${n}`, job));
  }
  yield* joinAll(tasks);
}
