/** `-j auto` on simulated lines and hosts, in a thousand random cases. */
import { assert, assertEquals } from "@std/assert";
import {
  type Bounds,
  newPace,
  type Observation,
  observe,
  type Pace,
} from "../../../src/download/pace/controller.ts";
import { Flow, type Start } from "../../../src/download/pace/flow.ts";
import { Random } from "../../../games/kit/random.ts";

const CASES = 1000;
/** Enough files for a dozen doublings; a fast line would carry millions in the time of a slow one. */
const MOST_FILES = 1500;

/** A simulated line with a host behind it. */
interface Line {
  readonly bounds: Bounds;
  /** The round trip in milliseconds. */
  readonly roundTripMs: number;
  /** The capacity of the line in bytes per millisecond. */
  readonly bytesPerMs: number;
  readonly fileBytes: number;
  /** The number of files at once above which the host refuses; Infinity for no limit. */
  readonly mostAtOnce: (atMs: number) => number;
  /** Whether a connection that begins now is lost after a round trip. @default {none is} */
  readonly isLost?: (atMs: number) => boolean;
}

/** The results on a line. */
interface Course {
  /** The limit after each file that ended. */
  readonly limits: readonly { readonly atMs: number; readonly limit: number }[];
  readonly refusals: readonly number[];
  readonly lossCount: number;
  readonly arrivedBytes: number;
}

/**
 * Simulates files on a line for a time. Each takes a round trip, then its bytes follow when the line is free. As many
 * start as the flow allows; the supply is endless.
 */
function play(
  { bounds, roundTripMs, bytesPerMs, fileBytes, mostAtOnce, isLost = () => false }: Line,
  forMs: number,
  mostFiles = MOST_FILES,
): Course {
  const flow = new Flow(() => bounds, 0);
  const limits: { atMs: number; limit: number }[] = [];
  const refusals: number[] = [];
  const ends: {
    atMs: number;
    start: Start;
    trouble: "refusal" | "loss" | undefined;
    firstByteMs: number;
  }[] = [];
  let [nowMs, freeMs, arrivedBytes, lossCount] = [0, 0, 0, 0];
  const startAll = () => {
    while (flow.hasRoom() && nowMs >= flow.mayStartMs) {
      const start = flow.begin(nowMs);
      const isRefused = flow.running > mostAtOnce(nowMs);
      const trouble = isRefused ? "refusal" : isLost(nowMs) ? "loss" : undefined;
      const beginsMs = Math.max(freeMs, nowMs + roundTripMs);
      if (!trouble) freeMs = beginsMs + fileBytes / bytesPerMs;
      const firstByteMs = trouble ? roundTripMs : beginsMs - nowMs;
      ends.push({ atMs: trouble ? nowMs + roundTripMs : freeMs, start, trouble, firstByteMs });
    }
  };
  while (nowMs < forMs && limits.length < mostFiles) {
    startAll();
    ends.sort((a, b) => a.atMs - b.atMs);
    const next = ends.shift();
    if (next === undefined) {
      nowMs = flow.mayStartMs;
      continue;
    }
    nowMs = next.atMs;
    if (next.trouble) {
      if (next.trouble === "refusal") refusals.push(nowMs);
      else lossCount++;
      flow.end(next.start, { kind: next.trouble }, nowMs);
    } else {
      arrivedBytes += fileBytes;
      const { firstByteMs } = next;
      flow.end(next.start, { kind: "arrival", bytes: fileBytes, firstByteMs }, nowMs);
    }
    limits.push({ atMs: nowMs, limit: flow.limit });
  }
  return { limits, refusals, lossCount, arrivedBytes };
}

/** Makes a random line, the same for the same seed. */
function lineOf(seed: number): Line & { readonly random: () => number } {
  const chance = new Random(seed);
  const random = () => chance.next();
  const start = 1 + Math.floor(random() * 16);
  return {
    random,
    bounds: { start, ceiling: start + Math.floor(random() * 100) },
    roundTripMs: 2 + random() * 200,
    bytesPerMs: 100 * 10 ** (random() * 3),
    fileBytes: 1000 * 10 ** (random() * 3),
    mostAtOnce: () => Infinity,
  };
}

/** The number of files at once that fill a line. */
function needed({ roundTripMs, bytesPerMs, fileBytes }: Line): number {
  return 1 + roundTripMs * bytesPerMs / fileBytes;
}

for (const what of ["a line alone", "a host that refuses", "a line that loses connections"]) {
  Deno.test(`never above the ceiling, never below one: ${what}`, () => {
    for (let seed = 0; seed < CASES; seed++) {
      const line = lineOf(seed);
      const most = 1 + Math.floor(line.random() * 20);
      const mostAtOnce = what === "a host that refuses" ? () => most : line.mostAtOnce;
      const isLost = () => what === "a line that loses connections" && line.random() < 0.2;
      for (const { limit } of play({ ...line, mostAtOnce, isLost }, 1000).limits) {
        assert(limit >= 1 && limit <= line.bounds.ceiling, `${limit} in case ${seed}`);
      }
    }
  });
}

Deno.test("within a few round trips it carries most of what the line does", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const line = lineOf(seed);
    const { roundTripMs, bytesPerMs, fileBytes, bounds } = line;
    // Eight round trips, and the time of the files that the controller needs to find the limit.
    const forMs = 8 * Math.max(roundTripMs, 50) + 200 * fileBytes / bytesPerMs;
    const { arrivedBytes } = play(line, 2 * forMs, Infinity);
    const before = play(line, forMs, Infinity).arrivedBytes;
    const most = Math.min(
      bytesPerMs,
      bounds.ceiling * fileBytes / (roundTripMs + fileBytes / bytesPerMs),
    );
    const carried = (arrivedBytes - before) / forMs / most;
    assert(carried > 0.6, `${carried.toFixed(2)} in case ${seed}: ${JSON.stringify(line)}`);
  }
});

