export default async function (lab) {
  const { countPrimes, sleep, print } = lab;
  const { jobs, below } = lab.numbers;

  async function job(name) {
    await sleep(50);
    let primes = 0;
    for (let piece = 1; piece <= 4; piece++) {
      const to = below * piece / 4;
      primes += countPrimes(to - below / 4, to);
      await sleep(0);
    }
    print(`${name}: ${primes} primes`);
  }

  const tasks = [];
  for (let n = 1; n <= jobs; n++) {
    tasks.push(job(`job${n}`));
  }
  await Promise.all(tasks);
}
