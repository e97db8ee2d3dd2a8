import { assert, assertEquals, assertRejects } from "@std/assert";
import { bodyBytes, bodyDigest, Gate, redirect, ScriptedServer, times } from "./scripted_server.ts";
import { bodyPieces } from "./body.ts";
import { makeTestCertificate } from "./test_certificate.ts";

const BODY = { sizeBytes: 200_000, seed: 3 };

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    headers: { "accept-encoding": "identity", ...headers },
    redirect: "manual",
  });
  return { status: response.status, headers: response.headers, body: await response.bytes() };
}

Deno.test("a seeded body has the same bytes whole and in parts", () => {
  const whole = bodyBytes(BODY);
  assertEquals(whole.length, BODY.sizeBytes);
  for (const [start, end] of [[0, 1], [1, 9], [65_535, 131_073], [199_999, 200_000]] as const) {
    assertEquals(bodyBytes(BODY, start, end), whole.slice(start, end));
  }
  let at = 0;
  for (const piece of bodyPieces(BODY, 5, 150_000)) {
    assertEquals(piece, whole.slice(5 + at, 5 + at + piece.length));
    at += piece.length;
  }
  assertEquals(at, 149_995);
  assert(bodyDigest(BODY) !== bodyDigest({ ...BODY, seed: 4 }));
});

Deno.test("a scripted server plays its answers in order and records the requests", async () => {
  await using server = await ScriptedServer.start();
  server.on("/file", ...times(2, { status: 503, headers: { "Retry-After": "7" } }), { body: BODY });
  const first = await get(server.url("/file?a=1"), { "x-test": "yes" });
  assertEquals([first.status, first.headers.get("retry-after")], [503, "7"]);
  assertEquals((await get(server.url("/file"))).status, 503);
  assertEquals((await get(server.url("/file"))).body, bodyBytes(BODY));
  assertEquals((await get(server.url("/file"))).status, 200);
  assertEquals((await get(server.url("/other"))).status, 404);
  assertEquals(server.requests.length, 5);
  assertEquals(server.requests[0]?.target, "/file?a=1");
  assertEquals(server.requests[0]?.headers.get("x-test"), "yes");
  assertEquals(server.connections, 1);
});

Deno.test("a scripted server answers ranges rightly unless told otherwise", async () => {
  await using server = await ScriptedServer.start();
  const range = { range: "bytes=10-19" };
  server
    .on("/right", { body: BODY, etag: '"a"' })
    .on("/ignores", { body: BODY, ignoresRange: true })
    .on("/if-range", { body: BODY, etag: '"a"', ignoresIfRange: true })
    .on("/wrong", { body: BODY, answersRange: { start: 0, end: 10 } })
    .on("/total", { body: BODY, contentRange: "bytes 10-19/5" });
  const right = await get(server.url("/right"), range);
  assertEquals([right.status, right.headers.get("content-range")], [206, "bytes 10-19/200000"]);
  assertEquals(right.body, bodyBytes(BODY, 10, 20));
  assertEquals((await get(server.url("/right"), { ...range, "if-range": '"b"' })).status, 200);
  assertEquals((await get(server.url("/right"), { "if-none-match": '"a"' })).status, 304);
  const beyond = await get(server.url("/right"), { range: "bytes=200000-" });
  assertEquals([beyond.status, beyond.headers.get("content-range")], [416, "bytes */200000"]);
  assertEquals((await get(server.url("/ignores"), range)).status, 200);
  assertEquals((await get(server.url("/if-range"), { ...range, "if-range": '"b"' })).status, 206);
  const wrong = await get(server.url("/wrong"), range);
  assertEquals([wrong.status, wrong.headers.get("content-range")], [206, "bytes 0-9/200000"]);
  const total = await get(server.url("/total"), range);
  assertEquals(total.headers.get("content-range"), "bytes 10-19/5");
});

