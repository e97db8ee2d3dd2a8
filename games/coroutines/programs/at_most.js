export default function* (lab) {
  const { spawn, joinAll, sleep, limitTo } = lab;
  const { print, report } = lab;
  const { files, limit } = lab.numbers;

  function* download({ name, delay, status }) {
    yield* sleep(delay);
    print(report(name, status));
  }

  limitTo(limit);
  const tasks = [];
  for (const file of files) {
    tasks.push(spawn(file.name, () => download(file)));
  }
  yield* joinAll(tasks);
}
