import { assertEquals } from "@std/assert";
import { testUnless } from "../../support/test_unless.ts";
import { until } from "../../support/until.ts";
import { CAN_ENCRYPT } from "../../../src/serve/listen/encrypted_stream.ts";
import { SecurePort } from "../../../src/serve/listen/secure_port.ts";
import { makeTestCertificate } from "../../support/test_certificate.ts";

const LARGE = new Uint8Array(24 * 1024 * 1024);

function connect({ addr }: SecurePort): Promise<Deno.TcpConn> {
  return Deno.connect({ hostname: "127.0.0.1", port: addr.port });
}

/** Whether the server has ended the connection or sent something. */
async function isEnded(connection: Deno.Conn): Promise<boolean> {
  return await connection.read(new Uint8Array(100)).catch(() => null) === null;
}

async function startFront(maxOfAddress: number, handshakeMs?: number) {
  const { cert, key } = await makeTestCertificate();
  const front = new SecurePort({ cert, key }, {
    port: 0,
    hostname: "127.0.0.1",
    maxOfAddress,
    ...(handshakeMs === undefined ? {} : { handshakeMs }),
    handler: (request, info) => {
      if (request.body) return new Response(request.body);
      if (request.url.endsWith("/encrypted")) return Response.json(info?.isEncrypted);
      return new Response(LARGE);
    },
    plainHandler: () => new Response("plain"),
  });
  return { front, cert };
}

const REQUEST = new TextEncoder().encode("GET / HTTP/1.1\r\nhost: a\r\n\r\n");

Deno.test("a client address has only so many connections to an https host", async () => {
  const { front } = await startFront(2);
  const [first, second] = [await connect(front), await connect(front)];
  for (const connection of [first, second]) {
    await connection.write(REQUEST);
    assertEquals(await isEnded(connection), false);
  }
  using third = await connect(front);
  assertEquals(await isEnded(third), true);
  first.close();
  // The place is free as soon as the host has noticed the end.
  for (let isTaken = false; !isTaken;) {
    using next = await connect(front);
    await next.write(REQUEST).catch(() => {});
    isTaken = !await isEnded(next);
  }
  second.close();
  front.close();
  await front.shutdown();
});

Deno.test("a client that waits or never reads is disconnected after a while, an active one is not", async () => {
  const { front, cert } = await startFront(10);
  using client = Deno.createHttpClient({ caCerts: [cert] });
  const answer = await fetch(`https://127.0.0.1:${front.addr.port}/`, { client });
  using silent = await connect(front);
  await silent.write(REQUEST);
  assertEquals(await isEnded(silent), false);
  front.endIdle(performance.now());
  await silent.write(REQUEST);
  assertEquals(await isEnded(silent), false);
  front.endIdle(performance.now() + 200_000);
  assertEquals(await isEnded(silent), true);
  assertEquals(await answer.bytes().then(() => "whole", () => "cut"), "cut");
  front.close();
  await front.shutdown();
});

Deno.test("bytes arrive unchanged over https in both directions, with HTTP/1.1 and HTTP/2", async () => {
  const { front, cert } = await startFront(10);
  for (const http2 of [false, true]) {
    using client = Deno.createHttpClient({ caCerts: [cert], http2, http1: !http2 });
    const url = `https://127.0.0.1:${front.addr.port}/`;
    const body = crypto.getRandomValues(new Uint8Array(60_000));
    const echo = await fetch(url, { client, method: "POST", body });
    assertEquals(await echo.bytes(), body);
    assertEquals((await (await fetch(url, { client })).bytes()).length, LARGE.length);
    assertEquals(await (await fetch(`${url}encrypted`, { client })).json(), true);
  }
  front.close();
  await front.shutdown();
});

/** The beginning of a TLS handshake record, without the handshake. */
const HELLO = new Uint8Array([0x16, 3, 1, 0, 200, 1, 0, 0]);

testUnless(
  CAN_ENCRYPT ? undefined : "this Deno has no say in handshakes",
  "a handshake that is nonsense, or never comes to its end, ends that connection and no other",
  async () => {
    const { front, cert } = await startFront(10, 300);
    using silent = await connect(front);
    await silent.write(HELLO);
    using wild = await connect(front);
    await wild.write(new Uint8Array(5000).fill(0x16));
    using gone = await connect(front);
    await gone.write(HELLO);
    await gone.closeWrite();
    for (const connection of [silent, wild, gone]) {
      // The server may send the reason in an alert.
      await until("the end of the connection", () => isEnded(connection));
    }
    using client = Deno.createHttpClient({ caCerts: [cert] });
    const answer = await fetch(`https://127.0.0.1:${front.addr.port}/encrypted`, { client });
    assertEquals(await answer.json(), true);
    front.close();
    await front.shutdown();
  },
);
