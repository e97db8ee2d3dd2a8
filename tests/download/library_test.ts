import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { download, OptionsError, TransferError } from "@coplay/coplay/download";
import { collectEvents, type Events } from "../support/collect_events.ts";
import { bodyDigest, Gate, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

const BODY = { sizeBytes: 3_000_000, seed: 5 };

Deno.test("the events of a run come as an async iterable that ends with the summary", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "a" });
  const types: string[] = [];
  for await (
    const event of download([server.url("/a"), "no url", server.url("/none")], {
      dir: folder.path,
      jobs: 1,
    })
  ) {
    types.push(event.type);
    if (event.type === "failed") assert(event.error instanceof TransferError);
    if (event.type === "done") assertEquals(event.arrival.path, folder.join("a"));
  }
  // The input is read ahead, so what is no URL is told early.
  assertEquals(types.filter((type) => type === "wrong").length, 1);
  assertEquals(types.filter((type) => type !== "wrong"), [
    "start",
    "done",
    "start",
    "failed",
    "summary",
  ]);
});

Deno.test("the signal ends a run, and a later run resumes it", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const gate = new Gate();
  const held = { body: BODY, etag: '"1"', holdsBody: { gate, afterBytes: 2_000_000 } };
  server.on("/a", held, { body: BODY, etag: '"1"' });
  const stop = new AbortController();
  const urls = Array.from({ length: 5 }, () => server.url("/a"));
  const options = { dir: folder.path, jobs: 1, connections: { count: 1, isExplicit: true } };
  const last = { type: "none" };
  for await (const event of download(urls, { ...options, signal: stop.signal, progressMs: 5 })) {
    if (event.type === "progress" && event.active[0]?.doneBytes === 2_000_000) stop.abort();
    Object.assign(last, event);
    if (event.type !== "summary") continue;
    assertEquals([event.summary.isInterrupted, event.summary.totals.arrived], [true, 0]);
  }
  assertEquals(last.type, "summary");
  const events = await collectEvents([server.url("/a")], options);
  assertEquals(events.ends(), ["downloaded a"]);
  assert(server.requests.at(-1)!.headers.get("range") !== null);
  assertEquals(bodyDigest(await Deno.readFile(folder.join("a"))), bodyDigest(BODY));
});

Deno.test("a signal that was given already aborted fetches nothing", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const events = await collectEvents([server.url("/a")], {
    dir: folder.path,
    signal: AbortSignal.abort(),
  });
  assertEquals(events.all.map(({ type }) => type), ["summary"]);
  assertEquals(server.requests.length, 0);
});

Deno.test("leaving the loop ends the run and closes the input, even an endless one", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", (request) => ({ body: request.path }));
  let asked = 0;
  let isClosed = false;
  async function* endless(): AsyncGenerator<string> {
    try {
      for (;;) yield await Promise.resolve(server.url(`/${++asked}`));
    } finally {
      isClosed = true;
    }
  }
  let done = 0;
  for await (const event of download(endless(), { dir: folder.path, jobs: 4 })) {
    if (event.type === "done" && ++done === 50) break;
  }
  assertEquals([done, isClosed], [50, true]);
  // The run has read only as much input as it could start.
  assert(asked < 50 + 200, `${asked} read`);
  const names = (await folder.names()).filter((name) => !name.startsWith("."));
  assert(names.length >= 50);
  for (const name of names) assertEquals(await Deno.readTextFile(folder.join(name)), `/${name}`);
});

Deno.test("an input that never answers does not keep a run from being ended", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "a" });
  async function* stuck(): AsyncGenerator<string> {
    yield server.url("/a");
    await new Promise(() => {});
  }
  for await (const event of download(stuck(), { dir: folder.path })) {
    if (event.type === "done") break;
  }
  assertEquals(await folder.names(), ["a"]);
});

Deno.test("an input that throws ends the run after what came before", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "a" });
  async function* broken(): AsyncGenerator<string> {
    yield await Promise.resolve(server.url("/a"));
    throw new RangeError("out of URLs");
  }
  const seen: string[] = [];
  await assertRejects(
    async () => {
      for await (const event of download(broken(), { dir: folder.path })) seen.push(event.type);
    },
    RangeError,
    "out of URLs",
  );
  assertEquals(seen, ["start", "done", "summary"]);
  assertEquals(await folder.names(), ["a"]);
});

