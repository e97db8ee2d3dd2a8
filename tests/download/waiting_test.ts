import { assert, assertEquals } from "@std/assert";
import { HostSlots, Lease } from "../../src/download/host/host_slots.ts";
import { IdleWatch } from "../../src/download/host/idle_watch.ts";
import { Requester } from "../../src/download/host/requester.ts";
import { bodyBytes, Gate, redirect, ScriptedServer } from "../support/scripted_server.ts";
import { collectGarbage } from "../support/collect_garbage.ts";
import { runEngine, testConfig } from "../support/engine_run.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { TempDir } from "../support/temp_dir.ts";
import { until } from "../support/until.ts";

/** Lets all code run that does not wait for the clock or the network. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

Deno.test("Retry-After of one file rests the whole host", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server
    .on("/busy", { status: 503, headers: { "retry-after": "20" } }, { body: "busy" })
    .on("*", { body: "other" });
  const clock = new FakeClock();
  const urls = ["/busy", "/a", "/b"].map((path) => server.url(path));
  const { promise: hasRested, resolve } = Promise.withResolvers<void>();
  const run = runEngine(urls, testConfig(folder.path, { jobs: 1 }), {
    clock,
    onEvent: ({ type }) => type === "retry" && resolve(),
  });
  await hasRested;
  await nextTurn();
  clock.advance(19_999);
  await nextTurn();
  assertEquals(server.requests.map(({ path }) => path), ["/busy"]);
  clock.advance(1);
  assertEquals((await run).arrivals.length, 3);
  assertEquals(server.requests.length, 4);
});

Deno.test("a resting host does not delay requests to others", async () => {
  await using busy = await ScriptedServer.start();
  await using free = await ScriptedServer.start();
  await using folder = await TempDir.make();
  busy.on("*", { status: 429, headers: { "retry-after": "60" } }, { body: "busy" });
  free.on("*", { body: "free" });
  const clock = new FakeClock();
  const urls = [busy.url("/1"), free.url("/2"), busy.url("/3"), free.url("/4")];
  const { promise: freeIsDone, resolve } = Promise.withResolvers<void>();
  let done = 0;
  const run = runEngine(urls, testConfig(folder.path, { jobs: 1 }), {
    clock,
    onEvent: ({ type }) => type === "done" && ++done === 2 && resolve(),
  });
  await freeIsDone;
  assertEquals(busy.requests.length, 1);
  clock.advance(60_000);
  assertEquals((await run).arrivals.length, 4);
});

Deno.test("a job that waits for its retry occupies no slot", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/bad", { status: 500 }, { body: "late" }).on("*", { body: "good" });
  const clock = new FakeClock();
  const urls = ["/bad", ...Array.from({ length: 20 }, (_, n) => `/${n}`)].map((p) => server.url(p));
  const done: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = runEngine(urls, testConfig(folder.path, { jobs: 1, perHost: 1 }), {
    clock,
    onEvent: (event) => {
      if (event.type === "done") done.push(event.job.target.name);
      if (done.length === 20) resolve();
    },
  });
  await promise;
  assertEquals(done.includes("bad"), false);
  clock.advance(1000);
  await run;
  assertEquals(done.at(-1), "bad");
});

Deno.test("silence ends a connection, and the next one continues from there", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const body = { sizeBytes: 500_000, seed: 4 };
  const gate = new Gate();
  const holdsBody = { gate, afterBytes: 300_000 };
  server.on("/file", { body, etag: '"a"', holdsBody }, { body, etag: '"a"' });
  const clock = new FakeClock();
  const run = runEngine([server.url("/file")], testConfig(folder.path, { idleMs: 5000 }), {
    clock,
    random: () => 0,
  });
  await gate.arrival();
  let isOver = false;
  run.finally(() => isOver = true);
  await until("the second request", () => {
    clock.advance(500);
    return isOver || server.requests.length > 1;
  });
  const { arrivals, retries, failures } = await run;
  assertEquals(failures.map(({ message }) => message), []);
  assertEquals(retries.map(({ error }) => error.message), ["nothing came for 5 seconds"]);
  assertEquals(arrivals.length, 1);
  assertEquals(await Deno.readFile(folder.join("file")), bodyBytes(body));
  gate.open();
});

/** Answers that fall silent forever; `answer` is the number of the request. */
const SILENT: readonly { what: string; sizeBytes: number; answer: number; connections: number }[] =
  [
    { what: "a small file's", sizeBytes: 100_000, answer: 1, connections: 1 },
    { what: "a large file's", sizeBytes: 500_000, answer: 1, connections: 1 },
    { what: "a segment's", sizeBytes: 5_000_000, answer: 2, connections: 2 },
  ];

