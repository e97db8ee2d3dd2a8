import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { visible, visibleJson } from "../../src/cli/io.ts";
import { type CoplayOptions, runCoplay } from "../support/coplay.ts";
import { EVENT_FIELDS, schemaProblems } from "../support/event_schema.ts";
import { bodyDigest, Gate, ScriptedServer } from "../support/scripted_server.ts";
import { readDocument } from "../support/documents.ts";
import { TempDir } from "../support/temp_dir.ts";
import { ZipWriter } from "@zip.js/zip.js";

type JsonEvent = Record<string, unknown> & { event: string };

async function run(args: readonly string[], options: CoplayOptions = {}) {
  const result = await runCoplay(["download", "--json", ...args], options);
  const lines = result.stdout.split("\n");
  assertEquals(lines.pop(), "", "the last line has no end");
  return { ...result, events: lines.map((line) => JSON.parse(line) as JsonEvent) };
}

function of(events: readonly JsonEvent[], type: string): JsonEvent[] {
  return events.filter(({ event }) => event === type);
}

async function makeZip(): Promise<Uint8Array> {
  const { Uint8ArrayWriter, TextReader } = await import("@zip.js/zip.js");
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  await zip.add("index.html", new TextReader("<title>x</title>"));
  return await zip.close();
}

/** Runs downloads that cause every kind of event. */
async function eventfulRun(server: ScriptedServer, folder: TempDir) {
  const gate = new Gate();
  server.on("/moved", { status: 302, headers: { location: "/file" } });
  server.on("/file", { body: "file", etag: '"f"' });
  server.on("/flaky", { status: 503, headers: { "retry-after": "1" } }, () => {
    gate.open();
    return { body: "x" };
  });
  server.on("/held", { body: "held", holdsBody: { gate, afterBytes: 2 } });
  server.on("/gz", { body: "text", isGzipped: true, framing: "chunked" });
  server.on("/there", { body: "there", lastModified: "Tue, 06 Oct 2026 10:00:00 GMT" });
  const list = [
    server.url("/moved"),
    server.url("/flaky"),
    server.url("/held"),
    server.url("/gz"),
    `${server.url("/none")}\t${server.url("/none2")}`,
    server.url("/there"),
    "\u202eno url\x9b",
    "",
  ].join("\n");
  await Deno.writeTextFile(folder.join("list.txt"), list);
  await Deno.writeTextFile(folder.join("sums"), `${bodyDigest("file")}  moved\n`);
  const args = ["-i", "list.txt", "-d", "out", "--checksums", "sums", "-j", "16"];
  await run(["-d", "out", server.url("/there")], { cwd: folder.path });
  const result = await run(args, { cwd: folder.path });
  server.on("/a.zip", { body: await makeZip() });
  const extract = await run(["--extract", "-d", "out", server.url("/a.zip")], { cwd: folder.path });
  // A runtime before 2.9 decodes the body itself, so there is no encoding to report.
  const isKept = await Deno.readTextFile(folder.join("out", "gz")) !== "text";
  const events = [...result.events, ...extract.events];
  return { ...result, events, unseen: isKept ? [] : ["encoding"] };
}

Deno.test("every event matches the schema, and every field of the schema occurs", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const { code, stdout, stderr, events, unseen } = await eventfulRun(server, folder);
  assertEquals([code, stderr], [1, ""]);
  for (const event of events) {
    assertEquals(schemaProblems(event), [], JSON.stringify(event));
  }
  const neverSeen = Object.entries(EVENT_FIELDS).flatMap(([type, fields]) => {
    const seen = new Set(of(events, type).flatMap((event) => Object.keys(event)));
    return Object.keys(fields).filter((field) => !seen.has(field));
  });
  assertEquals(neverSeen, unseen);
  assert(!/[\u0080-\u009f]|\p{Bidi_Control}/u.test(stdout));
  const wrong = of(events, "failed").find(({ kind }) => kind === "input");
  assertEquals([wrong?.["url"], wrong?.["line"]], ["\\u{202e}no url\\u{9b}", 7]);
});

