import { assert, assertEquals, assertMatch } from "@std/assert";
import { errorOf, exitCodeFor, type FailureKind } from "../../src/download/model/errors.ts";
import { runCoplay } from "../support/coplay.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";

const CODES: readonly [kinds: FailureKind[], code: number][] = [
  [[], 0],
  [["status"], 3],
  [["network", "network"], 4],
  [["tls"], 5],
  [["disk"], 6],
  [["checksum"], 7],
  [["changed"], 8],
  [["busy"], 9],
  [["refused"], 1],
  [["input"], 1],
  [["archive"], 1],
  [["bug"], 1],
  [["status", "network"], 1],
];

for (const [kinds, code] of CODES) {
  Deno.test(`failures of the kinds [${kinds.join(", ")}] end with ${code}`, () => {
    assertEquals(exitCodeFor(kinds), code);
  });
}

Deno.test("an unexpected exception is a failure of its own kind, and never tried again", () => {
  const { kind, message, detail } = errorOf(new TypeError("x is undefined"));
  assertEquals([kind, message], ["bug", "a bug in coplay: x is undefined"]);
  assertEquals(detail.isTransient, undefined);
});

/** A URL whose port refuses connections. */
async function refusedUrl(): Promise<string> {
  await using server = await ScriptedServer.start();
  return server.url("/refused");
}

async function run(urls: readonly string[], ...options: string[]) {
  await using folder = await TempDir.make();
  const args = ["download", "-d", folder.path, "--retries", "0", ...options];
  return await runCoplay([...args, ...urls]);
}

Deno.test("an HTTP error ends with 3, and each failure is reported with its reason", async () => {
  await using server = await ScriptedServer.start();
  server.on("/gone", { status: 410 }).on("/ok", { body: "x" });
  const urls = ["/none", "/gone", "/ok"].map((path) => server.url(path));
  const result = await run(urls, "-j", "1");
  assertEquals(result.code, 3);
  assertEquals(
    result.stdout,
    [
      "Cannot download none: the server answered 404",
      "Cannot download gone: the server answered 410",
      "Downloaded ok",
      "",
    ].join("\n"),
  );
  const [head, first, firstReason, second, secondReason, summary] = result.stderr.split("\n");
  assertEquals([head, first, second], ["These did not arrive:", `  ${urls[0]}`, `  ${urls[1]}`]);
  assertEquals(
    [firstReason, secondReason],
    ["    the server answered 404", "    the server answered 410"],
  );
  assertMatch(summary!, /^1 downloaded, 2 failed: 1 B in \d+\.\ds \(\d+ B\/s\)$/);
});

Deno.test("an HTTP error is reported in Chinese, too", async () => {
  await using server = await ScriptedServer.start();
  server.on("/ok.jpg", { body: "x" });
  const urls = [server.url("/none.jpg"), server.url("/ok.jpg")];
  const result = await run(urls, "-j", "1", "--lang", "zh");
  assertEquals(
    result.stdout,
    "文件none.jpg下载失败！ 服务器返回 404\n文件ok.jpg下载成功！\n",
  );
  assertMatch(result.stderr, /^以下文件未能下载：\n {2}http.*\n {4}服务器返回 404\n/);
  assertMatch(result.stderr, /^成功 1 个，失败 1 个：共 1 B，用时 \d+\.\d 秒（\d+ B\/s）$/m);
});

Deno.test("a network that fails ends with 4", async () => {
  await using server = await ScriptedServer.start();
  server.on("/short", { body: "12345", contentLength: 10, closes: true });
  const result = await run([await refusedUrl(), server.url("/short"), "http://no-host.invalid/a"]);
  assertEquals(result.code, 4);
  assertMatch(result.stdout, /^Cannot download refused: the server refuses the connection$/m);
  assertMatch(result.stdout, /^Cannot download short: the connection was lost$/m);
  assertMatch(result.stdout, /^Cannot download a: the host name cannot be resolved$/m);
});

Deno.test("an untrusted certificate ends with 5, and --ca cures it", async () => {
  const certificate = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls: certificate });
  await using folder = await TempDir.make();
  server.on("/a", { body: "x" });
  const result = await run([server.url("/a")], "--retries", "5");
  assertEquals(result.code, 5);
  assertMatch(result.stdout, /^Cannot download a: the server's certificate is not trusted$/m);
  assert(!result.stderr.includes("Retrying"));
  await Deno.writeTextFile(folder.join("ca.pem"), certificate.cert);
  assertEquals((await run([server.url("/a")], "--ca", folder.join("ca.pem"))).code, 0);
});

Deno.test("plain http where TLS was expected ends with 5", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const answering = (async () => {
    for await (const connection of listener) {
      await connection.write(new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n"));
      connection.close();
    }
  })();
  const result = await run([`https://127.0.0.1:${(listener.addr as Deno.NetAddr).port}/a`]);
  assertEquals(result.code, 5);
  listener.close();
  await answering;
});

Deno.test("a disk that cannot be written ends with 6", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "x" });
  await Deno.writeTextFile(folder.join("a"), "mine");
  const args = ["download", "-d", folder.path, "--if-exists", "fail", server.url("/a")];
  assertEquals((await runCoplay(args)).code, 6);
});

Deno.test("a file that changes under the download ends with 8", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const body = { sizeBytes: 3_000_000 };
  const args = ["download", "-d", folder.path, "--retries", "0", server.url("/a")];
  server.on("/a", { body, etag: '"1"', cutAfterBytes: 2_000_000 });
  assertEquals((await runCoplay(args)).code, 4);
  server.on("/a", { body, etag: '"2"', ignoresIfRange: true });
  const result = await runCoplay(args);
  assertEquals(result.code, 8);
  assertMatch(result.stdout, /^Cannot download a: the file has changed on the server$/m);
});

Deno.test("a mixture ends with 1, and one bad URL never stops the others", async () => {
  await using server = await ScriptedServer.start();
  server.on("/ok", { body: "x" });
  const result = await run([await refusedUrl(), server.url("/none"), server.url("/ok")]);
  assertEquals(result.code, 1);
  assertMatch(result.stdout, /^Downloaded ok$/m);
});

Deno.test("a file over --max-size is refused", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", { body: "12345" });
  const result = await run([server.url("/a")], "--max-size", "4");
  assertEquals(result.code, 1);
  assertMatch(result.stdout, /^Cannot download a: the file is larger than --max-size/m);
});