for (const { what, sizeBytes, answer, connections } of SILENT) {
  // Deno ties an abort to the Response, so garbage collection of an unused Response unties it.
  Deno.test(`silence ends ${what} connection, also when garbage has been collected`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    const body = { sizeBytes, seed: 4 };
    const whole = { body, etag: '"a"', headers: { "accept-ranges": "bytes" } };
    const gate = new Gate();
    const silent = { ...whole, holdsBody: { gate, afterBytes: 50_000 } };
    // A further connection opens only if the first leaves room for it.
    const slow = new Gate();
    const slowly = { ...whole, holdsBody: { gate: slow, afterBytes: 50_000 } };
    server.on("/file", ...(answer === 1 ? [silent] : [slowly, silent]), whole);
    const clock = new FakeClock();
    const config = testConfig(folder.path, {
      idleMs: 5000,
      connections: { count: connections, isExplicit: true },
    });
    const run = runEngine([server.url("/file")], config, { clock, random: () => 0 });
    await until("the answer that falls silent", () => {
      if (slow.arrived > 0) clock.advance(1);
      return gate.arrived > 0;
    });
    slow.open();
    await collectGarbage();
    let isOver = false;
    run.finally(() => isOver = true);
    await until("the end of the connection", () => {
      clock.advance(500);
      return isOver;
    });
    assertEquals(await Deno.readFile(folder.join("file")), bodyBytes(body));
    gate.open();
  });
}

Deno.test("a server that never answers is given up after the time of silence", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const gate = new Gate();
  server.on("/file", { body: "never", holdsHeaders: gate });
  const clock = new FakeClock();
  const retry = { retries: 0, maxDelayMs: 1, maxRetryAfterMs: 1 };
  const run = runEngine([server.url("/file")], testConfig(folder.path, { idleMs: 3000, retry }), {
    clock,
  });
  await gate.arrival();
  clock.advance(2999);
  clock.advance(501);
  const { failures } = await run;
  assertEquals(failures.map(({ kind, message }) => [kind, message]), [
    ["network", "nothing came for 3 seconds"],
  ]);
  gate.open();
});

Deno.test("waiting for a slot at a redirect's target is not silence", async () => {
  await using server = await ScriptedServer.start();
  await using cdn = await ScriptedServer.start();
  server.on("/file", redirect(cdn.url("/file")));
  cdn.on("/file", { body: "here" });
  const clock = new FakeClock();
  const url = new URL(server.url("/file"));
  const slots = new HostSlots(1);
  const cdnOrigin = new URL(cdn.url("/")).origin;
  assert(slots.tryAcquire(cdnOrigin, 0) && slots.tryAcquire(url.origin, 0));
  const lease = new Lease(slots, url.origin, clock.now);
  const { signal } = new AbortController();
  const watch = new IdleWatch({ clock, limitMs: 5000, signal });
  const watched = watch.start();
  const requester = new Requester({ ...testConfig("/"), clock });
  const hasMoved = Promise.withResolvers<void>();
  const onRedirect = () => hasMoved.resolve();
  const asking = requester.ask({ url }, { lease, watched, onRedirect });
  await hasMoved.promise;
  await nextTurn();
  clock.advance(60_000);
  assertEquals([watched.signal.aborted, cdn.requests.length], [false, 0]);
  slots.release(cdnOrigin, clock.now());
  assertEquals(await (await asking).response.text(), "here");
  watch.close();
  requester.close();
});

