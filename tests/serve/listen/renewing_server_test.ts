import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { CommandError } from "../../../src/cli/errors.ts";
import { messageOf } from "../../../src/cli/io.ts";
import { explainListenError, listen } from "../../../src/serve/listen/listen.ts";
import { LongAnswers } from "../../../src/serve/listen/long_answers.ts";
import { CAN_RENEW, RenewingServer } from "../../../src/serve/listen/renewing_server.ts";
import { testUnless } from "../../support/test_unless.ts";
import { until } from "../../support/until.ts";
import { noise } from "../builds/noise.ts";
import type { Handler } from "../../../src/serve/request/handler_type.ts";

const WHY_NOT = CAN_RENEW ? undefined : "a server cannot be renewed here";

/** More bytes than the sockets on both sides buffer. */
const LARGE = noise(24 * 1024 * 1024);

/** Answers that last as long as a test needs. */
class Answers {
  readonly stream = Promise.withResolvers<
    ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>
  >();
  readonly asked = Promise.withResolvers<void>();
  readonly answer = Promise.withResolvers<Response>();

  readonly handler: Handler = (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/large") {
      const headers = { "content-length": String(LARGE.length) };
      return new Response(new Blob([LARGE]).stream(), { headers });
    }
    if (pathname === "/events") {
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
        start: (controller) => {
          controller.enqueue(bytes("first"));
          this.stream.resolve(controller);
        },
      });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    }
    if (pathname !== "/later") return new Response("here");
    this.asked.resolve();
    return this.answer.promise;
  };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

interface Port {
  readonly port: number;
}

function connect({ port }: Port): Promise<Deno.TcpConn> {
  return Deno.connect({ hostname: "127.0.0.1", port });
}

/** Opens a connection that sends a text and nothing more. */
async function say(to: Port, text: string): Promise<Deno.TcpConn> {
  const connection = await connect(to);
  await connection.write(bytes(text));
  return connection;
}

const REQUEST = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

/** Opens a connection that is kept after one answer. */
async function keepIdle(to: Port, request = REQUEST): Promise<Deno.TcpConn> {
  const connection = await say(to, request);
  let answer = "";
  for (const buffer = new Uint8Array(1024); !answer.endsWith("here");) {
    answer += new TextDecoder().decode(buffer.subarray(0, await connection.read(buffer) ?? 0));
  }
  return connection;
}

/** Resolves when the server has ended the connection in any way. */
async function ended(connection: Deno.Conn): Promise<void> {
  await connection.readable.pipeTo(new WritableStream()).catch(() => {});
}

/** Resolves when the port refuses connections. */
async function closed(port: Port): Promise<void> {
  await until(
    "the end of its listening",
    () => connect(port).then((connection) => (connection.close(), false), () => true),
  );
}

testUnless(
  WHY_NOT,
  "silent connections are closed, and answers under way finish",
  async () => {
    const answers = new Answers();
    const server = new RenewingServer(answers.handler, { port: 0, hostname: "127.0.0.1" });
    const url = `http://127.0.0.1:${server.addr.port}`;
    const stream = (await fetch(`${url}/events`)).body!.getReader();
    assertEquals((await stream.read()).value, bytes("first"));
    const late = fetch(`${url}/later`);
    await answers.asked.promise;
    const large = await fetch(`${url}/large`);
    const slow = [
      await connect(server.addr),
      await say(server.addr, "GET / HT"),
      await say(server.addr, "GET / HTTP/1.1\r\nhost: a\r\nx: "),
      await keepIdle(server.addr),
      await keepIdle(server.addr, "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc"),
    ];

    server.renew();
    await Promise.all(slow.map(ended));
    assertEquals(await (await fetch(url)).text(), "here");
    answers.answer.resolve(new Response("late"));
    assertEquals(await (await late).text(), "late");
    assertEquals(await large.bytes(), LARGE);
    const events = await answers.stream.promise;
    events.enqueue(bytes("second"));
    assertEquals((await stream.read()).value, bytes("second"));
    events.close();
    assertEquals((await stream.read()).done, true);
    await server.stop();
  },
);

