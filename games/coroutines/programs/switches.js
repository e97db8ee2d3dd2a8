export default function (lab) {
  const { coroutine, print } = lab;
  const { rounds, first } = lab.numbers;

  const g1 = coroutine("work1", function* (value) {
    for (let round = 1; round <= rounds; round++) {
      print(`work1 got ${value}`);
      value = yield g2.switch(value + 1);
    }
    return value;
  });

  const g2 = coroutine("work2", function* (value) {
    while (true) {
      print(`work2 got ${value}`);
      value = yield g1.switch(value * 2);
    }
  });

  const last = g1.switch(first);
  print(`main got ${last}`);
}
