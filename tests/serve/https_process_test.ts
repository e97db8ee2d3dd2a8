import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";
import { writeTree } from "./host_fixture.ts";

async function makeGames(): Promise<TempDir> {
  const folder = await TempDir.make();
  await writeTree(folder.path, { "a/index.html": "<title>A</title>the page of a" });
  return folder;
}

Deno.test("serve --https is trusted with its authority, and explains https to clients with http", async () => {
  await using games = await makeGames();
  const args = ["serve", "0", "--games", games.path, "--game", "a", "--https"];
  const env = { XDG_CONFIG_HOME: games.join("config") };
  await using coplay = await Coplay.start(args, { env });
  const [address] = await coplay.stdout.match(/https:\/\/127\.0\.0\.1:\d+\//);
  const plain = address.replace("https:", "http:");

  const download = await fetch(`${plain}.coplay/ca.crt`);
  assertEquals(download.headers.get("content-type"), "application/x-x509-ca-cert");
  const der = new Uint8Array(await download.arrayBuffer());
  const base64 = der.toBase64().replace(/.{64}/g, "$&\n");
  const authority = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;

  using client = Deno.createHttpClient({ caCerts: [authority] });
  const page = await fetch(address, { client });
  assertStringIncludes(await page.text(), "the page of a");
  const byName = await fetch(address.replace("127.0.0.1", "localhost"), { client });
  assertStringIncludes(await byName.text(), "the page of a");

  const notice = await fetch(`${plain}games/a/?room=3`);
  assertEquals(notice.status, 426);
  const text = await notice.text();
  assertStringIncludes(text, `href="${address}games/a/?room=3"`);
  assertStringIncludes(text, `href="/.coplay/certificate"`);
  const steps = await fetch(`${plain}.coplay/certificate`, {
    headers: { "user-agent": "Mozilla/5.0 (iPad)", "accept-language": "zh-CN" },
  });
  assertMatch(await steps.text(), /<details open>\s*<summary>iPad 和 iPhone/);

  coplay.kill("SIGINT");
  assertEquals((await coplay.finish()).code, 130);
});

Deno.test("serve --https tells the host where players really come from", async () => {
  await using games = await makeGames();
  const args = ["serve", "0", "--games", games.path, "--game", "a", "--https"];
  const env = { XDG_CONFIG_HOME: games.join("config") };
  await using coplay = await Coplay.start(args, { env });
  const [address] = await coplay.stdout.match(/https:\/\/127\.0\.0\.1:\d+\//);
  const authority = await Deno.readTextFile(games.join("config", "coplay", "authority.crt"));
  using client = Deno.createHttpClient({ caCerts: [authority] });
  const stop = new AbortController();
  const stream = await fetch(`${address}.coplay/events?page=p1&path=/games/a/`, {
    headers: { accept: "text/event-stream" },
    client,
    signal: stop.signal,
  });
  await coplay.stderr.match(/Player \[127\.0\.0\.1\] joined/);
  await stream.body?.cancel();
});

Deno.test("serve takes the operator's own certificate", async () => {
  await using games = await makeGames();
  const { cert, key } = await makeTestCertificate();
  await Deno.writeTextFile(games.join("own.crt"), cert);
  await Deno.writeTextFile(games.join("own.key"), key);
  const own = ["--cert", games.join("own.crt"), "--key", games.join("own.key")];
  const args = ["serve", "0", "--games", games.path, "--game", "a", ...own];
  await using coplay = await Coplay.start(args);
  const [address] = await coplay.stdout.match(/https:\/\/127\.0\.0\.1:\d+\//);
  using client = Deno.createHttpClient({ caCerts: [cert] });
  assertStringIncludes(await (await fetch(address, { client })).text(), "the page of a");
  const missing = await fetch(`${address}.coplay/ca.crt`, { client });
  assertEquals(missing.status, 404);
  await missing.body?.cancel();
});

Deno.test("serve says when a key belongs to another certificate", async () => {
  await using games = await makeGames();
  const [one, other] = await Promise.all([makeTestCertificate(), makeTestCertificate()]);
  await Deno.writeTextFile(games.join("own.crt"), one.cert);
  await Deno.writeTextFile(games.join("own.key"), other.key);
  const own = ["--cert", games.join("own.crt"), "--key", games.join("own.key")];
  const result = await runCoplay(["serve", "0", "--games", games.path, "--game", "a", ...own]);
  assertEquals(result.code, 1);
  assertMatch(result.stderr, /^coplay: .*certificate: the key belongs to another one\n$/);
});

const WRONG: readonly [args: string[], code: number, says: RegExp][] = [
  [["--cert", "a.pem"], 2, /--cert and --key go together/],
  [
    ["--cert", "/nowhere/a.pem", "--key", "/nowhere/b.pem"],
    1,
    /^coplay: Cannot read "\/nowhere\/a\.pem": there is no such file\n$/,
  ],
  [
    ["--cert", "/nowhere/a.pem", "--key", "/nowhere/b.pem", "--lang", "zh"],
    1,
    /^coplay: 无法读取“\/nowhere\/a\.pem”：文件不存在\n$/,
  ],
  [
    ["--admin-token-file", "/nowhere/t"],
    2,
    /Cannot read the token from "\/nowhere\/t": there is no such file\n/,
  ],
];

for (const [more, code, says] of WRONG) {
  Deno.test(`serve ${more.join(" ")} says what is wrong`, async () => {
    await using games = await makeGames();
    const args = ["serve", "0", "--games", games.path, "--game", "a", ...more];
    const result = await runCoplay(args);
    assertEquals(result.code, code);
    assertMatch(result.stderr, says);
  });
}