Deno.test("as many files are fetched at once as are asked for, also from one host", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const gate = new Gate();
  server.on("*", { body: "x", holdsHeaders: gate });
  const urls = Array.from({ length: 20 }, (_, index) => server.url(`/${index}`));
  const running = collectEvents(urls, { dir: folder.path, jobs: 20 });
  await gate.arrival(20);
  gate.open();
  assertEquals((await running).of("done").length, 20);
});

Deno.test("one after another is one after another", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "x" });
  const urls = ["/3", "/1", "/2"].map((path) => server.url(path));
  const events: Events = await collectEvents(urls, { dir: folder.path, jobs: 1 });
  assertEquals(
    events.all.map(({ type }) => type).slice(0, 6).join(" "),
    "start done start done start done",
  );
  assertEquals(server.requests.map(({ path }) => path), ["/3", "/1", "/2"]);
  assertEquals(server.maxActive, 1);
});

Deno.test("URL objects, a single URL and entries with URL objects are fetched", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "a" }).on("/b", { body: "b" }).on("/none", { status: 404 });
  const [a, b, none] = ["/a", "/b", "/none"].map((path) => new URL(server.url(path)));
  const retry = { retries: 1, maxDelayMs: 0, maxRetryAfterMs: 0 };
  const options = { dir: folder.path, jobs: 1, retry };
  assertEquals((await collectEvents([a!, { urls: [none!, b!], out: "x" }], options)).ends(), [
    "downloaded a",
    "downloaded x",
  ]);
  assertEquals((await collectEvents(b!, options)).ends(), ["downloaded b"]);
  assertEquals((await collectEvents(b!.href, options)).ends(), ["downloaded b (1)"]);
});

const NO_ENTRIES: readonly [given: unknown, reason: string][] = [
  ["", '"" is not a URL'],
  ["no url", '"no url" is not a URL'],
  [new URL("file:///etc/passwd"), '"file:///etc/passwd" is not http or https'],
  [undefined, "it is neither a URL nor an entry"],
  [null, "it is neither a URL nor an entry"],
  [7, "it is neither a URL nor an entry"],
  [Symbol("x"), "it is neither a URL nor an entry"],
  [() => {}, "it is neither a URL nor an entry"],
  [{}, '"urls" must be a list of at least one URL'],
  [{ urls: [] }, '"urls" must be a list of at least one URL'],
  [{ urls: "http://h/" }, '"urls" must be a list of at least one URL'],
  [{ urls: [undefined] }, '"urls" must be a list of at least one URL'],
  [{ urls: ["http://h/"], out: 7 }, '"out" must be a text'],
  [{ urls: ["http://h/"], dir: null }, '"dir" must be a text'],
  [{ urls: ["http://h/"], headers: { a: "b" } }, '"headers" must be a list of pairs'],
  [{ urls: ["http://h/"], headers: [["a b", "c"]] }, 'a header must be "Name: value"'],
  [
    { urls: ["http://h/"], headers: [["a", "b\r\nc: d"]] },
    "the header a must not hold line breaks",
  ],
  [{ urls: ["http://h/"], headers: [["Range", "bytes=0-"]] }, "coplay's own"],
  [{ urls: ["http://h/"], checksum: "sha256:0" }, "must be NAME:HEX"],
  [{ urls: ["http://h/"], checksum: { algorithm: "sha256", hex: "0" } }, "64 hexadecimal digits"],
];

Deno.test("an item that is neither a URL nor an entry is an event with its reason", async () => {
  await using folder = await TempDir.make();
  const input = NO_ENTRIES.map(([given]) => given) as string[];
  const wrong = (await collectEvents(input, { dir: folder.path })).of("wrong");
  assertEquals(wrong.length, NO_ENTRIES.length);
  for (const [index, [, reason]] of NO_ENTRIES.entries()) {
    assertStringIncludes(wrong[index]!.line.wrong.en, reason);
    assert(wrong[index]!.line.wrong.zh !== wrong[index]!.line.wrong.en);
  }
  const circular: { urls?: unknown } = {};
  circular.urls = [circular];
  const events = await collectEvents([circular as { urls: string[] }], { dir: folder.path });
  assertEquals(events.of("summary")[0]?.summary.totals.failed, 1);
});