Deno.test("the documents' table of events has exactly the fields of the schema", async () => {
  const page = await readDocument("docs/events.md");
  const described = page.matchAll(/^\| `(\w+)` +\|[^|]*\| (.*)\|$/gm).map((
    [, type, fields],
  ) => [
    type,
    new Set(fields!.matchAll(/`(\w+)`(\?|\\\|null)?/g).map(([, name, mark = ""]) => name + mark)),
  ]);
  const wanted = Object.entries(EVENT_FIELDS).map(([type, fields]) => [
    type,
    new Set(
      Object.entries(fields).map(([name, kind]) =>
        name + (/\?$/.exec(kind)?.[0] ?? (kind.endsWith("|null") ? "\\|null" : ""))
      ),
    ),
  ]);
  assertEquals(new Map(described as never), new Map(wanted as never));
});

Deno.test("the events of a file tell its story in order", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const url = server.url("/a.txt");
  server.on("/a.txt", { status: 302, headers: { location: "/b" } });
  server.on("/b", { status: 500 }, { body: "植物", etag: 'W/"1"' });
  const args = ["-d", folder.path, "--digest", "md5", "--lang", "zh", url];
  const { events } = await run(args, { env: { LC_ALL: "zh_CN.UTF-8" } });
  assertEquals(events.map(({ event }) => event).filter((event) => event !== "progress"), [
    "start",
    "redirect",
    "retry",
    "start",
    "redirect",
    "done",
    "summary",
  ]);
  const [retry] = of(events, "retry");
  const counts = ["attempt", "next_try", "tries"].map((field) => retry?.[field]);
  assertEquals(counts, [1, 2, 6]);
  const nextAtMs = Date.parse(String(retry?.["next_at"]));
  assertEquals(new Date(nextAtMs).toISOString(), retry?.["next_at"]);
  assert(Math.abs(nextAtMs - Date.now()) < 60_000);
  assertEquals([retry?.["kind"], retry?.["status"], retry?.["reason"]], [
    "status",
    500,
    "the server answered 500",
  ]);
  const [done] = of(events, "done");
  const { ms, ...fields } = done!;
  assert(typeof ms === "number");
  assertEquals(fields, {
    v: 1,
    event: "done",
    id: 1,
    url,
    how: "downloaded",
    path: folder.join("a.txt"),
    bytes: 6,
    received: 6,
    digest: `md5:${bodyDigest("植物", "md5")}`,
    verified: false,
    etag: 'W/"1"',
    length_known: true,
  });
  const [summary] = of(events, "summary");
  assertEquals([summary?.["downloaded"], summary?.["failures"]], [1, {}]);
  assertEquals(summary?.["at_once"], { most: 1, allowed: 8 });
});

Deno.test("a user name and password are in no event", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const url = server.url("/none").replace("http://", "http://somebody:secret@");
  const { stdout, code } = await run(["-d", folder.path, url]);
  assertEquals(code, 3);
  assert(!/somebody|secret/.test(stdout), stdout);
});

Deno.test("an empty list is a summary and nothing else", async () => {
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("list"), "");
  const { events, code } = await run(["-i", "list"], { cwd: folder.path });
  assertEquals([code, events.map(({ event }) => event)], [0, ["summary"]]);
});

Deno.test("JSON with its unsafe characters escaped reads as it was", () => {
  assertEquals(visibleJson("\x1b\u202e\u{e0041}"), '"\\u001b\\u202e\\udb40\\udc41"');
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const json = visibleJson({ text });
    assertEquals(JSON.parse(json), { text });
    assertEquals(visible(json), json);
  }));
});

Deno.test("a file that is given up tells how often it was tried", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { status: 503 });
  const { code, events } = await run(["-d", folder.path, "--retries", "2", server.url("/a")]);
  assertEquals(code, 3);
  assertEquals(
    of(events, "retry").map(({ attempt, next_try, tries }) => [attempt, next_try, tries]),
    [
      [1, 2, 3],
      [2, 3, 3],
    ],
  );
  assertEquals(of(events, "failed").map(({ attempts, tries }) => [attempts, tries]), [[3, 3]]);
});
