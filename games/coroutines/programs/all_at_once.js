export default function* (lab) {
  const { spawn, joinAll, sleep } = lab;
  const { print, report } = lab;
  const { files } = lab.numbers;

  function* download({ name, delay, status }) {
    yield* sleep(delay);
    print(report(name, status));
  }

  const tasks = [];
  for (const file of files) {
    tasks.push(spawn(file.name, () => download(file)));
  }
  yield* joinAll(tasks);
}