Deno.test("a host that stops accepts no new requests and finishes its answers", async () => {
  const answers = new Answers();
  const listening = await listen(answers.handler, { port: 0, hostname: "127.0.0.1" });
  const url = `http://127.0.0.1:${listening.port}`;
  const idle = await keepIdle(listening);
  const large = await fetch(`${url}/large`);
  const late = fetch(`${url}/later`);
  await answers.asked.promise;

  const stopped = listening.stop();
  await ended(idle);
  await closed(listening);
  // The port is free for the next host while the last one still sends.
  const again = await listen(() => new Response("again"), listening);
  assertEquals(await (await fetch(url)).text(), "again");
  answers.answer.resolve(new Response("late"));
  assertEquals(await (await late).text(), "late");
  assertEquals(await large.bytes(), LARGE);
  await Promise.all([stopped, again.stop()]);
});

const BODIES: readonly { framing: string; more: string }[] = [
  { framing: "content-length: 800000000", more: "x" },
  { framing: "transfer-encoding: chunked", more: "1\r\nx\r\n" },
];

for (const { framing, more } of BODIES) {
  Deno.test(`an unread request body is not waited for: ${framing}`, async () => {
    const options = { port: 0, hostname: "127.0.0.1", bodyMs: 20 };
    const server = new RenewingServer(() => new Response("here", { status: 405 }), options);
    const head = `POST / HTTP/1.1\r\nhost: a\r\n${framing}\r\n\r\n`;
    const connection = await say(server.addr, head);
    let isOver = false;
    const over = ended(connection).then(() => isOver = true);
    await until("the end of the connection", async () => {
      await connect(server.addr).then((other) => other.close());
      const writer = connection.writable.getWriter();
      await writer.write(bytes(more)).catch(() => {});
      writer.releaseLock();
      return isOver;
    });
    await over;
    await server.stop();
  });
}

Deno.test("a connection is kept after its request body has arrived", async () => {
  const server = new RenewingServer(() => new Response("here"), { port: 0, hostname: "127.0.0.1" });
  const url = `http://127.0.0.1:${server.addr.port}`;
  using connection = await say(
    server.addr,
    "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc",
  );
  for (let answers = 0; answers < 2; answers++) {
    let text = "";
    for (const buffer = new Uint8Array(1024); !text.endsWith("here");) {
      text += new TextDecoder().decode(buffer.subarray(0, await connection.read(buffer) ?? 0));
    }
    await connection.write(bytes(REQUEST));
  }
  assertEquals(await (await fetch(url)).text(), "here");
  await server.stop();
});

Deno.test("a host stops although a client never reads", async () => {
  const options = { port: 0, hostname: "127.0.0.1", stopMs: 20 };
  const server = new RenewingServer(new Answers().handler, options);
  using reader = await say(server.addr, "GET /large HTTP/1.1\r\nhost: a\r\n\r\n");
  await reader.read(new Uint8Array(10));
  await server.stop();
  await closed(server.addr);
});

Deno.test("a port that the system keeps is explained by what helps there", async () => {
  const explain = (os: typeof Deno.build.os) =>
    explainListenError(new Deno.errors.PermissionDenied(), { port: 80, hostname: "0.0.0.0", os });
  assertMatch(messageOf(await explain("linux")), /port above 1023$/);
  assertMatch(messageOf(await explain("windows")), /take another port.*excludedportrange/);
});

Deno.test("a host does not share a port that another program uses", async () => {
  const first = await listen(() => new Response(), { port: 0, hostname: "127.0.0.1" });
  const error = await assertRejects(() => listen(() => new Response(), first), CommandError);
  assertMatch(error.message, /^Cannot listen on port \d+: it is in use/);
  await first.stop();
});

const STREAM_HEADERS = { "content-length": "100000" };

Deno.test("one client address gets only so many long answers at a time, but short ones meanwhile", async () => {
  const answers = new LongAnswers();
  const begin = (hostname: string) => {
    const { promise: completed, resolve } = Promise.withResolvers<void>();
    const info = { remoteAddr: { transport: "tcp", hostname, port: 1 }, completed } as const;
    const ended = answers.follow(new Response("", { headers: STREAM_HEADERS }), info);
    return { info, ended, finish: resolve };
  };
  const first = begin("10.0.0.1");
  while (!answers.isFullFor(first.info)) begin("10.0.0.1");
  const other = begin("10.0.0.2");
  assertEquals(answers.isFullFor(other.info), false);
  assertEquals(answers.follow(new Response("short"), other.info), undefined);
  first.finish();
  await first.ended;
  assertEquals(answers.isFullFor(first.info), false);
  for (let hosts = 3; !answers.isFullFor(other.info); hosts++) {
    for (let count = 0; count < 1000; count++) begin(`10.0.0.${hosts}`);
  }
  assert(answers.downloads < 10_000);
});
