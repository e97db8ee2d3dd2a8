export default async function (lab) {
  const { inWorker, sleep, print } = lab;
  const { jobs, below } = lab.numbers;

  async function job(name) {
    await sleep(50);
    const primes = await inWorker(0, below);
    print(`${name}: ${primes} primes`);
  }

  const tasks = [];
  for (let n = 1; n <= jobs; n++) {
    tasks.push(job(`job${n}`));
  }
  await Promise.all(tasks);
}