const WRONG_OPTIONS: readonly [options: Record<string, unknown>, message: string][] = [
  [{ jobs: 0 }, '"jobs" must be "auto", or a whole number from 1 to 4096'],
  [{ jobs: NaN }, '"jobs" must be "auto", or a whole number from 1 to 4096'],
  [{ jobs: -1 }, '"jobs" must be "auto", or a whole number from 1 to 4096'],
  [{ jobs: 1.5 }, '"jobs" must be "auto", or a whole number from 1 to 4096'],
  [{ jobs: Infinity }, '"jobs" must be "auto", or a whole number from 1 to 4096'],
  [{ jobs: "8" }, '"jobs" must be "auto", or a whole number from 1 to 4096'],
  [{ perHost: 0 }, '"perHost" must be a whole number from 1 to 4096'],
  [{ connections: { count: 0 } }, '"connections" must be an object whose count is a whole number'],
  [{ connections: 4 }, '"connections" must be an object of count, isExplicit'],
  [{ retry: { retries: -1 } }, '"retry" must be an object whose retries is a whole number from 0'],
  [{ idleMs: 0 }, '"idleMs" must be a whole number from 1'],
  [{ limitRate: NaN }, '"limitRate" must be a whole number from 1'],
  [{ progressMs: 0 }, '"progressMs" must be a whole number from 1'],
  [{ maxSize: -1 }, '"maxSize" must be a whole number from 0'],
  [{ ifExists: "replace" }, '"ifExists" must be one of update, skip, rename, '],
  [{ digest: "crc32" }, '"digest" must be one of sha256, sha512, sha1, md5'],
  [{ dir: 7 }, '"dir" must be a text'],
  [{ as: "{x}" }, '"as" must be a template of {n}'],
  [
    { shard: { index: 3, count: 2 } },
    '"shard" must be an object whose index is not above its count',
  ],
  [{ headers: { a: "b" } }, '"headers" must be headers that can be sent'],
  [{ userAgent: "a\nb" }, '"userAgent" must be a text of one line'],
  [{ signal: {} }, '"signal" must be an AbortSignal'],
  [{ job: 3 }, '"job" must be one of dir, '],
];

for (const [options, message] of WRONG_OPTIONS) {
  Deno.test(`the option ${Deno.inspect(options)} is refused at once`, () => {
    const error = assertThrows(() => download([], options), OptionsError);
    assertStringIncludes(error.message, message);
    assertEquals(error.option, Object.keys(options)[0]);
  });
}

Deno.test("all types of the library are exported and documented", async () => {
  const entry = new URL("../../src/download/download.ts", import.meta.url).href;
  const args = ["doc", "--lint", entry];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  assert(success, new TextDecoder().decode(stderr));
});

Deno.test("an input that is not iterable is refused at once", () => {
  for (const input of [undefined, null, 7, {}, () => {}]) {
    const error = assertThrows(() => download(input as unknown as string[]), OptionsError);
    assertEquals(error.message, '"input" must be a URL or a list of URLs and entries');
  }
  assertThrows(() => download([], null as unknown as undefined), OptionsError, '"options" must be');
});

Deno.test("an undefined option has its default, and so have the missing fields of a given one", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { status: 503 }, { body: "a" });
  const retry = { retries: 1, maxDelayMs: 0 };
  // JavaScript callers have no such types.
  const options = { dir: folder.path, jobs: undefined, headers: undefined, retry } as object;
  const events = await Array.fromAsync(download([server.url("/a")], options));
  assertEquals(events.map(({ type }) => type), ["start", "retry", "start", "done", "summary"]);
});

Deno.test("a header beyond Latin-1 is sent as UTF-8", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "a" });
  const headers = [["X-Name", "植物"]] as const;
  const options = { dir: folder.path, headers, userAgent: "植物/1" };
  assertEquals((await collectEvents([server.url("/a")], options)).ends(), ["downloaded a"]);
  const sent = server.requests[0]!.headers;
  const utf8 = (name: string) =>
    new TextDecoder().decode(Uint8Array.from(sent.get(name)!, (unit) => unit.charCodeAt(0)));
  assertEquals([utf8("x-name"), utf8("user-agent")], ["植物", "植物/1"]);
});

Deno.test("a run that fails while the caller is busy fails in the loop, not the process", async () => {
  await using folder = await TempDir.make();
  async function* broken(): AsyncGenerator<string> {
    yield await Promise.resolve("no url");
    throw new RangeError("out of URLs");
  }
  await assertRejects(
    async () => {
      for await (const event of download(broken(), { dir: folder.path })) {
        if (event.type === "wrong") await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    RangeError,
    "out of URLs",
  );
});
