export default function (lab) {
  const { RoundRobin, print } = lab;
  const { workers, rounds } = lab.numbers;

  function* work(name) {
    for (let round = 1; round <= rounds; round++) {
      print(`${name}: round ${round}`);
      yield;
    }
  }

  const loop = new RoundRobin();
  for (let n = 1; n <= workers; n++) {
    loop.add(work(`work${n}`));
  }
  loop.run();
}
