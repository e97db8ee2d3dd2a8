export default function (lab) {
  const { print } = lab;
  const { workers, rounds } = lab.numbers;

  function* work(name) {
    for (let round = 1; round <= rounds; round++) {
      print(`${name}: round ${round}`);
      yield;
    }
  }

  const line = [];
  for (let n = 1; n <= workers; n++) {
    line.push(work(`work${n}`));
  }

  while (line.length > 0) {
    const worker = line.shift();
    const { done } = worker.next();
    if (!done) line.push(worker);
  }
}
