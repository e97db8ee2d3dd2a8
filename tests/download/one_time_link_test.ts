/** Servers that send a file only once: answers to further connections must never harm the first one. */
import { assert, assertEquals } from "@std/assert";
import type { DownloadConfig } from "../../src/download/model/config.ts";
import { bodyBytes } from "../support/body.ts";
import { type EngineRun, runEngine, testConfig } from "../support/engine_run.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { Gate } from "../support/gate.ts";
import {
  type Answer,
  type RecordedRequest,
  redirect,
  ScriptedServer,
} from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

const BODY = { sizeBytes: 6 << 20, seed: 71 };
const OTHER = { sizeBytes: 6 << 20, seed: 72 };
const HTML = { "content-type": "text/html" };
const PAGE = "<p>This link has been used.</p>";
const GOOD: Answer = {
  body: BODY,
  etag: '"a"',
  headers: { "accept-ranges": "bytes", "content-type": "application/zip" },
};
/** The position where the first answer waits, so that other requests find it under way. */
const HELD_BYTES = 100_000;
const IDLE_MS = 30_000;

/** The answers to every request but the first. */
const LATER: Readonly<Record<string, Answer | ((request: RecordedRequest) => Answer)>> = {
  "a page": { body: PAGE, headers: HTML, ignoresRange: true },
  "a page with a tag of its own": { body: PAGE, etag: '"p"', headers: HTML, ignoresRange: true },
  "a page with the file's tag": { body: PAGE, etag: '"a"', headers: HTML, ignoresRange: true },
  "a page as the range": { body: PAGE, headers: HTML, status: 206 },
  "an empty page": { body: "", ignoresRange: true },
  "a redirect to a login": redirect("/login"),
  "a redirect to itself": redirect("/file"),
  "a redirect out of http": redirect("ftp://127.0.0.1/file"),
  "204": { status: 204 },
  "401": { status: 401 },
  "403": { status: 403 },
  "404": { status: 404 },
  "410": { status: 410 },
  "416 without a total": { status: 416 },
  "416 with the total": { status: 416, headers: { "content-range": `bytes */${6 << 20}` } },
  "416 with another total": { status: 416, headers: { "content-range": "bytes */31" } },
  "429 for an hour": { status: 429, headers: { "retry-after": "3600" } },
  "500": { status: 500 },
  "503 for a day": { status: 503, headers: { "retry-after": "86400" } },
  "another file's range": { ...GOOD, body: OTHER, etag: '"b"', ignoresIfRange: true },
  "a range without the tag": { ...GOOD, body: OTHER, etag: "", ignoresIfRange: true },
  "a range with a weak tag": { ...GOOD, body: OTHER, etag: 'W/"a"', ignoresIfRange: true },
  "a range of a longer file": {
    ...GOOD,
    body: { sizeBytes: 7 << 20, seed: 72 },
    ignoresIfRange: true,
  },
  "a range of a file of unknown length": ({ headers }) => ({
    ...GOOD,
    body: OTHER,
    contentRange: `bytes ${/\d+-\d+/.exec(headers.get("range") ?? "")?.[0]}/*`,
  }),
  "another range": { ...GOOD, answersRange: { start: 0, end: 2 << 20 } },
  "a range without its place": { ...GOOD, contentRange: "" },
  "a range that contradicts itself": { ...GOOD, contentRange: "bytes 9-1/5" },
  "a range that is compressed": {
    body: "x".repeat(3000),
    etag: '"a"',
    isGzipped: true,
    status: 206,
  },
  "what is not HTTP": { ...GOOD, headers: [["not a header", "x"]] },
  "nothing, and the end": { dropsRequest: true },
  "nothing, and a reset": { dropsRequest: true, cut: "reset" },
};

interface Trial {
  readonly server: ScriptedServer;
  readonly folder: TempDir;
  readonly first: Gate;
  readonly clock: FakeClock;
}

async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * Fetches the file over several connections. The clock advances only while the first answer is held. The answer is
 * released as soon as it cannot influence the helpers any more.
 *
 * @param stepMs the clock's step at each turn
 * @param laterStepMs its step after the first answer has been released; with 0 coplay tries nothing more, however many
 * turns a busy machine takes
 */
async function run(
  { server, folder, first, clock }: Trial,
  { isSettled, onTurn = () => {}, stepMs = 2, laterStepMs = stepMs, more = {} }: {
    isSettled: () => boolean;
    onTurn?: () => void;
    stepMs?: number;
    laterStepMs?: number;
    more?: Partial<DownloadConfig>;
  },
): Promise<EngineRun> {
  const config = testConfig(folder.path, {
    connections: { count: 4, isExplicit: true },
    idleMs: IDLE_MS,
    ...more,
  });
  let isOver = false;
  const ending = new AbortController();
  const running = runEngine([server.url("/file")], config, {
    clock,
    signal: ending.signal,
    onEvent: (event) => {
      if (event.type === "retry") setTimeout(() => clock.advance(event.delayMs), 0);
    },
  }).finally(() => isOver = true);
  await first.arrival();
  for (let turns = 0; !isSettled() && !isOver && turns < 5000; turns++) {
    clock.advance(stepMs);
    await nextTurn();
  }
  // The last answer is still being read.
  for (let turns = 0; turns < 20; turns++) await nextTurn();
  first.open();
  for (let turns = 0; !isOver && turns < 5000; turns++) {
    clock.advance(laterStepMs);
    onTurn();
    await nextTurn();
  }
  const wasOver = isOver;
  ending.abort();
  const result = await running;
  assert(wasOver, "the download never ended");
  return result;
}

