export default async function (lab) {
  const { fetch, print, report } = lab;
  const { files } = lab.numbers;

  async function download(name) {
    const answer = await fetch(name, { cache: "no-store" });
    await answer.arrayBuffer();
    print(report(name, answer.status));
  }

  for (const file of files) {
    await download(file);
  }
}
