export default function* (lab) {
  const { spawn, join, sleep } = lab;
  const { print, report } = lab;
  const { files } = lab.numbers;

  function* download({ name, delay, status }) {
    yield* sleep(delay);
    print(report(name, status));
  }

  for (const file of files) {
    const task = spawn(file.name, () => download(file));
    yield* join(task);
  }
}
