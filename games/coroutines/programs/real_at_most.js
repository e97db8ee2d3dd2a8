export default async function (lab) {
  const { fetch, print, report } = lab;
  const { files, limit } = lab.numbers;

  async function download(name) {
    const answer = await fetch(name, { cache: "no-store" });
    await answer.arrayBuffer();
    print(report(name, answer.status));
  }

  const rest = [...files];
  async function runner() {
    while (rest.length > 0) {
      await download(rest.shift());
    }
  }

  const runners = [];
  for (let n = 1; n <= limit; n++) {
    runners.push(runner());
  }
  await Promise.all(runners);
}
