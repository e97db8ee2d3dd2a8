import { assert, assertEquals, assertRejects } from "@std/assert";
import { download, TransferError } from "@coplay/coplay/download";
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
  assertEquals(types, ["start", "done", "wrong", "start", "failed", "summary"]);
});

Deno.test("the signal ends a run, and a later one goes on", async () => {
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

Deno.test("leaving the loop ends the run and lets the input go, were it endless", async () => {
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
  // Only as much was read as there was room to start.
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
