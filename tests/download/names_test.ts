import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { collectEvents } from "../support/collect_events.ts";
import { runCoplay } from "../support/coplay.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

const DATE = "Tue, 06 Oct 2026 10:00:00 GMT";
const LATER = "Tue, 06 Oct 2026 10:00:01 GMT";

/** Encodes a text as header bytes: the server sends UTF-8, and a header is written byte by byte. */
function utf8Bytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

const DISPOSITIONS: readonly [header: string, name: string][] = [
  ['attachment; filename="a.gif"', "a.gif"],
  ["attachment; filename=a.gif", "a.gif"],
  ["inline; filename=\"plain.gif\"; filename*=UTF-8''%E6%A4%8D%E7%89%A9.gif", "植物.gif"],
  [`attachment; filename="${utf8Bytes("植物.gif")}"`, "植物.gif"],
  ["attachment; filename=a.gif;", "a.gif"],
  ['attachment; filename="../../evil"', "evil"],
  ['attachment; filename="/etc/cron.d/evil"', "evil"],
  ['attachment; filename="..\\\\..\\\\evil"', "evil"],
  ["attachment; filename*=UTF-8''..%2F..%2Fevil", "evil"],
  ["attachment; filename*=UTF-8''evil%1B%5B31m.txt", "evil_[31m.txt"],
  ["attachment; filename*=UTF-8''gpj.%E2%80%AEexe", "gpj._exe"],
  ["attachment; filename*=UTF-8''a%00b", "a_b"],
  ['attachment; filename=".bashrc"', "_bashrc"],
  ['attachment; filename="CON"', "_CON"],
  ['attachment; filename=".."', "from-url"],
  ['attachment; filename=""', "from-url"],
  ['attachment; filename="a/"', "from-url"],
  ["attachment", "from-url"],
  [";;;", "from-url"],
  [`attachment; filename="${"x".repeat(400)}.gif"`, `${"x".repeat(251)}.gif`],
];

for (const [header, name] of DISPOSITIONS) {
  Deno.test(`${JSON.stringify(header).slice(0, 80)} is saved as ${name.slice(0, 40)}`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    await Deno.mkdir(folder.join("in", "here"), { recursive: true });
    server.on("/from-url", {
      body: "x",
      lastModified: DATE,
      headers: { "content-disposition": header },
    });
    const dir = folder.join("in", "here");
    const events = await collectEvents([server.url("/from-url")], {
      dir,
      usesContentDisposition: true,
    });
    assertEquals(events.ends(), [`downloaded ${name}`]);
    assertEquals(await folder.names("in", "here"), [name]);
    assertEquals([await folder.names("in"), await folder.names()], [["here"], ["in"]]);
    // Without the option, the server's name is ignored.
    await collectEvents([server.url("/from-url")], { dir: folder.join("other") });
    assertEquals(await folder.names("other"), ["from-url"]);
  });
}

Deno.test("names that servers propose are numbered within a run and recognized in the next", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  for (const path of ["/1", "/2", "/3"]) {
    const headers = { "content-disposition": 'attachment; filename="same.txt"' };
    server.on(path, { body: `body of ${path}`, etag: `"${path}"`, headers });
  }
  const urls = ["/1", "/2", "/3"].map((path) => server.url(path));
  const options = { dir: folder.path, usesContentDisposition: true, jobs: 1 };
  const names = ["same.txt", "same (1).txt", "same (2).txt"];
  const first = await collectEvents(urls, options);
  assertEquals(first.ends(), names.map((name) => `downloaded ${name}`));
  const second = await collectEvents(urls, options);
  assertEquals(second.ends(), names.map((name) => `unchanged ${name}`));
});

Deno.test("two URLs of one name are numbered, whatever their case or Unicode form", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", (request) => ({ body: request.target, lastModified: DATE }));
  const paths = ["/x/A.gif", "/y/a.gif", "/z/%C3%A9", "/z/e%CC%81", "/q/a.gif?1"];
  const names = ["A.gif", "a (1).gif", "é", "é (1)", "a (2).gif"];
  for (const how of ["downloaded", "unchanged"]) {
    const events = await collectEvents(paths.map((path) => server.url(path)), { dir: folder.path });
    assertEquals(events.ends(), names.map((name) => `${how} ${name}`));
  }
  for (const [index, name] of names.entries()) {
    assertEquals(await Deno.readTextFile(folder.join(name)), paths[index]);
  }
});

