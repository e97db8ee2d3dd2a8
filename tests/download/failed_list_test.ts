import { assertEquals, assertMatch } from "@std/assert";
import { runCoplay } from "../support/coplay.ts";
import { bodyDigest, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

/** What a run needs to come to the same files in another run. */
const OPTIONS = ["-d", "out", "--retries", "0", "--failed-to"];

Deno.test("what failed can be run again, and comes under the names it had", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const cwd = folder.path;
  const headers = { "x-key": "1" };
  server.on("*", { status: 503 });
  await Deno.writeTextFile(
    folder.join("list.txt"),
    [
      server.url("/a"),
      server.url("/a"),
      `${server.url("/b")}\t${server.url("/mirror")}`,
      "  out=名字.txt",
      "  dir=sub",
      "  header=X-Key: 1",
      `  checksum=sha-256=${bodyDigest("right")}`,
      "ftp://h/x",
      server.url("/ok"),
    ].join("\n"),
  );
  server.on("/ok", { body: "ok" });
  const first = await runCoplay(["download", "-i", "list.txt", ...OPTIONS, "again"], { cwd });
  assertEquals(first.code, 1);
  const again = (await Deno.readTextFile(folder.join("again"))).trimEnd().split("\n").sort();
  assertEquals(again.slice(0, 2), ['# "ftp://h/x" is not http or https', "# ftp://h/x"]);
  assertEquals(
    again.slice(2).map((line) => JSON.parse(line)),
    [
      { url: server.url("/a"), out: "a" },
      { url: server.url("/a"), out: "a (1)" },
      {
        url: server.url("/b"),
        mirrors: [server.url("/mirror")],
        out: "sub/名字.txt",
        headers: ["X-Key: 1"],
        checksum: `sha256:${bodyDigest("right")}`,
      },
    ].sort((one, other) => JSON.stringify(one) < JSON.stringify(other) ? -1 : 1),
  );

  server.on("/a", { body: "a" });
  server.on("/b", (request) => {
    assertEquals(request.headers.get("x-key"), headers["x-key"]);
    return { body: "right" };
  });
  const second = await runCoplay(["download", "-i", "again", ...OPTIONS, "rest"], { cwd });
  assertEquals(second.code, 0);
  assertEquals(await folder.names("out"), ["a", "a (1)", "ok", "sub"]);
  assertEquals(await Deno.readTextFile(folder.join("out", "sub", "名字.txt")), "right");
  assertEquals(await Deno.readTextFile(folder.join("rest")), "");
  assertEquals(server.errors, []);
});

Deno.test("--as gives the numbers of the first run again", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const cwd = folder.path;
  server.on("/2", { status: 404 }).on("*", { body: "x" });
  const urls = ["/1", "/2", "/3"].map((path) => server.url(path));
  const args = ["download", "--as", "{n:3}.gif", ...OPTIONS];
  assertEquals((await runCoplay([...args, "again", ...urls], { cwd })).code, 3);
  server.on("/2", { body: "x" });
  assertEquals((await runCoplay([...args, "rest", "-i", "again"], { cwd })).code, 0);
  assertEquals(await folder.names("out"), ["001.gif", "002.gif", "003.gif"]);
});

Deno.test("a list on a named pipe is read once, from its beginning", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "x" });
  const pipe = folder.join("pipe");
  const made = await new Deno.Command("mkfifo", { args: [pipe] }).output();
  assertEquals(made.success, true);
  const running = runCoplay(["download", "-i", pipe, "-d", folder.join("out")]);
  await Deno.writeTextFile(pipe, `${server.url("/a")}\n${server.url("/b")}\n`);
  const result = await running;
  assertEquals(result.code, 0);
  assertMatch(result.stderr, /^2 downloaded/);
  assertEquals(await folder.names("out"), ["a", "b"]);
});

Deno.test("several lists and the command line are one run", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const cwd = folder.path;
  server.on("*", { body: "x" });
  await Deno.writeTextFile(folder.join("one"), server.url("/1\n"));
  await Deno.writeTextFile(folder.join("two"), `{"url":"${server.url("/2")}"}`);
  const args = ["download", "-j", "1", "-i", "one", "-i", "-", "--input=two", server.url("/0")];
  const result = await runCoplay(args, { cwd, stdin: `${server.url("/stdin")}\r\n` });
  assertEquals(result.code, 0);
  assertEquals(server.requests.map(({ path }) => path), ["/0", "/1", "/stdin", "/2"]);
});
