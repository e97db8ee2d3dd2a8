/** Counts connections at the server. */
import { assert, assertEquals } from "@std/assert";
import { runEngine, testConfig } from "../support/engine_run.ts";
import { redirect, ScriptedServer } from "../support/scripted_server.ts";
import { CountingRelay } from "../support/counting_relay.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";

const BODY = { sizeBytes: 20_000, seed: 5 };
const PATHS = Array.from({ length: 120 }, (_, index) => `/${index}`);
const AT_ONCE = 16;

Deno.test("over HTTP/1.1 there are no more connections than files at once", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: BODY });
  const config = testConfig(folder.path, { jobs: AT_ONCE, perHost: AT_ONCE });
  const { arrivals } = await runEngine(PATHS.map((path) => server.url(path)), config);
  assertEquals(arrivals.length, PATHS.length);
  assertEquals(server.connections, AT_ONCE);
});

Deno.test("over HTTP/1.1 with TLS the first connection finds out the protocol, and is reused", async () => {
  const { cert, key } = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls: { cert, key } });
  await using folder = await TempDir.make();
  let [begun, connectionsAtFirst] = [0, 0];
  server.on("*", () => {
    if (++begun === 1) connectionsAtFirst = server.connections;
    return { body: BODY, headers: { connection: "keep-alive" } };
  });
  const config = testConfig(folder.path, { jobs: AT_ONCE, perHost: AT_ONCE, caCerts: [cert] });
  const { arrivals } = await runEngine(PATHS.map((path) => server.url(path)), config);
  assertEquals(arrivals.length, PATHS.length);
  assertEquals(connectionsAtFirst, 1);
  assert(server.connections <= AT_ONCE + 1, `${server.connections} connections`);
});

/** Starts an HTTP/2 server behind a relay that counts connections. */
async function startHttp2(): Promise<AsyncDisposable & { cert: string; relay: CountingRelay }> {
  const { cert, key } = await makeTestCertificate();
  const options = { hostname: "127.0.0.1", port: 0, cert, key, onListen: () => {} };
  const server = Deno.serve(options, () => new Response(new Uint8Array(BODY.sizeBytes)));
  const relay = CountingRelay.start(server.addr.port);
  return {
    cert,
    relay,
    async [Symbol.asyncDispose]() {
      await relay[Symbol.asyncDispose]();
      await server.shutdown();
    },
  };
}

Deno.test("over HTTP/2 all files come over one connection", async () => {
  await using server = await startHttp2();
  await using folder = await TempDir.make();
  const config = testConfig(folder.path, {
    jobs: AT_ONCE,
    perHost: AT_ONCE,
    caCerts: [server.cert],
  });
  const urls = PATHS.map((path) => `https://localhost:${server.relay.port}${path}`);
  const { arrivals } = await runEngine(urls, config);
  assertEquals(arrivals.length, PATHS.length);
  assertEquals(server.relay.connections, 1);
});

Deno.test("a host that others redirect to is asked over one connection first, too", async () => {
  await using front = await ScriptedServer.start();
  await using server = await startHttp2();
  await using folder = await TempDir.make();
  front.on("*", ({ path }) => redirect(`https://localhost:${server.relay.port}${path}`));
  const config = testConfig(folder.path, {
    jobs: AT_ONCE,
    perHost: AT_ONCE,
    caCerts: [server.cert],
  });
  const { arrivals } = await runEngine(PATHS.map((path) => front.url(path)), config);
  assertEquals(arrivals.length, PATHS.length);
  assertEquals(server.relay.connections, 1);
});

Deno.test("a first request that fails delays no other", async () => {
  const { cert, key } = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls: { cert, key } });
  await using folder = await TempDir.make();
  server.on("/0", { dropsRequest: true }).on("*", { body: BODY });
  const retry = { retries: 0, maxDelayMs: 1, maxRetryAfterMs: 1 };
  const config = testConfig(folder.path, { caCerts: [cert], retry });
  const { arrivals, failures } = await runEngine(PATHS.map((path) => server.url(path)), config);
  assertEquals([arrivals.length, failures.length], [PATHS.length - 1, 1]);
});
