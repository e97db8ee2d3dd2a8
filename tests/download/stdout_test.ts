import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { Gate, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

/** A text whose pieces show their position. */
const TEXT = Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`).join("");
const MD5 = "md5:00000000000000000000000000000000";

Deno.test("-o - writes one file to stdout, and nothing else", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/small", { body: "here" }).on("/large", { body: TEXT, etag: '"1"' });
  for (const name of ["-", "/dev/stdout", "/proc/self/fd/1"]) {
    for (const [path, text] of [["/small", "here"], ["/large", TEXT]] as const) {
      const args = ["download", "-o", name, server.url(path)];
      const { code, stdout, stderr } = await runCoplay(args, { cwd: folder.path });
      assertEquals([code, stdout === text], [0, true], stderr);
      assertMatch(stderr, /^Downloaded (?:small|large)$/m);
      assertMatch(stderr, /^1 downloaded: /m);
    }
  }
  assertEquals(await folder.names(), []);
});

Deno.test("no byte of a wrong file is written to stdout", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: TEXT }).on("/cut", { body: TEXT, cutAfterBytes: 200_000 });
  server.on("/chunked", { body: TEXT, framing: "chunked" });
  const wrong: [string[], number][] = [
    [["--checksum", MD5, server.url("/a")], 7],
    [["--checksum", MD5, server.url("/chunked")], 7],
    [["--retries", "1", server.url("/cut")], 4],
    [[server.url("/none")], 3],
  ];
  for (const [more, code] of wrong) {
    // The folder of -d holds the file until it is verified.
    const args = ["download", "-d", "waiting", "-o", "-", ...more];
    const result = await runCoplay(args, { cwd: folder.path });
    assertEquals([result.code, result.stdout], [code, ""], result.stderr);
    assertEquals(await folder.names("waiting"), []);
  }
});

Deno.test("a file of unknown length is written as it arrives, and resumed where it broke off", async () => {
  await using server = await ScriptedServer.start();
  const gate = new Gate();
  const answer = { body: TEXT, framing: "chunked", etag: '"1"' } as const;
  const held = { ...answer, holdsBody: { gate, afterBytes: 300_000 }, cutAfterBytes: 400_000 };
  server.on("/a", ({ headers }) => headers.has("range") ? answer : held);
  await using coplay = await Coplay.start(["download", "-o", "-", server.url("/a")]);
  await coplay.stdout.match(/^line 20000$/);
  gate.open();
  const { code, stdout, stderr } = await coplay.finish();
  assertEquals([code, stdout === TEXT], [0, true], stderr);
  const { headers } = server.requests.at(-1)!;
  assertMatch(headers.get("range") ?? "", /^bytes=\d{6}-$/);
  assertEquals(headers.get("if-range"), '"1"');
});

for (const [what, etag] of [["cannot be gone on with", undefined], ["has changed", '"2"']]) {
  Deno.test(`a file of unknown length that ${what} fails, and never mixes`, async () => {
    await using server = await ScriptedServer.start();
    const cut = { body: TEXT, framing: "chunked", cutAfterBytes: 300_000 } as const;
    const first = etag === undefined ? cut : { ...cut, etag: '"1"' };
    const other = { body: TEXT.toUpperCase(), ...(etag === undefined ? {} : { etag }) };
    let isFirst = true;
    server.on("/a", ({ headers }) => {
      const answer = isFirst ? first : other;
      // A Deno that may decode bodies sends the request twice.
      isFirst &&= server.requestsFor("/a").length < 2 && !headers.has("range") && isAskedTwice;
      return answer;
    });
    const args = ["download", "--retries", "1", "-o", "-", server.url("/a")];
    const { code, stdout, stderr } = await runCoplay(args);
    assertEquals(code, 4, stderr);
    assertEquals(TEXT.startsWith(stdout), true);
    assertStringIncludes(stderr, "what was written to stdout cannot be taken back");
  });
}

/** The binary's Deno is older than 2.9; see bytes_as_sent.ts. */
const isAskedTwice = Deno.env.has("COPLAY_BINARY");

Deno.test("a reader that has enough ends a file of unknown length quietly", async () => {
  await using server = await ScriptedServer.start();
  const gate = new Gate();
  server.on("/a", { body: TEXT, framing: "chunked", holdsBody: { gate, afterBytes: 100_000 } });
  const through = ["sh", "-c", '"$0" "$@" | head -n 1'];
  await using coplay = await Coplay.start(["download", "-q", "-o", "-", server.url("/a")], {
    through,
  });
  await coplay.stdout.match(/^line 0$/);
  // Nothing reads the bytes that follow.
  gate.open();
  const { code, stdout, stderr } = await coplay.finish();
  assertEquals([code, stdout, stderr], [0, "line 0\n", ""]);
});

Deno.test("stdout on a full disk is reported, with exit code 6", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", { body: TEXT }).on("/b", { body: TEXT, framing: "chunked" });
  const through = ["sh", "-c", 'exec "$0" "$@" >/dev/full'];
  for (const path of ["/a", "/b"]) {
    const args = ["download", "-o", "-", server.url(path)];
    const { code, stderr } = await runCoplay(args, { through });
    assertEquals(code, 6, stderr);
    assertMatch(stderr, /^coplay: Cannot write to standard output: the disk is full$/m);
  }
});

Deno.test("-o /dev/null fetches, verifies and keeps nothing", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: TEXT });
  const args = ["download", "-o", "/dev/null", server.url("/a")];
  const good = await runCoplay(args, { cwd: folder.path });
  assertEquals([good.code, good.stdout], [0, ""]);
  const bad = await runCoplay([...args, "--checksum", MD5], { cwd: folder.path });
  assertEquals([bad.code, bad.stdout, await folder.names()], [7, "", []]);
});

for (const more of [["--json"], ["--extract"], ["--as", "{n}"], ["--failed-to", "x"]]) {
  Deno.test(`-o - does not go with ${more[0]}`, async () => {
    await using folder = await TempDir.make();
    const args = ["download", "-o", "-", ...more, "http://127.0.0.1:9/a"];
    for (
      const [lang, says] of [["en", "--out - keeps no file and does not go with"], [
        "zh",
        "--out - 不保存文件，不能与",
      ]]
    ) {
      const result = await runCoplay([...args, "--lang", lang!], { cwd: folder.path });
      assertEquals([result.code, result.stdout], [2, ""]);
      assertStringIncludes(result.stderr, `${says} ${more[0]}`);
    }
    assertEquals(await folder.names(), []);
  });
}
