import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { Gate } from "../support/gate.ts";
import { bodyDigest, ScriptedServer } from "../support/scripted_server.ts";
import { runOnSmallDisk, WHY_NO_SMALL_DISK } from "../support/small_disk.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import {
  WHY_NO_DEVICES,
  WHY_NO_LINKS,
  WHY_NO_MODES,
  WHY_NO_PIPES,
  WHY_NO_SIGNALS,
} from "../support/systems.ts";

/** The options with which two runs use the same files. */
const OPTIONS = ["-d", "out", "--retries", "0", "--failed-to"];

Deno.test("failed files can be run again, and keep their names", async () => {
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

testUnless(WHY_NO_PIPES, "a list on a named pipe is read once, from its beginning", async () => {
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

Deno.test("an entry with a wrong line is reported with both places, counted, and can be corrected", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const cwd = folder.path;
  server.on("*", { body: "x" });
  const [one, two, three] = ["/1", "/2", "/3"].map((path) => server.url(path));
  await Deno.writeTextFile(folder.join("list"), `${one}\n  out=a\n  oops\n${two}\n  ${three}\n`);
  const first = await runCoplay(["download", "-i", "list", ...OPTIONS, "again"], { cwd });
  assertEquals(first.code, 1);
  assertEquals(server.requests, []);
  const place = "Cannot use list:1: list:3 is wrong: an indented line must be NAME=VALUE";
  assertStringIncludes(first.stderr, place);
  assertStringIncludes(first.stderr, "Cannot use list:4: list:5 is wrong");
  assertMatch(first.stderr, /^0 downloaded, 3 failed/m);
  const again = await Deno.readTextFile(folder.join("again"));
  const mended = again.split("\n").filter((line) => !/ (oops|list:|an indented)/.test(line))
    .map((line) => line.replace(/^# /, "")).join("\n");
  await Deno.writeTextFile(folder.join("mended"), mended);
  const second = await runCoplay(["download", "-i", "mended", ...OPTIONS, "rest"], { cwd });
  assertEquals([second.code, second.stderr.match(/^\d downloaded/m)?.[0]], [0, "3 downloaded"]);
  assertEquals(await folder.names("out"), ["2", "3", "a"]);
});

testUnless(
  WHY_NO_LINKS,
  "a list may be replaced by its failures, again and again, and no wrong line is lost",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    const cwd = folder.path;
    server.on("/ok", { body: "x" }).on("*", { status: 404 });
    const list = folder.join("list");
    await Deno.writeTextFile(list, `${server.url("/ok")}\nnonsense\n${server.url("/gone")}\n`);
    await Deno.symlink("list", folder.join("link"));
    const args = ["download", "-i", "link", ...OPTIONS, "list"];
    const gone = JSON.stringify({ url: server.url("/gone"), out: "gone" });
    const wrong = '# "nonsense" is not a URL\n# nonsense\n';
    assertEquals((await runCoplay(args, { cwd })).code, 1);
    assertEquals(await Deno.readTextFile(list), `${wrong}${gone}\n`);
    assertEquals((await runCoplay(args, { cwd })).code, 3);
    assertEquals(await Deno.readTextFile(list), `${wrong}${gone}\n`);
    assertEquals((await Deno.lstat(folder.join("link"))).isSymlink, true);
    server.on("/gone", { body: "x" });
    assertEquals((await runCoplay(args, { cwd })).code, 0);
    assertEquals(await Deno.readTextFile(list), wrong);
    assertEquals(await folder.names(), ["link", "list", "out"]);
  },
);

testUnless(WHY_NO_SIGNALS, "a list that was not read to its end stays as it was", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const gate = new Gate();
  server.on("/gone", { status: 404 }).on("/slow", { body: "x", holdsHeaders: gate });
  const text = `${server.url("/gone")}\n${server.url("/slow")}\n${server.url("/later")}\n`;
  await Deno.writeTextFile(folder.join("list"), text);
  const args = ["download", "-j", "1", "-i", "list", ...OPTIONS, "list"];
  await using coplay = await Coplay.start(args, { cwd: folder.path });
  await server.arrival(2);
  coplay.kill("SIGINT");
  assertEquals((await coplay.finish()).code, 130);
  gate.open();
  assertEquals(await Deno.readTextFile(folder.join("list")), text);
  assertEquals(await folder.names(), ["list", "out"]);
});

testUnless(
  WHY_NO_MODES,
  "only the owner can read the list of failures, because it may contain headers",
  async () => {
    await using folder = await TempDir.make();
    await Deno.writeTextFile(folder.join("again"), "old", { mode: 0o644 });
    for (const name of ["again", "new"]) {
      const args = ["download", "-i", "-", ...OPTIONS, name];
      assertEquals((await runCoplay(args, { cwd: folder.path, stdin: "x\n" })).code, 1);
      assertEquals((await Deno.stat(folder.join(name))).mode! & 0o777, 0o600);
    }
  },
);

testUnless(
  WHY_NO_SMALL_DISK,
  "a list of failures that cannot be written ends no download, and is reported at the end",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    await using full = await TempDir.make();
    server.on("/good", { body: "x" });
    const script = `mount -t tmpfs -o size=4k none "${full.path}" && ` +
      `head -c 4096 /dev/zero >"${full.path}/filler"; exec "$@"`;
    const urls = ["/a", "/b", "/good"].map((path) => server.url(path));
    const args = ["download", "-d", folder.path, "--failed-to", full.join("failed"), ...urls];
    const { code, stderr } = await runOnSmallDisk(script, args);
    assertEquals([code, await folder.names()], [6, ["good"]], stderr);
    assertStringIncludes(stderr, `Cannot write "${full.join("failed")}": the disk is full\n`);
  },
);

const STREAMS = [
  { name: "-", to: "stdout" },
  { name: "/dev/stdout", to: "stdout" },
  { name: "/dev/fd/2", to: "stderr" },
  { name: "/proc/self/fd/2", to: "stderr" },
] as const;

for (const { name, to } of STREAMS) {
  const why = name === "-" ? undefined : WHY_NO_DEVICES;
  testUnless(why, `failures can be written to ${name}`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    const args = ["download", "-q", "-d", folder.path, "--failed-to", name, server.url("/none")];
    const result = await runCoplay(args, { cwd: folder.path });
    const line = JSON.stringify({ url: server.url("/none"), out: "none" });
    assertEquals(result.code, 3);
    assertEquals(result[to].split("\n").filter((text) => text === line).length, 1);
    assertEquals(await folder.names(), []);
  });
}

Deno.test("a list in another encoding than UTF-8 is reported once, and its files arrive", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "x" });
  const gbk = Uint8Array.fromHex("d6b2ceefb4f3d5bdbda9caac");
  const text = new TextEncoder().encode(`${server.url("/a")}\n  out=`);
  await Deno.writeFile(folder.join("list"), new Uint8Array([...text, ...gbk]));
  const result = await runCoplay(["download", "-d", "out", "-i", "list"], { cwd: folder.path });
  assertEquals([result.code, await folder.names("out")], [0, ["植物大战僵尸"]]);
  assertEquals(result.stderr.match(/list is not UTF-8 and is read as GBK/g)?.length, 1);
});
