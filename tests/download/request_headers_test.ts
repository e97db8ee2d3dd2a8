import { assert, assertEquals } from "@std/assert";
import { runCoplay } from "../support/coplay.ts";
import { runEngine, testConfig } from "../support/engine_run.ts";
import { type RecordedRequest, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

/** The lines of a request with this name, as they arrived. */
function rawLines(request: RecordedRequest | undefined, name: string): string[] {
  const lines = request?.rawHead.split("\r\n") ?? [];
  return lines.filter((line) => line.toLowerCase().startsWith(`${name}: `))
    .map((line) => line.slice(name.length + 2));
}

Deno.test("headers of one name are all sent, from the command, from lists and from NDJSON", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "here" });
  const list = [
    server.url("/plain"),
    server.url("/lines"),
    "\theader=X-A: 3",
    "\theader=X-A: 4",
    JSON.stringify({ url: server.url("/list"), headers: ["X-A: 5", "X-A: 6"] }),
    JSON.stringify({ url: server.url("/object"), headers: { "X-A": ["7", "8"], "X-B": "9" } }),
  ].join("\n");
  const args = ["download", "-i", "-", "-d", folder.path, "-j", "1"];
  for (const header of ["X-A: 1", "X-A: 2", "Cookie: a=1", "Cookie: b=2", "Accept: text/x"]) {
    args.push("-H", header);
  }
  const { code, stderr } = await runCoplay(args, { stdin: list });
  assertEquals(code, 0, stderr);
  assertEquals(server.requests.map((request) => rawLines(request, "x-a")), [
    ["1", "2"],
    ["3", "4"],
    ["5", "6"],
    ["7", "8"],
  ]);
  assertEquals(rawLines(server.requests[3], "x-b"), ["9"]);
  assertEquals(rawLines(server.requests[0], "cookie"), ["a=1", "b=2"]);
  assertEquals(rawLines(server.requests[0], "accept"), ["text/x"]);
});

Deno.test("a header beyond ASCII is sent as its UTF-8 bytes, as curl sends it", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "here" });
  const args = ["download", "-d", folder.path, server.url("/a"), "-A", "例/1 é"];
  const { code, stderr } = await runCoplay([...args, "-H", "Referer: http://例.test/中文"]);
  assertEquals(code, 0, stderr);
  const bytes = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));
  assertEquals(rawLines(server.requests[0], "user-agent"), [bytes("例/1 é")]);
  assertEquals(rawLines(server.requests[0], "referer"), [bytes("http://例.test/中文")]);
});

Deno.test("an invalid header is a usage error on the command line, and reported in a list", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "here" });
  const args = ["download", "-d", folder.path];
  for (
    const [option, value, says] of [
      ["-H", "X-A: 1\r\nX-B: 2", "the header X-A must not hold line breaks"],
      ["-H", "X-A: \u0001", "the header X-A must not hold line breaks"],
      ["-A", "one\ntwo", "--user-agent must not hold line breaks"],
      ["-H", "Accept-Encoding: gzip", "The header Accept-Encoding is coplay's own"],
    ] as const
  ) {
    const { code, stderr } = await runCoplay([...args, server.url("/a"), option, value]);
    assertEquals(code, 2, stderr);
    assert(stderr.includes(says), stderr);
  }
  for (
    const [headers, says] of [
      [["X-A: 1\nX-B: 2"], "the header X-A must not hold line breaks"],
      [{ "X-A": { deep: 1 } }, '"headers" must be an object of texts'],
      [["Range: bytes=0-1"], "The header Range is coplay's own"],
    ] as const
  ) {
    const stdin = JSON.stringify({ url: server.url("/a"), headers });
    const { code, stderr } = await runCoplay([...args, "-i", "-"], { stdin });
    assertEquals(code, 1, stderr);
    assert(stderr.includes(says), stderr);
  }
  assertEquals(server.requests.length, 0);
});

Deno.test("an invalid header of a library's caller is one event", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const config = testConfig(folder.path, { headers: [["X-A", "1\n2"]] });
  const { failures, retries } = await runEngine([server.url("/a")], config);
  assertEquals(failures.map(({ kind }) => kind), ["input"]);
  assertEquals([retries.length, server.requests.length], [0, 0]);
});

Deno.test("the jar's cookies are added to the user's", async () => {
  await using server = await ScriptedServer.start();
  server
    .on("/a", { status: 302, headers: { location: "/b", "set-cookie": "pass=1; Path=/" } })
    .on("/b", { body: "in" });
  await using folder = await TempDir.make();
  await runEngine([server.url("/a")], testConfig(folder.path, { headers: [["Cookie", "mine=1"]] }));
  assertEquals(rawLines(server.requests[1], "cookie"), ["mine=1", "pass=1"]);
});
