/** `-j auto` against a real server that limits its clients. */
import { assert, assertEquals } from "@std/assert";
import { SYSTEM_CLOCK } from "../../src/download/model/clock.ts";
import { runEngine, testConfig } from "../support/engine_run.ts";
import { NginxServer } from "../support/nginx_server.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { lackOf } from "../support/programs.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

const FILES = 20;

/** Serves files of one size and downloads them with auto. */
async function fetchAll(http: string, server: string, sizeBytes: number) {
  await using folder = await TempDir.make();
  await Deno.chmod(folder.path, 0o755);
  for (let number = 1; number <= FILES; number++) {
    await Deno.writeFile(`${folder.path}/${number}`, new Uint8Array(sizeBytes));
  }
  await using nginx = await NginxServer.start({
    folder: folder.path,
    http,
    server: `root ${folder.path}; ${server}`,
  });
  const config = testConfig(`${folder.path}/got`, { jobs: "auto", perHost: 64 });
  const urls = Array.from({ length: FILES }, (_, index) => `${nginx.origin}/${index + 1}`);
  const run = await runEngine(urls, config, { clock: SYSTEM_CLOCK, random: Math.random });
  return { run, starts: run.events.filter(({ type }) => type === "start").length };
}

testUnless(
  lackOf("nginx"),
  "where five requests a second are allowed, all files arrive",
  async () => {
    const zone = "limit_req_zone $binary_remote_addr zone=asked:1m rate=5r/s;";
    const { run } = await fetchAll(zone, "limit_req zone=asked;", 1000);
    assertEquals([run.failures, run.arrivals.length], [[], FILES]);
  },
);

testUnless(lackOf("nginx"), "where four connections are allowed, few are refused", async () => {
  const zone = "limit_conn_zone $binary_remote_addr zone=open:1m;";
  const { run, starts } = await fetchAll(zone, "limit_conn open 4; limit_rate 200k;", 100_000);
  assertEquals([run.failures, run.arrivals.length], [[], FILES]);
  assert(starts - FILES <= 8, `${starts - FILES} refusals`);
  const { most, allowed } = run.summary.atOnce;
  assert(most <= 8 && allowed < most, `at most ${most} at once, ${allowed} at the end`);
});

Deno.test("--per-host rules -j auto", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: { sizeBytes: 1000, seed: 1 } });
  const config = testConfig(folder.path, { jobs: "auto", perHost: 3 });
  const urls = Array.from({ length: 100 }, (_, index) => server.url(`/${index}`));
  const { arrivals, summary } = await runEngine(urls, config);
  assertEquals([arrivals.length, summary.atOnce.most, server.connections], [100, 3, 3]);
});

Deno.test("Retry-After rules -j auto: its host rests, and the refusal counts as a failure", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const busy = { status: 429, headers: { "retry-after": "20" } };
  server.on("/0", busy, { body: "x" }).on("*", { body: "x" });
  const config = testConfig(folder.path, { jobs: "auto", perHost: 64 });
  const urls = Array.from({ length: 50 }, (_, index) => server.url(`/${index}`));
  const { arrivals, retries } = await runEngine(urls, config);
  assertEquals(arrivals.length, 50);
  assertEquals(retries.map(({ error, delayMs }) => [error.detail.status, delayMs >= 20_000]), [
    [429, true],
  ]);
});