Deno.test("a list of thousands of one name is numbered without delay", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { status: 404 });
  const urls = Array.from({ length: 3000 }, (_, index) => server.url(`/download?id=${index}`));
  const events = await collectEvents(urls, { dir: folder.path, jobs: 32, perHost: 32 });
  const names = events.of("failed").map(({ job }) => job.target.name);
  assertEquals(new Set(names).size, 3000);
  assert(names.includes("download (2999)"));
});

Deno.test("clashing names are reported before anything starts", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "x" });
  const list =
    `${server.url("/x/A.gif")}\n${server.url("/y/a.gif")}\n# out\n${server.url("/z")}\n` +
    " out=sub/../A.GIF\n";
  await Deno.writeTextFile(folder.join("list.txt"), list);
  const args = ["download", "-i", "list.txt", "-d", "out"];
  for (const policy of ["fail", "skip", "overwrite"]) {
    const refused = await runCoplay([...args, "--if-exists", policy], { cwd: folder.path });
    assertEquals([refused.code, refused.stdout], [2, ""]);
    assertMatch(refused.stderr, /^list\.txt:2: "a\.gif" is the name of an earlier file, too$/m);
    assertMatch(refused.stderr, /^coplay: 1 file has the name of another; nothing was started/m);
  }
  assertEquals((await runCoplay([...args, "--strict"], { cwd: folder.path })).code, 2);
  assertEquals(server.requests.length, 0);
  const numbered = await runCoplay([...args, "--lang", "zh"], { cwd: folder.path });
  assertEquals(numbered.code, 0);
  assertMatch(numbered.stderr, /^list\.txt:2：“a\.gif”与前面的文件重名$/m);
  assertMatch(numbered.stderr, /^有 1 个文件重名，将加上编号保存$/m);
  assertEquals(await folder.names("out"), ["A.gif", "a (1).gif", "sub"]);
});

Deno.test("--as '{n}.gif' numbers files by their place in the input, in every run", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", (request) => ({ body: request.path, lastModified: DATE }));
  const list = `${server.url("/a")}\nno url\n${server.url("/c")}\n`;
  await Deno.writeTextFile(folder.join("list.txt"), list);
  const args = ["download", "-i", "list.txt", "-d", "out", "--as", "{n}.gif"];
  const first = await runCoplay([...args, server.url("/first")], { cwd: folder.path });
  assertEquals(first.code, 1);
  assertMatch(first.stdout, /^Cannot use list\.txt:2: "no url" is not a URL$/m);
  assertEquals(await folder.names("out"), ["1.gif", "2.gif", "4.gif"]);
  assertEquals(await Deno.readTextFile(folder.join("out", "4.gif")), "/c");
  const second = await runCoplay([...args, server.url("/first")], { cwd: folder.path });
  assertStringIncludes(second.stderr, "0 downloaded, 3 unchanged, 1 failed");
});

Deno.test("--strict starts nothing when a line is wrong", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const list = `${server.url("/a")}\nftp://h/x\n${server.url("/b")}\n  oops\n`;
  await Deno.writeTextFile(folder.join("list.txt"), list);
  const result = await runCoplay(["download", "-i", "list.txt", "--strict"], { cwd: folder.path });
  assertEquals([result.code, result.stdout, server.requests.length], [2, "", 0]);
  assertEquals(
    result.stderr,
    [
      'list.txt:2: "ftp://h/x" is not http or https',
      "list.txt:3: list.txt:4 is wrong: an indented line must be NAME=VALUE",
      "coplay: 2 lines cannot be used, and --strict is set; nothing was started",
      "Run `coplay download --help` for help.",
      "",
    ].join("\n"),
  );
});

const POLICIES: readonly [policy: "skip" | "rename" | "overwrite" | "fail", end: string][] = [
  ["skip", "skipped a.txt"],
  ["rename", "downloaded a (1).txt"],
  ["overwrite", "downloaded a.txt"],
  ["fail", "disk: a file of that name is there already"],
];

for (const [ifExists, end] of POLICIES) {
  Deno.test(`--if-exists ${ifExists} with another file there: ${end}`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/a.txt", { body: "new", lastModified: DATE });
    await Deno.writeTextFile(folder.join("a.txt"), "old");
    const events = await collectEvents([server.url("/a.txt")], { dir: folder.path, ifExists });
    assertEquals(events.ends(), [end]);
    const kept = ifExists === "overwrite" ? "new" : "old";
    assertEquals(await Deno.readTextFile(folder.join("a.txt")), kept);
    const isAsked = ifExists === "overwrite" || ifExists === "rename";
    assertEquals(server.requests.length > 0, isAsked);
  });
}

