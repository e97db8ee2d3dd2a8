import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { parseChecksum } from "../../src/download/model/checksum.ts";
import { collectEvents } from "../support/collect_events.ts";
import { runCoplay } from "../support/coplay.ts";
import { bodyDigest, ScriptedServer, times } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

const SMALL = "植物大战\n";
/** A file that is too large to be read into memory. */
const LARGE = { sizeBytes: 700_000, seed: 9 };
const WRONG = "0".repeat(64);

for (const algorithm of ["sha256", "sha512", "sha1", "md5"]) {
  for (const [what, body] of [["a small", SMALL], ["a large", LARGE]] as const) {
    Deno.test(`${algorithm} lets ${what} file have its name only when it matches`, async () => {
      await using server = await ScriptedServer.start();
      await using folder = await TempDir.make();
      server.on("/a", { body, etag: '"1"' });
      const right = bodyDigest(body, algorithm);
      const run = async (hex: string) => {
        const checksum = parseChecksum(`${algorithm}:${hex}`);
        const entry = { urls: [server.url("/a")] as [string], checksum };
        return (await collectEvents([entry], { dir: folder.path })).all;
      };
      const wrong = right.replace(/^./, (digit) => digit === "0" ? "1" : "0");
      const failed = (await run(wrong)).find((event) => event.type === "failed");
      assertEquals(failed?.error.kind, "checksum");
      assertEquals(failed?.error.message, `the ${algorithm} digest is ${right}, not ${wrong}`);
      assertEquals(await folder.names(), []);
      const done = (await run(right)).find((event) => event.type === "done");
      assertEquals(
        [done?.arrival.isVerified, done?.arrival.digest],
        [true, `${algorithm}:${right}`],
      );
    });
  }
}

Deno.test("a mismatch ends with 7, and an existing file stays", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a.txt", { body: SMALL });
  await Deno.writeTextFile(folder.join("a.txt"), "mine");
  const args = ["download", "-d", folder.path, "--checksum", `sha256:${WRONG}`, "--if-exists"];
  for (const policy of ["overwrite", "rename", "skip"]) {
    const result = await runCoplay([...args, policy, server.url("/a.txt")]);
    assertEquals(result.code, 7);
    assertMatch(result.stdout, /^Cannot download a\.txt: the .*sha256 digest is/);
    assertEquals(await folder.names(), ["a.txt"]);
    assertEquals(await Deno.readTextFile(folder.join("a.txt")), "mine");
  }
});

Deno.test("a file that has its checksum already is not requested", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("a.txt"), "somebody's");
  await Deno.writeTextFile(folder.join("a (1).txt"), SMALL);
  const args = ["download", "-d", folder.path, "--checksum", `sha256:${bodyDigest(SMALL)}`];
  const result = await runCoplay([...args, server.url("/a.txt")]);
  assertEquals([result.code, result.stdout], [0, "Unchanged a (1).txt (checksum matches)\n"]);
  assertEquals(server.requests.length, 0);
});

Deno.test("a file whose bytes rotted is not taken for unchanged when it has a checksum", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const lastModified = "Tue, 06 Oct 2026 10:00:00 GMT";
  server.on("/a.txt", { body: SMALL, lastModified });
  const url = server.url("/a.txt");
  await collectEvents([url], { dir: folder.path });
  const { mtime } = await Deno.stat(folder.join("a.txt"));
  await Deno.writeTextFile(folder.join("a.txt"), SMALL.replace("植", "直"));
  await Deno.utime(folder.join("a.txt"), mtime!, mtime!);
  const checksum = parseChecksum(`sha256:${bodyDigest(SMALL)}`);
  const events = await collectEvents([{ urls: [url], checksum }], { dir: folder.path });
  assertEquals(events.ends(), ["downloaded a (1).txt"]);
});