Deno.test("waiting for --limit-rate is not silence", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const body = { sizeBytes: 400_000, seed: 9 };
  server.on("/file", { body, etag: '"a"' });
  const clock = new FakeClock();
  const config = testConfig(folder.path, { limitRate: 1000, idleMs: 5000 });
  const run = runEngine([server.url("/file")], config, { clock });
  let isOver = false;
  run.finally(() => isOver = true);
  await until("the end of the run", () => {
    // In small steps: bytes that are still on their way would be silence after one of five seconds.
    clock.advance(Math.min(clock.nextDelayMs ?? 0, 500));
    return isOver;
  });
  const { arrivals, retries } = await run;
  assertEquals([arrivals.length, retries.length], [1, 0]);
});

Deno.test("Ctrl-C does not wait for --limit-rate", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/file", { body: { sizeBytes: 400_000 }, etag: '"a"' });
  const clock = new FakeClock();
  const interrupt = new AbortController();
  const config = testConfig(folder.path, { limitRate: 1 });
  const run = runEngine([server.url("/file")], config, { clock, signal: interrupt.signal });
  await until("the journal", async () => (await folder.names()).includes(".file.coplay-journal"));
  interrupt.abort();
  const { summary } = await run;
  assert(summary.isInterrupted);
  assertEquals(await folder.names(), [".file.coplay-journal", ".file.coplay-part"]);
});

Deno.test("headers that take longer than the allowed silence arrive in a later attempt", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const dripping = new Gate();
  server.on("/file", { body: "here", holdsHeaders: dripping });
  const clock = new FakeClock();
  let retries = 0;
  const run = runEngine([server.url("/file")], testConfig(folder.path, { idleMs: 4000 }), {
    clock,
    random: () => 0,
    onEvent: ({ type }) => {
      if (type === "retry") retries++;
    },
  });
  // Nine seconds for each answer are too long for the first attempt and for the second.
  for (let attempt = 1; attempt <= 3; attempt++) {
    await dripping.arrival(attempt);
    for (let ms = 0; ms < 9000 && retries < attempt; ms += 500) {
      clock.advance(500);
      await nextTurn();
    }
  }
  dripping.open();
  assertEquals([(await run).arrivals.length, retries], [1, 2]);
});

const SLOW = { bytesPerSecond: 1024, overMs: 30_000 };

/** Fetches a file at so many bytes in 100 ms, and advances the clock accordingly. */
async function fetchAtPace(
  bytesAtOnce: number,
  { minSpeed, retries }: { minSpeed: typeof SLOW | undefined; retries: number },
) {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const gate = new Gate();
  const body = { sizeBytes: 300_000, seed: 8 };
  const holdsBody = { gate, afterBytes: bytesAtOnce, every: true };
  server.on("/file", { body, etag: '"a"', holdsBody });
  const clock = new FakeClock();
  let isOver = false;
  const run = runEngine(
    [server.url("/file")],
    testConfig(folder.path, { minSpeed, retry: { retries, maxDelayMs: 1, maxRetryAfterMs: 1 } }),
    { clock, random: () => 0 },
  ).finally(() => isOver = true);
  for (let ms = 0; !isOver && ms < 400_000; ms += 500) {
    gate.pass();
    clock.advance(500);
    await nextTurn();
  }
  gate.open();
  return await run;
}

Deno.test("--min-speed gives up on a file that comes more slowly, however long it goes on", async () => {
  const { failures, retries } = await fetchAtPace(400, { minSpeed: SLOW, retries: 2 });
  assertEquals(failures.map(({ kind, message }) => [kind, message]), [
    ["network", "slower than 1.0 KiB/s for 30 seconds"],
  ]);
  assertEquals(retries.length, 2);
});

Deno.test("--min-speed accepts a file that is fast enough", async () => {
  const { failures, retries } = await fetchAtPace(2000, { minSpeed: SLOW, retries: 0 });
  assertEquals([failures, retries], [[], []]);
});

Deno.test("without --min-speed a file may be as slow as it likes", async () => {
  const { failures, retries } = await fetchAtPace(400, { minSpeed: undefined, retries: 0 });
  assertEquals([failures, retries], [[], []]);
});
