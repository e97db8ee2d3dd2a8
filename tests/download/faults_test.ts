import { assert, assertEquals } from "@std/assert";
import { SYSTEM_CLOCK } from "../../src/download/model/clock.ts";
import type { TransferEvent } from "../../src/download/model/events.ts";
import { bodyBytes, bodyDigest, ScriptedServer } from "../support/scripted_server.ts";
import { runEngine, testConfig } from "../support/engine_run.ts";
import { Gate } from "../support/gate.ts";
import { runOnSmallDisk, WHY_NO_SMALL_DISK } from "../support/small_disk.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";
import { testUnless } from "../support/test_unless.ts";

const BODY = { sizeBytes: 600_000, seed: 21 };
const OTHER = { sizeBytes: 600_000, seed: 22 };
const SHA256 = { algorithm: "sha256", hex: bodyDigest(BODY) } as const;

function kinds(errors: readonly { readonly kind: string }[]): string[] {
  return errors.map(({ kind }) => kind);
}

async function holds(folder: TempDir, body = BODY, name = "file"): Promise<boolean> {
  const bytes = await Deno.readFile(folder.join(name));
  return bytes.every((byte, index) => byte === expected(body)[index]) &&
    bytes.length === body.sizeBytes;
}

const cache = new Map<number, Uint8Array>();
function expected(body: typeof BODY): Uint8Array {
  const bytes = cache.get(body.seed) ?? bodyBytes(body);
  cache.set(body.seed, bytes);
  return bytes;
}

testUnless(
  WHY_NO_SMALL_DISK,
  "a full disk is final: one request, a clear reason, exit 6, and no file under the name",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/file", { body: BODY, etag: '"a"' });
    const script = `mount -t tmpfs -o size=300k none "${folder.path}" && "$@"; code=$?; ` +
      `ls -A "${folder.path}"; exit $code`;
    const args = ["download", server.url("/file"), "-d", folder.path];
    const { code, stdout, stderr } = await runOnSmallDisk(script, args);
    assertEquals(code, 6, stderr);
    assert(/the disk is full, with \d+ KiB still to come$/m.test(stderr), stderr);
    assertEquals(server.requests.length, 1);
    const names = stdout.split("\n").filter((line) => line.includes("file") && !line.includes(" "));
    assertEquals(names, [".file.coplay-journal", ".file.coplay-part"]);
  },
);

testUnless(
  WHY_NO_SMALL_DISK,
  "a download continues where it was once a full disk has space",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/file", { body: BODY, etag: '"a"' });
    const dir = folder.path;
    const script = `mount -t tmpfs -o size=300k none "${dir}"; "$@"; ` +
      `mount -o remount,size=2m "${dir}"; "$@" && sha256sum "${dir}/file"`;
    const { code, stdout } = await runOnSmallDisk(script, [
      "download",
      server.url("/file"),
      "-d",
      dir,
    ]);
    assertEquals([code, stdout.includes(SHA256.hex)], [0, true]);
    assert((server.requests[1]?.headers.get("range") ?? "").startsWith("bytes="));
  },
);

testUnless(
  WHY_NO_SMALL_DISK,
  "a file over the system's limit is final, too",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/file", { body: BODY, etag: '"a"' });
    // Without the trap the system would kill the process.
    const script = `trap '' XFSZ; ulimit -f 400; exec "$@"`;
    const args = ["download", server.url("/file"), "-d", folder.path];
    const { code, stderr } = await runOnSmallDisk(script, args);
    assertEquals([code, server.requests.length], [6, 1], stderr);
    assert(stderr.includes("too large"), stderr);
  },
);

Deno.test("a folder that cannot be written is final and named", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("blocked"), "");
  server.on("/file", { body: BODY });
  const entry = { urls: [server.url("/file")] as [string], dir: "blocked" };
  const { failures } = await runEngine([entry], testConfig(folder.path));
  assertEquals(kinds(failures), ["disk"]);
  assertEquals(server.requests.length, 0);
});

Deno.test("a bad certificate is never tried again", async () => {
  await using folder = await TempDir.make();
  await using server = await ScriptedServer.start({ tls: await makeTestCertificate() });
  server.on("/file", { body: BODY });
  const run = await runEngine([server.url("/file")], testConfig(folder.path));
  assertEquals(kinds(run.failures), ["tls"]);
  assertEquals([run.retries.length, server.requests.length], [0, 0]);
});

Deno.test("a certificate of --ca is trusted, also for segments", async () => {
  await using folder = await TempDir.make();
  const tls = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls });
  const body = { sizeBytes: 5 << 20, seed: 3 };
  const whole = { body, etag: '"a"', headers: { "accept-ranges": "bytes" } };
  const [slow, segment] = [new Gate(), new Gate()];
  server.on(
    "/file",
    { ...whole, holdsBody: { gate: slow, afterBytes: 50_000 } },
    { ...whole, holdsHeaders: segment },
    whole,
  );
  const connections = { count: 3, isExplicit: true };
  const config = testConfig(folder.path, { caCerts: [tls.cert], connections });
  const run = runEngine([server.url("/file")], config, { clock: SYSTEM_CLOCK });
  await segment.arrival();
  segment.open();
  slow.open();
  assertEquals((await run).failures, []);
});

Deno.test("a server that refuses the connection is tried again, as often as asked", async () => {
  await using folder = await TempDir.make();
  const server = await ScriptedServer.start();
  const url = server.url("/tls-certificate-timeout");
  await server[Symbol.asyncDispose]();
  const retry = { retries: 3, maxDelayMs: 10, maxRetryAfterMs: 10 };
  const { failures, retries } = await runEngine([url], testConfig(folder.path, { retry }));
  assertEquals(failures.map(({ kind, message }) => [kind, message]), [
    ["network", "the server refuses the connection"],
  ]);
  assertEquals(retries.length, 3);
});