Deno.test("a scripted server cuts, lies and leaves lengths out", async () => {
  await using server = await ScriptedServer.start();
  server
    .on("/fin", { body: BODY, cutAfterBytes: 1000 })
    .on("/reset", { body: BODY, cutAfterBytes: 1000, cut: "reset" })
    .on("/chunked", { body: BODY, framing: "chunked" })
    .on("/chunked-cut", { body: BODY, framing: "chunked", cutAfterBytes: 1000 })
    .on("/close", { body: BODY, framing: "close" })
    .on("/close-cut", { body: BODY, framing: "close", cutAfterBytes: 1000 })
    .on("/short", { body: BODY, contentLength: 300_000, closes: true })
    .on("/long", { body: BODY, contentLength: 100_000, closes: true })
    .on("/none", { dropsRequest: true });
  for (const path of ["/fin", "/reset", "/chunked-cut", "/short", "/none"]) {
    await assertRejects(() => get(server.url(path)), TypeError);
  }
  assertEquals((await get(server.url("/chunked"))).body, bodyBytes(BODY));
  assertEquals((await get(server.url("/close"))).body, bodyBytes(BODY));
  assertEquals((await get(server.url("/close-cut"))).body, bodyBytes(BODY, 0, 1000));
  assertEquals((await get(server.url("/long"))).body, bodyBytes(BODY, 0, 100_000));
  assertEquals(server.errors, []);
});

Deno.test("a scripted server holds an answer until the test lets it go", async () => {
  await using server = await ScriptedServer.start();
  const headers = new Gate();
  const drip = new Gate();
  server.on("/", {
    body: "0123456789",
    holdsHeaders: headers,
    holdsBody: { gate: drip, afterBytes: 3, every: true },
  });
  const answer = get(server.url("/"));
  await headers.arrival();
  assertEquals([server.openConnections, server.requests[0]?.sentBytes], [1, 0]);
  headers.open();
  await drip.arrival(1);
  assertEquals(server.requests[0]?.sentBytes, 3);
  drip.pass();
  await drip.arrival(2);
  assertEquals(server.requests[0]?.sentBytes, 6);
  drip.open();
  assertEquals(new TextDecoder().decode((await answer).body), "0123456789");
});

Deno.test("a scripted server redirects, packs unasked and sends hostile headers", async () => {
  await using server = await ScriptedServer.start();
  await using other = await ScriptedServer.start();
  const name = 'attachment; filename="../\xe4\xbd\xa0.zip"';
  server
    .on("/away", redirect(other.url("/there"), 307))
    .on("/file", redirect("file:///etc/passwd"))
    .on("/packed", { body: "a".repeat(1000), isGzipped: true })
    .on("/hostile", { headers: [["Content-Disposition", name], ["X", "1"], ["X", "2"]] });
  const away = await get(server.url("/away"));
  assertEquals([away.status, away.headers.get("location")], [307, other.url("/there")]);
  assertEquals((await get(server.url("/file"))).headers.get("location"), "file:///etc/passwd");
  const packed = await get(server.url("/packed"));
  assertEquals(packed.headers.get("content-encoding"), "gzip");
  assert(packed.body.length < 100);
  const hostile = await get(server.url("/hostile"));
  assertEquals(hostile.headers.get("content-disposition"), name);
  assertEquals(hostile.headers.get("x"), "1, 2");
});

Deno.test("a scripted server speaks TLS, with a certificate that only its own clients trust", async () => {
  const tls = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls });
  server.on("/", { body: "secret" });
  using client = Deno.createHttpClient({ caCerts: [tls.cert], http2: false });
  assertEquals(await (await fetch(server.url("/"), { client })).text(), "secret");
  await assertRejects(() => fetch(server.url("/")), TypeError);
});

Deno.test("a scripted server survives a client that goes away", async () => {
  await using server = await ScriptedServer.start();
  server.on("/", { body: { sizeBytes: 1_000_000_000 } });
  const abort = new AbortController();
  const response = await fetch(server.url("/"), { signal: abort.signal });
  const reader = response.body!.getReader();
  await reader.read();
  abort.abort();
  await assertRejects(() => reader.read(), DOMException);
  await server.disconnection();
  assertEquals([server.openConnections, server.requests[0]?.isAnswered], [0, false]);
  assertEquals(server.errors, []);
});