interface Rerun {
  readonly what: string;
  readonly before: Parameters<ScriptedServer["on"]>[1];
  readonly now?: Parameters<ScriptedServer["on"]>[1];
  readonly end: string;
}

const RERUNS: readonly Rerun[] = [
  { what: "same date and size", before: { body: "x", lastModified: DATE }, end: "unchanged a" },
  { what: "same ETag, no date", before: { body: "x", etag: '"1"' }, end: "unchanged a" },
  {
    what: "chunked with an ETag",
    before: { body: "x", etag: '"1"', framing: "chunked" },
    end: "unchanged a",
  },
  {
    what: "chunked with a date",
    before: { body: "x", lastModified: DATE, framing: "chunked" },
    end: "unchanged a",
  },
  {
    what: "ended by the connection, so that it may not be whole",
    before: { body: "x", etag: '"1"', framing: "close" },
    end: "downloaded a (1)",
  },
  {
    what: "another date",
    before: { body: "x", lastModified: DATE },
    now: { body: "x", lastModified: LATER },
    end: "downloaded a (1)",
  },
  {
    what: "another size",
    before: { body: "x", lastModified: DATE },
    now: { body: "xy", lastModified: DATE },
    end: "downloaded a (1)",
  },
  {
    what: "another ETag",
    before: { body: "x", etag: '"1"' },
    now: { body: "x", etag: '"2"' },
    end: "downloaded a (1)",
  },
  { what: "nothing to tell by", before: { body: "x" }, end: "downloaded a (1)" },
  {
    what: "a server that refuses HEAD",
    before: { body: "x", lastModified: DATE },
    now: (request) =>
      request.method === "HEAD" ? { status: 405 } : { body: "x", lastModified: DATE },
    end: "unchanged a",
  },
  {
    what: "a server that is gone",
    before: { body: "x", lastModified: DATE },
    now: { status: 404 },
    end: "status: the server answered 404",
  },
  {
    what: "a server that is busy",
    before: { body: "x", lastModified: DATE },
    now: { status: 503 },
    end: "status: the server answered 503",
  },
];

for (const { what, before, now, end } of RERUNS) {
  Deno.test(`a second run, ${what}: ${end}`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/a", before);
    await collectEvents([server.url("/a")], { dir: folder.path });
    if (now) server.on("/a", now);
    const events = await collectEvents([server.url("/a")], { dir: folder.path });
    assertEquals(events.ends(), [end]);
    const [renamed] = end.endsWith("a (1)") ? [true] : [false];
    const names = (await folder.names()).filter((name) => !name.startsWith("."));
    assertEquals(names, renamed ? ["a", "a (1)"] : ["a"]);
  });
}

Deno.test("a file that was renamed is found again, and changes are numbered on", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("a.txt"), "somebody's");
  const run = async () =>
    (await collectEvents([server.url("/a.txt")], { dir: folder.path })).ends();
  server.on("/a.txt", { body: "one", lastModified: DATE });
  assertEquals(await run(), ["downloaded a (1).txt"]);
  assertEquals(await run(), ["unchanged a (1).txt"]);
  server.on("/a.txt", { body: "two", lastModified: LATER });
  assertEquals(await run(), ["downloaded a (2).txt"]);
  assertEquals(await run(), ["unchanged a (2).txt"]);
  assertEquals(await folder.names(), ["a (1).txt", "a (2).txt", "a.txt"]);
});

Deno.test("a folder of the target's name is left alone", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  await Deno.mkdir(folder.join("a"));
  server.on("/a", { body: "x", lastModified: DATE });
  const events = await collectEvents([server.url("/a")], { dir: folder.path });
  assertEquals(events.ends(), ["downloaded a (1)"]);
});

Deno.test("a file where a folder should be fails that file and no other", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "x" });
  await Deno.writeTextFile(folder.join("taken"), "");
  const input = [
    { urls: [server.url("/a")] as [string], dir: "taken" },
    { urls: [server.url("/b")] as [string], dir: "free/deep" },
  ];
  const events = await collectEvents(input, { dir: folder.path });
  assertEquals(events.ends(), ["disk: a file of that name is in the way", "downloaded b"]);
});