Deno.test("a host name that does not exist is not reported as a bad certificate", async () => {
  await using folder = await TempDir.make();
  const retry = { retries: 0, maxDelayMs: 10, maxRetryAfterMs: 10 };
  const config = testConfig(folder.path, { retry });
  const { failures } = await runEngine(["http://no-such-host.invalid/invalid tls"], config);
  assertEquals(failures.map(({ message }) => message), ["the host name cannot be resolved"]);
});

const BROKEN = {
  "a body cut short": { cutAfterBytes: 100_000 },
  "a body cut by a reset": { cutAfterBytes: 100_000, cut: "reset" },
  "a chunked body cut before its last chunk": { framing: "chunked", cutAfterBytes: 100_000 },
  "an answer that never comes": { dropsRequest: true },
  "a Content-Length that promises more": { contentLength: 700_000, closes: true },
} as const;

for (const [what, fault] of Object.entries(BROKEN)) {
  for (const body of [BODY, { sizeBytes: 150_000, seed: 23 }]) {
    Deno.test(`${what} is tried again (${body.sizeBytes} bytes)`, async () => {
      await using server = await ScriptedServer.start();
      await using folder = await TempDir.make();
      server.on("/file", { body, ...fault }, { body });
      const { failures, retries } = await runEngine([server.url("/file")], testConfig(folder.path));
      assertEquals([failures.length, retries.length], [0, 1]);
      assert(await holds(folder, body));
    });
  }
}

Deno.test("a body that ends with the connection arrives, marked as of unknown length", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/file", { body: BODY, framing: "close" });
  const { arrivals } = await runEngine([server.url("/file")], testConfig(folder.path));
  assertEquals(arrivals.map(({ isLengthKnown }) => isLengthKnown), [false]);
  assert(await holds(folder));
});

for (const body of [BODY, { sizeBytes: 150_000, seed: 23 }]) {
  Deno.test(`a length beside chunks means nothing (${body.sizeBytes} bytes)`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/file", { body, framing: "chunked", contentLength: 100_000 });
    const { failures } = await runEngine([server.url("/file")], testConfig(folder.path));
    assertEquals(failures, []);
    assert(await holds(folder, body));
  });
}

Deno.test("a body that was compressed unasked is kept as it arrived, and reported", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/file", { body: "a".repeat(10_000), isGzipped: true });
  const { arrivals } = await runEngine([server.url("/file")], testConfig(folder.path));
  assertEquals(arrivals[0]?.encoding, "gzip");
  assertEquals(
    (await Deno.readFile(folder.join("file"))).subarray(0, 2),
    new Uint8Array([31, 139]),
  );
  assertEquals(server.requests[0]?.headers.get("accept-encoding"), "identity");
});

function mirrored(first: ScriptedServer, second: ScriptedServer) {
  return { urls: [first.url("/file"), second.url("/file")] as [string, ...string[]] };
}

function startUrls(events: readonly TransferEvent[]): string[] {
  return events.flatMap((event) => event.type === "start" ? [event.url.origin] : []);
}

Deno.test("the next mirror is taken where one has no such file", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  await using folder = await TempDir.make();
  second.on("/file", { body: BODY });
  const run = await runEngine([mirrored(first, second)], testConfig(folder.path));
  assertEquals(startUrls(run.events).length, 2);
  assert(await holds(folder));
});

Deno.test("another mirror resumes where a checksum verifies the whole file", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  await using folder = await TempDir.make();
  first.on("/file", { body: BODY, etag: '"a"', cutAfterBytes: 250_000 });
  second.on("/file", { body: BODY, etag: '"a"' });
  const entry = { ...mirrored(first, second), checksum: SHA256 };
  const run = await runEngine([entry], testConfig(folder.path));
  assertEquals(second.requests[0]?.headers.get("range"), "bytes=250000-");
  assertEquals(run.summary.totals.receivedBytes, BODY.sizeBytes);
  assert(await holds(folder));
});

Deno.test("another mirror's bytes are never joined because of an equal ETag alone", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  await using folder = await TempDir.make();
  first.on("/file", { body: OTHER, etag: '"1"', cutAfterBytes: 250_000 });
  second.on("/file", { body: BODY, etag: '"1"' });
  const run = await runEngine([mirrored(first, second)], testConfig(folder.path));
  assertEquals(run.failures, []);
  assertEquals(second.requests[0]?.headers.get("range"), null);
  assert(await holds(folder));
});

Deno.test("another mirror with another validator starts over", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  await using folder = await TempDir.make();
  first.on("/file", { body: OTHER, etag: '"a"', cutAfterBytes: 250_000 });
  second.on("/file", { body: BODY, etag: '"b"', ignoresIfRange: true });
  const run = await runEngine([mirrored(first, second)], testConfig(folder.path));
  assertEquals(run.failures, []);
  assert(await holds(folder));
});

Deno.test("a mirror with wrong bytes is skipped where a checksum shows it", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  await using folder = await TempDir.make();
  first.on("/file", { body: OTHER, etag: '"a"' });
  second.on("/file", { body: BODY, etag: '"a"' });
  const entry = { ...mirrored(first, second), checksum: SHA256 };
  const run = await runEngine([entry], testConfig(folder.path));
  assertEquals(kinds(run.retries.map(({ error }) => error)), ["checksum"]);
  assert(await holds(folder));
});
