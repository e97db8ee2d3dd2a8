export default async function (lab) {
  const { fetch, print, report } = lab;
  const { files } = lab.numbers;

  async function download(name) {
    const answer = await fetch(name, { cache: "no-store" });
    await answer.arrayBuffer();
    print(report(name, answer.status));
  }

  const downloads = [];
  for (const file of files) {
    downloads.push(download(file));
  }
  await Promise.all(downloads);
}
