/** Kept connections that the server closes; the next file must not fail because of that. */
import { assert, assertEquals } from "@std/assert";
import { connect, createServer, type Socket } from "node:net";
import { runEngine, testConfig } from "../support/engine_run.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";

const BODY = { sizeBytes: 20_000, seed: 31 };
const PATHS = Array.from({ length: 20 }, (_, index) => `/${index}`);
const NO_RETRY = { retries: 0, maxDelayMs: 1, maxRetryAfterMs: 1 };

/** Closes every connection at its second request. */
function closeAtSecond(server: ScriptedServer, cut: "fin" | "reset"): void {
  const used = new Set<number>();
  server.on("*", ({ connection }) => {
    if (used.has(connection)) return { dropsRequest: true, cut };
    used.add(connection);
    return { body: BODY };
  });
}

for (const cut of ["fin", "reset"] as const) {
  Deno.test(`a kept connection that was closed (${cut}) fails no file, also without retries`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    closeAtSecond(server, cut);
    const config = testConfig(folder.path, { jobs: 1, retry: NO_RETRY });
    const run = await runEngine(PATHS.map((path) => server.url(path)), config);
    assertEquals([run.failures, run.retries, run.arrivals.length], [[], [], PATHS.length]);
    assert(server.requests.length > PATHS.length, "no kept connection was used");
  });
}

Deno.test("a first connection that is closed without an answer is a failure", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { dropsRequest: true });
  const config = testConfig(folder.path, { jobs: 1, retry: NO_RETRY });
  const { failures } = await runEngine([server.url("/1")], config);
  assertEquals(failures.map(({ kind }) => kind), ["network"]);
  assertEquals(server.requests.length, 1);
});

/** An encrypted close_notify of TLS 1.3: a record of 19 bytes. */
const FAREWELL = new Uint8Array([23, 3, 3, 0, 19]);

/** Relays a TLS server's bytes, except for its close_notify. */
async function withoutFarewell(port: number): Promise<{ port: number; close: () => void }> {
  const sockets = new Set<Socket>();
  const relay = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    client.on("data", (bytes) => server.write(bytes));
    client.on("end", () => server.end());
    server.on("data", (bytes: Uint8Array) => {
      const at = bytes.length - 24;
      const isFarewell = at >= 0 && FAREWELL.every((byte, index) => bytes[at + index] === byte);
      client.write(isFarewell ? bytes.subarray(0, at) : bytes);
    });
    server.on("end", () => client.end());
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", () => resolve()));
  const address = relay.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const close = () => {
    relay.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: address.port, close };
}

Deno.test("a TLS connection that ends without close_notify counts as lost, and fails no file if it was kept", async () => {
  const tls = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls });
  await using folder = await TempDir.make();
  closeAtSecond(server, "fin");
  const relay = await withoutFarewell(server.port);
  const urls = PATHS.map((path) => `https://127.0.0.1:${relay.port}${path}`);
  const config = testConfig(folder.path, { jobs: 1, retry: NO_RETRY, caCerts: [tls.cert] });
  const run = await runEngine(urls, config);
  assertEquals([run.failures, run.arrivals.length], [[], PATHS.length]);
  server.on("*", { dropsRequest: true });
  const lost = await runEngine([`${urls[0]}0`], { ...config, jar: testConfig("/").jar });
  assertEquals(lost.failures.map(({ kind, message }) => [kind, message]), [
    ["network", "the connection was lost"],
  ]);
  relay.close();
});