async function requireFile({ folder }: Trial, { failures, arrivals }: EngineRun): Promise<void> {
  assertEquals([failures, arrivals.length], [[], 1]);
  assertEquals(await Deno.readFile(folder.join("file")), bodyBytes(BODY));
}

async function withTrial(test: (trial: Trial) => Promise<void>): Promise<void> {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/login", { body: PAGE, headers: HTML });
  await test({ server, folder, first: new Gate(), clock: new FakeClock(Date.now()) });
}

function held(gate: Gate, afterBytes = HELD_BYTES): Pick<Answer, "holdsBody"> {
  return { holdsBody: { gate, afterBytes } };
}

for (const [what, later] of Object.entries(LATER)) {
  Deno.test(`a link that sends the file once, and then ${what}`, () =>
    withTrial(async (trial) => {
      const { server, first } = trial;
      server.on("/file", { ...GOOD, ...held(first) }, later);
      const isSettled = () => server.requests.length > 1 && server.requests.at(-1)!.isAnswered;
      const result = await run(trial, {
        isSettled: "dropsRequest" in later ? hasCome(2) : isSettled,
        laterStepMs: 0,
      });
      function hasCome(count: number) {
        return () => server.requests.length >= count;
      }
      await requireFile(trial, result);
      assert(server.requests.length > 1, "no further connection was tried");
      assertEquals([result.retries.length, server.errors], [0, []]);
      const others = server.requestsFor("/file").slice(1);
      if (what !== "a redirect to itself") assert(others.length <= 3, `${others.length} more`);
    }));
}

Deno.test("a link that sends the file once, and then nothing forever", () =>
  withTrial(async (trial) => {
    const { server, first } = trial;
    const silent = new Gate();
    server.on("/file", { ...GOOD, ...held(first) }, { ...GOOD, holdsHeaders: silent });
    const result = await run(trial, { isSettled: () => silent.arrived >= 3, stepMs: 100 });
    await requireFile(trial, result);
    assertEquals(result.retries.length, 0);
    silent.open();
  }));

for (const afterBytes of [0, 100_000]) {
  Deno.test(`a link that is valid for two requests, where the second answer stops at ${afterBytes} bytes`, () =>
    withTrial(async (trial) => {
      const { server, first } = trial;
      const silent = new Gate();
      const page = { body: PAGE, headers: HTML };
      server.on(
        "/file",
        { ...GOOD, ...held(first) },
        { ...GOOD, ...held(silent, afterBytes) },
        page,
      );
      const more = { connections: { count: 2, isExplicit: true } };
      const result = await run(trial, { isSettled: () => silent.arrived > 0, stepMs: 100, more });
      await requireFile(trial, result);
      assertEquals(result.retries.length, 0);
      silent.open();
    }));
}

Deno.test("a link that is valid for two requests, where the second answer breaks off after the first one's half", () =>
  withTrial(async (trial) => {
    const { server, first } = trial;
    const page = { body: PAGE, headers: HTML };
    const cut = { ...GOOD, cutAfterBytes: 100_000, cut: "reset" } as const;
    server.on("/file", { ...GOOD, ...held(first, 4 << 20) }, cut, page);
    const more = { connections: { count: 2, isExplicit: true } };
    const result = await run(trial, { isSettled: () => server.requests.length > 2, more });
    await requireFile(trial, result);
    assertEquals(result.retries.length, 0);
  }));

Deno.test("where further connections were refused once, no attempt tries them again", () =>
  withTrial(async (trial) => {
    const { server, first } = trial;
    let refused = 0;
    server.on("/file", { ...GOOD, ...held(first), cutAfterBytes: 3 << 20 }, ({ headers }) => {
      // Only a single connection requests a range up to the end.
      if (/-$/.test(headers.get("range") ?? "")) return { ...GOOD, ...held(first) };
      refused++;
      return { status: 403 };
    });
    const result = await run(trial, { isSettled: () => refused > 0 });
    const asked = refused;
    await requireFile(trial, result);
    assertEquals([result.retries.length, refused], [1, asked]);
    assert(asked <= 3);
  }));

Deno.test("the first connection may break where others continue with its bytes", () =>
  withTrial(async (trial) => {
    const { server, first } = trial;
    const others = new Gate();
    const cut = { ...GOOD, ...held(first), cutAfterBytes: 200_000, cut: "reset" } as const;
    server.on("/file", cut, { ...GOOD, ...held(others) });
    const result = await run(trial, {
      isSettled: () => others.arrived >= 3,
      onTurn: () => {
        if (server.requests[0]!.isAnswered) others.open();
      },
    });
    await requireFile(trial, result);
    assertEquals(result.retries.length, 0);
  }));
