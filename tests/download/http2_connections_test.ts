/** Counts the connections to hosts that speak HTTP/2, in a relay before them. */
import { assert, assertEquals } from "@std/assert";
import { SYSTEM_CLOCK } from "../../src/download/model/clock.ts";
import type { DownloadConfig } from "../../src/download/model/config.ts";
import { CountingRelay } from "../support/counting_relay.ts";
import {
  type EngineRun,
  type EngineRunOptions,
  runEngine,
  testConfig,
} from "../support/engine_run.ts";
import { Gate } from "../support/gate.ts";
import { NginxServer } from "../support/nginx_server.ts";
import { lackOf } from "../support/programs.ts";
import { redirect, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";
import { testUnless } from "../support/test_unless.ts";
import { until } from "../support/until.ts";

const SIZE_BYTES = 20_000;
const AT_ONCE = 16;

/** An HTTP/2 server behind a relay that counts connections. */
interface Site extends AsyncDisposable {
  readonly cert: string;
  readonly relay: CountingRelay;
}

/** @param answer is awaited before each file is sent */
async function startSite(answer = () => Promise.resolve()): Promise<Site> {
  const { cert, key } = await makeTestCertificate();
  const options = { hostname: "127.0.0.1", port: 0, cert, key, onListen: () => {} };
  const server = Deno.serve(options, async () => {
    await answer();
    return new Response(new Uint8Array(SIZE_BYTES));
  });
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

function urlsOf({ relay }: Site, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `https://127.0.0.1:${relay.port}/${index}`);
}

async function fetchAll(
  urls: readonly string[],
  { cert }: Site,
  more: Partial<DownloadConfig> & EngineRunOptions = {},
): Promise<EngineRun> {
  await using folder = await TempDir.make();
  const both = { jobs: AT_ONCE, perHost: AT_ONCE, caCerts: [cert] };
  return await runEngine(urls, testConfig(folder.path, { ...both, ...more }), more);
}

Deno.test("a few files come over one connection", async () => {
  await using site = await startSite();
  const { arrivals } = await fetchAll(urlsOf(site, 64), site);
  assertEquals([arrivals.length, site.relay.connections], [64, 1]);
});

Deno.test("many files come over two", async () => {
  await using site = await startSite();
  const { arrivals } = await fetchAll(urlsOf(site, 300), site, { jobs: 64, perHost: 64 });
  assertEquals([arrivals.length, site.relay.connections], [300, 2]);
});

Deno.test("a long list has its second connection before it needs it", async () => {
  const gate = new Gate();
  let requests = 0;
  // The first answer shows that the server speaks HTTP/2.
  await using site = await startSite(async () => {
    if (++requests > 1) await gate.enter();
  });
  const run = fetchAll(urlsOf(site, 200), site, { jobs: 32, perHost: 32 });
  await until("the second connection", () => site.relay.connections === 2);
  assert(requests < 64, `after ${requests} requests`);
  gate.open();
  assertEquals((await run).arrivals.length, 200);
  assertEquals(site.relay.connections, 2);
});

Deno.test("a host that others redirect to is asked over one connection first, too", async () => {
  await using front = await ScriptedServer.start();
  await using site = await startSite();
  front.on("*", ({ path }) => redirect(`https://127.0.0.1:${site.relay.port}${path}`));
  const urls = Array.from({ length: AT_ONCE }, (_, index) => front.url(`/${index}`));
  const { arrivals } = await fetchAll(urls, site);
  assertEquals([arrivals.length, site.relay.connections], [AT_ONCE, 1]);
});

Deno.test("--per-host 1 is one connection, with many files at once over it", async () => {
  const gate = new Gate();
  let answered = 0;
  // The first files show that the server speaks HTTP/2.
  await using site = await startSite(async () => {
    if (++answered > 4) await gate.enter();
  });
  const run = fetchAll(urlsOf(site, 100), site, { perHost: 1 });
  await gate.arrival(AT_ONCE);
  gate.open();
  assertEquals((await run).arrivals.length, 100);
  assertEquals(site.relay.connections, 2);
});

for (const after of [3, 50, 200]) {
  Deno.test(`a host that ends its connections after ${after} files has two at a time, and all files arrive`, async () => {
    await using site = await startSite();
    let arrived = 0;
    const { failures, arrivals } = await fetchAll(urlsOf(site, 400), site, {
      jobs: 64,
      perHost: 64,
      clock: SYSTEM_CLOCK,
      random: () => 0,
      onEvent: ({ type }) => {
        if (type === "done" && ++arrived === after) site.relay.cut();
      },
    });
    assertEquals([failures, arrivals.length], [[], 400]);
    assert(site.relay.mostAtOnce <= 2, `${site.relay.mostAtOnce} at once`);
    assert(site.relay.connections <= 4, `${site.relay.connections} in all`);
  });
}

for (const perConnection of [100, 1000]) {
  testUnless(
    lackOf("nginx"),
    `nginx with keepalive_requests ${perConnection} has two connections at a time`,
    async () => {
      const certificate = await makeTestCertificate();
      await using folder = await TempDir.make();
      await Deno.chmod(folder.path, 0o755);
      await Deno.writeFile(`${folder.path}/f`, new Uint8Array(2000));
      await using nginx = await NginxServer.start({
        folder: folder.path,
        http: `keepalive_requests ${perConnection};`,
        server: `root ${folder.path};`,
        tls: { certificate, protocol: "h2" },
      });
      await using relay = CountingRelay.start(Number(new URL(nginx.origin).port));
      const count = 1500;
      const urls = Array.from(
        { length: count },
        (_, i) => `https://127.0.0.1:${relay.port}/f?${i}`,
      );
      const { failures, arrivals } = await fetchAll(urls, {
        cert: certificate.cert,
        relay,
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }, { jobs: "auto", perHost: 64, clock: SYSTEM_CLOCK });
      assertEquals([failures, arrivals.length], [[], count]);
      assert(relay.mostAtOnce <= 2, `${relay.mostAtOnce} at once`);
      assert(relay.connections <= count / perConnection + 3, `${relay.connections} in all`);
    },
  );
}