Deno.test("checksums come from files and URLs, in both forms", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a.txt", { body: "a" }).on("/b.txt", { body: "b" }).on("/c.txt", { body: "c" });
  server.on("/SHA256SUMS", ...times(1, { status: 302, headers: { location: "/moved" } }));
  server.on("/moved", { body: `${bodyDigest("a")}  a.txt\n${WRONG} *b.txt\n` });
  await Deno.writeTextFile(folder.join("sums"), `MD5 (c.txt) = ${bodyDigest("c", "md5")}\r\n`);
  const args = ["download", "-d", "out", "--checksums", server.url("/SHA256SUMS")];
  const urls = ["/a.txt", "/b.txt", "/c.txt"].map((path) => server.url(path));
  const result = await runCoplay([...args, "--checksums", "sums", ...urls], { cwd: folder.path });
  assertEquals(result.code, 7);
  assertEquals(await folder.names("out"), ["a.txt", "c.txt"]);
  assertStringIncludes(result.stdout, "Downloaded c.txt (checksum matches)\n");
  assertMatch(result.stdout, new RegExp(`^Cannot download b\\.txt: .*, not ${WRONG}$`, "m"));
});

Deno.test("a file that no checksums file lists is reported, or refused with --strict", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a.txt", { body: "a" });
  await Deno.writeTextFile(folder.join("sums"), `${WRONG}  other.txt\n`);
  const args = ["download", "-d", "out", "--checksums", "sums", server.url("/a.txt")];
  const strict = await runCoplay([...args, "--strict"], { cwd: folder.path });
  assertEquals([strict.code, await folder.names("out")], [7, []]);
  assertMatch(strict.stdout, /^Cannot download a\.txt: no checksum is listed for it$/m);
  const lenient = await runCoplay(args, { cwd: folder.path });
  assertEquals([lenient.code, await folder.names("out")], [0, ["a.txt"]]);
  assertMatch(lenient.stderr, /^a\.txt: no checksum is listed for it$/m);
});

Deno.test("checksums that sha256sum -c reads with a warning are read with one, and refused with --strict", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a.txt", { body: "a" });
  const text = `\ufeffFiles:\r\n${bodyDigest("a").toUpperCase()}\ta.txt\r\n`;
  const utf16 = new Uint8Array([...text].flatMap((unit) => {
    const code = unit.charCodeAt(0);
    return [code & 0xff, code >> 8];
  }));
  await Deno.writeFile(folder.join("sums"), utf16);
  const args = ["download", "-d", "out", "--checksums", "sums", server.url("/a.txt")];
  const strict = await runCoplay([...args, "--strict"], { cwd: folder.path });
  assertEquals([strict.code, server.requests.length], [2, 0]);
  assertStringIncludes(strict.stderr, "line 1 is no checksum");
  const lenient = await runCoplay(args, { cwd: folder.path });
  assertEquals([lenient.code, lenient.stdout], [0, "Downloaded a.txt (checksum matches)\n"]);
  assertMatch(lenient.stderr, /^sums: line 1 is no checksum and is passed over$/m);
});

Deno.test("checksums that cannot be read end the run before it starts, with their kind's code", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/html", { body: "<html>" });
  const args = ["download", "-d", folder.join("out"), server.url("/a"), "--checksums"];
  const missing = await runCoplay([...args, server.url("/none")]);
  assertEquals([missing.code, missing.stdout], [3, ""]);
  const said = `coplay: Cannot read the checksums "${
    server.url("/none")
  }": the server answered 404\n`;
  assertEquals(missing.stderr, said);
  const html = await runCoplay([...args, server.url("/html")]);
  assertEquals(html.code, 2);
  assertStringIncludes(html.stderr, '"<html>" is not a line of checksums');
  assertEquals(server.requestsFor("/a").length, 0);
  assertEquals(await folder.names(), []);
});

Deno.test("--digest is reported of every file, also of one that is unchanged", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a.txt", { body: SMALL, etag: '"1"' });
  const args = ["download", "-d", folder.path, "--digest", "sha1", server.url("/a.txt")];
  const digest = `sha1:${bodyDigest(SMALL, "sha1")}`;
  assertEquals((await runCoplay(args)).stdout, `Downloaded a.txt (${digest})\n`);
  assertEquals((await runCoplay(args)).stdout, `Unchanged a.txt (${digest})\n`);
});
