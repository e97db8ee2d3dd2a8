/** Answers without a reliable end, and answers that are hardly HTTP: each fails with one line that says why. */
import { assertEquals } from "@std/assert";
import { runEngine, testConfig } from "../support/engine_run.ts";
import { Http2Server, type StreamEnding } from "../support/http2_server.ts";
import { type Answer, bodyDigest, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";

const MANY: [string, string][] = Array.from({ length: 101 }, (_, n) => [`X-${n}`, "x"]);

/** The answers and their errors; all are final, because a retry would bring the same answer. */
const REFUSED: Readonly<Record<string, readonly [Answer, says: string]>> = {
  "a compressed stream in chunks": [
    { body: "abc", framing: "close", headers: { "transfer-encoding": "gzip, chunked" } },
    "the server sends the file in a transfer coding that was not asked for: gzip, chunked",
  ],
  "a compressed stream": [
    { body: "abc", framing: "close", headers: { "transfer-encoding": "gzip" } },
    "the server sends the file in a transfer coding that was not asked for: gzip",
  ],
  "chunks within a compressed stream": [
    { body: "abc", framing: "close", headers: { "transfer-encoding": "chunked, deflate" } },
    "the server sends the file in a transfer coding that was not asked for: chunked, deflate",
  ],
  "more than a hundred headers": [
    { body: "abc", headers: MANY },
    "the server sends more than 100 response headers, or some 400 KiB of them; no more can be read",
  ],
  "a folded header": [
    { body: "abc", headers: { "x-long": "one\r\n two" } },
    "the server sends a malformed response header, such as a line folded into several",
  ],
  "chunks whose lines end with a line feed alone": [
    { body: "3\nabc\n0\n\n", framing: "close", headers: { "transfer-encoding": "chunked" } },
    "the server ends the lines of its chunks with a bare line feed, which cannot be read",
  ],
  "chunks of no length": [
    {
      body: "three\r\nabc\r\n0\r\n\r\n",
      framing: "close",
      headers: { "transfer-encoding": "chunked" },
    },
    "the server sends chunks without saying how long they are",
  ],
  "two lengths": [
    { body: "abc", headers: { "content-length": "4" } },
    "the server sends a Content-Length that is no number, or two that differ",
  ],
  "an invalid length": [
    { body: "abc", contentLength: "three", closes: true },
    "the server sends a Content-Length that is no number, or two that differ",
  ],
};

for (const [what, [answer, says]] of Object.entries(REFUSED)) {
  Deno.test(`${what} is refused at once, with a text that says what the server did`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/file", answer);
    const run = await runEngine([server.url("/file")], testConfig(folder.path));
    assertEquals(run.failures.map(({ kind, message }) => [kind, message]), [["network", says]]);
    // The chunks are requested once more, to find their error.
    assertEquals(
      server.requests.length,
      what.startsWith("chunks of") || what.startsWith("chunks whose") ? 2 : 1,
    );
    assertEquals(await folder.names(), []);
  });
}

Deno.test("a Content-Length that is sent twice is valid", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/file", { body: "abc", headers: { "content-length": "3" } });
  const { arrivals } = await runEngine([server.url("/file")], testConfig(folder.path));
  assertEquals(arrivals.map(({ isLengthKnown, sizeBytes }) => [isLengthKnown, sizeBytes]), [
    [true, 3],
  ]);
});

/** The protocols that a server offers, and the versions of HTTP in which coplay requests a whole body. */
const OFFERS: readonly (readonly [string[], asked: string[]])[] = [
  [["h2", "http/1.1"], ["HTTP/2", "HTTP/1.1"]],
  // Without HTTP/1.1, the stream is requested once more.
  [["h2"], ["HTTP/2", "HTTP/2"]],
];

for (const [protocols, asked] of OFFERS) {
  for (const ending of ["end", "cancel", "no error"] as const satisfies StreamEnding[]) {
    const what = ending === "end"
      ? "arrives where it ends"
      : `is no file where it is reset: ${ending}`;
    Deno.test(`a body without a length over ${protocols.join(" or ")} ${what}`, async () => {
      const tls = await makeTestCertificate();
      const body = crypto.getRandomValues(new Uint8Array(50_000));
      await using server = new Http2Server(tls, { body, ending, protocols });
      await using folder = await TempDir.make();
      const retry = { retries: 0, maxDelayMs: 1, maxRetryAfterMs: 1 };
      const config = testConfig(folder.path, { caCerts: [tls.cert], retry });
      const { failures } = await runEngine([server.url("/file")], config);
      assertEquals(failures.map(({ kind }) => kind), ending === "end" ? [] : ["network"]);
      assertEquals(await folder.names(), ending === "end" ? ["file"] : []);
      if (ending !== "end") return;
      assertEquals(await Deno.readFile(folder.join("file")), body);
      assertEquals(server.requests, asked);
    });
  }
}

Deno.test("once an origin is known for files without a length, each is requested once", async () => {
  const tls = await makeTestCertificate();
  const body = new Uint8Array(1000).fill(7);
  await using server = new Http2Server(tls, { body, ending: "end", protocols: OFFERS[0]![0] });
  await using folder = await TempDir.make();
  const config = testConfig(folder.path, { caCerts: [tls.cert], jobs: 1 });
  const { arrivals } = await runEngine(["/1", "/2", "/3"].map((path) => server.url(path)), config);
  assertEquals(arrivals.length, 3);
  assertEquals(server.requests, ["HTTP/2", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1"]);
});

Deno.test("a body without a length that the server sends only once arrives, marked as of unknown length", async () => {
  const tls = await makeTestCertificate();
  const body = new Uint8Array(50_000).fill(7);
  const protocols = OFFERS[0]![0];
  await using server = new Http2Server(tls, { body, ending: "end", protocols, isOnce: true });
  await using folder = await TempDir.make();
  const config = testConfig(folder.path, { caCerts: [tls.cert] });
  const { arrivals } = await runEngine([server.url("/file")], config);
  assertEquals(arrivals.map(({ isLengthKnown }) => isLengthKnown), [false]);
  assertEquals(await Deno.readFile(folder.join("file")), body);
});

Deno.test("a body without a length but with a checksum is requested once", async () => {
  const tls = await makeTestCertificate();
  const body = new Uint8Array(50_000).fill(7);
  await using server = new Http2Server(tls, { body, ending: "end", protocols: OFFERS[0]![0] });
  await using folder = await TempDir.make();
  const checksum = { algorithm: "sha256", hex: bodyDigest(body) } as const;
  const config = testConfig(folder.path, { caCerts: [tls.cert] });
  const { arrivals } = await runEngine([{ urls: [server.url("/file")], checksum }], config);
  assertEquals([arrivals.length, server.requests], [1, ["HTTP/2"]]);
});