Deno.test("it stops where the line is full, and does not go to the ceiling", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const line = { ...lineOf(seed), bounds: { start: 8, ceiling: 200 } };
    const { limits } = play(line, 100 * line.roundTripMs + 400 * line.fileBytes / line.bytesPerMs);
    const last = limits.at(-1)!.limit;
    assert(
      last <= Math.max(32, 8 * needed(line)),
      `${last} in case ${seed}, ${needed(line)} would do`,
    );
  }
});

Deno.test("after trouble it always comes back up", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const line = lineOf(seed);
    // Each file takes a while, so that minutes need few files.
    const fileBytes = line.bytesPerMs * (100 + line.random() * 400);
    const least = Math.min(line.bounds.ceiling, Math.floor(needed({ ...line, fileBytes })));
    const most = Math.floor(line.random() * 4);
    const mostAtOnce = (atMs: number) => atMs < 3000 ? most : Infinity;
    const { limits } = play({ ...line, fileBytes, mostAtOnce }, 180_000);
    const highest = Math.max(
      ...limits.filter(({ atMs }) => atMs > 3000).map(({ limit }) => limit),
    );
    assert(highest >= least, `${highest} of ${least} in case ${seed}`);
  }
});

Deno.test("after lost connections it comes back up as well", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const line = lineOf(seed);
    const fileBytes = line.bytesPerMs * (100 + line.random() * 400);
    const least = Math.min(line.bounds.ceiling, Math.floor(needed({ ...line, fileBytes })));
    const isLost = (atMs: number) => atMs < 3000 && line.random() < 0.5;
    const { limits, lossCount } = play({ ...line, fileBytes, isLost }, 180_000);
    assert(lossCount > 0, `nothing was lost in case ${seed}`);
    const after = limits.filter(({ atMs }) => atMs > 3000).map(({ limit }) => limit);
    const highest = Math.max(...after);
    assert(highest >= least, `${highest} of ${least} in case ${seed}`);
  }
});

Deno.test("a host that takes so many at once refuses few", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const line = lineOf(seed);
    const bounds = { start: 8, ceiling: 40 };
    const { refusals, limits } = play({ ...line, bounds, mostAtOnce: () => 4 }, 2000);
    assert(refusals.length <= 20, `${refusals.length} of ${limits.length} in case ${seed}`);
  }
});

const BOUNDS = { start: 8, ceiling: 40 };

function after(...seen: readonly Observation[]): Pace {
  return seen.reduce((pace, one) => observe(pace, one, BOUNDS), newPace(BOUNDS));
}

const ROUND = { kind: "round", perMs: 100, firstByteMs: 60 } as const;
const REFUSAL = { kind: "refusal", atMs: 1000, beganMs: 900, running: 8 } as const;

Deno.test("a refusal halves the limit, and refusals of the same requests do not halve it again", () => {
  assertEquals(after(REFUSAL).limit, 4);
  assertEquals(after(REFUSAL, { ...REFUSAL, atMs: 1001, running: 7 }).limit, 4);
  assertEquals(after(REFUSAL, { ...REFUSAL, atMs: 1200, beganMs: 1100, running: 4 }).limit, 2);
});

Deno.test("where even one file at a time is refused, a gap separates them, which shrinks as files arrive", () => {
  const one = (atMs: number) => ({ ...REFUSAL, atMs, beganMs: atMs - 1, running: 1 });
  assertEquals([1, 2, 3].map((count) => after(...[1, 2, 3].slice(0, count).map(one)).gapMs), [
    100,
    200,
    400,
  ]);
  const arrivals = Array.from({ length: 100 }, () => ({ kind: "arrival" } as const));
  assertEquals(after(one(1), one(2), ...arrivals).gapMs, 0);
});

Deno.test("lost connections halve the limit, but never below four", () => {
  const loss = { ...REFUSAL, kind: "loss" } as const;
  assertEquals(after(loss).limit, 4);
  assertEquals(after(loss, { ...loss, atMs: 2000, beganMs: 1500 }).limit, 4);
});

Deno.test("much later first bytes without more throughput halve the limit", () => {
  const late = { ...ROUND, atMs: 200, firstByteMs: 500 };
  assertEquals(after({ ...ROUND, atMs: 100 }, late).limit, 4);
  assertEquals(after({ ...ROUND, atMs: 100 }, { ...late, perMs: 200 }).limit, 8);
});

Deno.test("it settles after two rounds that bring no more, and probes again later", () => {
  const flat = [0, 100, 200].map((atMs) => ({ ...ROUND, atMs }));
  const settled = after(...flat);
  assertEquals([settled.phase, settled.limit], ["settled", 8]);
  const early = observe(settled, { ...ROUND, atMs: 4000 }, BOUNDS);
  assertEquals([early.phase, early.limit], ["settled", 8]);
  const probing = observe(settled, { ...ROUND, atMs: 6000 }, BOUNDS);
  assertEquals([probing.phase, probing.limit], ["probing", 10]);
  const inVain = observe(probing, { ...ROUND, atMs: 6100 }, BOUNDS);
  assertEquals([inVain.phase, inVain.limit], ["settled", 8]);
  const worthIt = observe(probing, { ...ROUND, atMs: 6100, perMs: 120 }, BOUNDS);
  assertEquals([worthIt.phase, worthIt.limit], ["growing", 10]);
});
