import { assert, assertEquals } from "@std/assert";
import { PublicAddresses } from "../../src/http/public_addresses.ts";
import { runCoplay } from "../support/coplay.ts";
import { type EngineRun, runEngine, testConfig } from "../support/engine_run.ts";
import { redirect, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";

/** Tests reach loopback alone: here the address of the servers counts as public, and no other one does. */
function finderOf(table: Readonly<Record<string, readonly string[]>>): PublicAddresses {
  return new PublicAddresses({
    resolve: (host) => Promise.resolve(table[host] ?? [host]),
    isPublic: (address) => address.startsWith("127.0.0."),
  });
}

async function run(
  url: string,
  config: Parameters<typeof testConfig>[1] = {},
): Promise<EngineRun & { text: string | undefined }> {
  await using folder = await TempDir.make();
  const retry = { retries: 0, maxDelayMs: 1, maxRetryAfterMs: 1 };
  const result = await runEngine([url], testConfig(folder.path, { retry, ...config }));
  const path = result.arrivals[0]?.path;
  return { ...result, text: path && await Deno.readTextFile(path) };
}

function named(url: string, host: string): string {
  return url.replace(/127\.0\.0\.1|localhost/, host);
}

Deno.test("the connection goes to the address that was looked at, and the request keeps its host", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", { body: "here" });
  const publicOnly = finderOf({ "rebound.test": ["127.0.0.1"] });
  const { text } = await run(named(server.url("/a"), "rebound.test"), { publicOnly });
  assertEquals(text, "here");
  assert(server.requests[0]?.headers.get("host")?.startsWith("rebound.test:"));
});

Deno.test("over https, the certificate must still be of the host's name", async () => {
  const tls = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls });
  server.on("/a", { body: "here" });
  const publicOnly = finderOf({ localhost: ["127.0.0.1"], "other.test": ["127.0.0.1"] });
  const config = { caCerts: [tls.cert], publicOnly };
  assertEquals((await run(named(server.url("/a"), "localhost"), config)).text, "here");
  const other = await run(named(server.url("/a"), "other.test"), config);
  assertEquals(other.failures.map(({ kind }) => kind), ["tls"]);
});

Deno.test("where the first address takes no connection, the next one is asked", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", { body: "here" });
  const publicOnly = finderOf({ "two.test": ["127.0.0.99", "127.0.0.1"] });
  assertEquals((await run(named(server.url("/a"), "two.test"), { publicOnly })).text, "here");
});

Deno.test("a redirect to a private address is refused before anything is sent there", async () => {
  await using inside = await ScriptedServer.start();
  await using outside = await ScriptedServer.start();
  inside.on("/a", { body: "secret" });
  outside.on("/a", redirect(named(inside.url("/a"), "inside.test")));
  const publicOnly = finderOf({ "inside.test": ["127.0.1.1"] });
  const { failures, text } = await run(outside.url("/a"), { publicOnly });
  assertEquals([failures.map(({ kind }) => kind), text], [["refused"], undefined]);
  assert(failures[0]?.message.includes("inside.test leads to 127.0.1.1"));
  assertEquals(inside.requests, []);
});

Deno.test("--deny-private fetches nothing from this machine, and says why in one line", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", { body: "here" });
  await using folder = await TempDir.make();
  const urls = [server.url("/a"), named(server.url("/a"), "localhost")];
  const args = ["download", "--deny-private", "--json", "-d", folder.path, ...urls];
  const { code, stdout } = await runCoplay(args);
  const failed = stdout.trim().split("\n").map((line) => JSON.parse(line))
    .filter(({ event, type }) => (event ?? type) === "failed");
  assertEquals([code, failed.map(({ kind }) => kind)], [1, ["refused", "refused"]]);
  assertEquals(server.requests, []);
});

Deno.test("--deny-private does not start where a proxy would find the addresses", async () => {
  const args = ["download", "--deny-private", "http://a.test/a"];
  const { code, stderr } = await runCoplay(args, { env: { http_proxy: "http://127.0.0.1:1" } });
  assertEquals(code, 2);
  assert(stderr.includes("--deny-private cannot be kept through a proxy"), stderr);
});
