export default function* (lab) {
  const { accept, receive, send } = lab;
  const { spawn, join, print, report } = lab;
  const { guests } = lab.numbers;

  function* serve(client) {
    print(report(client.name, "connected"));
    const request = yield* receive(client);
    if (request === "") {
      print(report(client.name, "left"));
      return;
    }
    yield* send(client, "text/html");
    print(report(client.name, "answered"));
  }

  for (let n = 1; n <= guests; n++) {
    const client = yield* accept();
    const task = spawn(client.name, () => serve(client));
    yield* join(task);
  }
}
