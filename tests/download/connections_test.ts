/** Counts connections at the server. */
import { assert, assertEquals } from "@std/assert";
import { runEngine, testConfig } from "../support/engine_run.ts";
import { NginxServer } from "../support/nginx_server.ts";
import { lackOf } from "../support/programs.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";
import { testUnless } from "../support/test_unless.ts";

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

Deno.test("a host that does not tell that it speaks HTTP/1.1 has soon one connection for each file at once", async () => {
  const { cert, key } = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls: { cert, key } });
  await using folder = await TempDir.make();
  const used: number[] = [];
  server.on("*", ({ connection }) => {
    used.push(connection);
    return { body: BODY };
  });
  const config = testConfig(folder.path, { jobs: AT_ONCE, perHost: AT_ONCE, caCerts: [cert] });
  const urls = Array.from({ length: 200 }, (_, index) => server.url(`/${index}`));
  const { arrivals } = await runEngine(urls, config);
  assertEquals(arrivals.length, urls.length);
  const usedLast = new Set(used.slice(-60));
  assert(usedLast.size <= AT_ONCE, `${usedLast.size} connections`);
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

for (const jobs of [1, 4]) {
  testUnless(
    lackOf("nginx"),
    `a host that closes every connection gets ${jobs} full TLS handshakes with -j ${jobs}, and resumed sessions after`,
    async () => {
      const certificate = await makeTestCertificate();
      await using folder = await TempDir.make();
      await Deno.chmod(folder.path, 0o755);
      await Deno.writeFile(`${folder.path}/f`, new Uint8Array(2000));
      await using nginx = await NginxServer.start({
        folder: folder.path,
        http: "keepalive_timeout 0; ssl_session_cache shared:all:1m; " +
          "log_format session '$ssl_session_reused';",
        server: `root ${folder.path}; access_log ${folder.path}/sessions session;`,
        tls: { certificate, protocol: "http/1.1" },
      });
      const config = testConfig(`${folder.path}/got`, { jobs, caCerts: [certificate.cert] });
      const { arrivals } = await runEngine(
        PATHS.map((path) => `${nginx.origin}/f?${path}`),
        config,
      );
      assertEquals(arrivals.length, PATHS.length);
      const sessions = (await Deno.readTextFile(`${folder.path}/sessions`)).trim().split("\n");
      // The last lines may still be on their way to the log.
      assert(sessions.length >= PATHS.length - jobs, `${sessions.length} answers`);
      const fullCount = sessions.filter((reused) => reused !== "r").length;
      assert(fullCount >= 1 && fullCount <= jobs, `${fullCount} full handshakes`);
    },
  );
}
