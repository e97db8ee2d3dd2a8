/** Between which numbers a controller moves. */
export interface Bounds {
  /** How many it begins with. */
  readonly start: number;
  /** It never says more. */
  readonly ceiling: number;
}

/** What a controller has come to, from what it has seen. */
export interface Pace {
  /** How many files may be under way. */
  readonly limit: number;
  /** Adding as files arrive; content until the next probe; or trying a few more for a round. */
  readonly phase: "growing" | "settled" | "probing";
  /** The most that has come so far in a round, in bytes a millisecond, and with how many files. */
  readonly best: { readonly perMs: number; readonly limit: number };
  /** How many it was when the round began; one round at most doubles it. */
  readonly roundLimit: number;
  /** Rounds since then that brought no more. */
  readonly flatRounds: number;
  /** What refusals have left of the ceiling. */
  readonly cap: number;
  /** How long at least between two starts: 0 but where one at a time is refused as well. */
  readonly gapMs: number;
  /** Files that arrived since the gap changed. */
  readonly arrivals: number;
  /** When trouble came last; what began before belongs to that. */
  readonly troubledMs: number;
  readonly probeAtMs: number;
  readonly probeAfterMs: number;
  /** The shortest mean time to the first byte of any round. */
  readonly quickestMs: number;
}

/** What happens to files, one thing at a time. */
export type Observation =
  /** A file arrived while no more were allowed; only then is more any use. */
  | { readonly kind: "arrival" }
  /** As much time has gone by as a file takes, with no more allowed. */
  | {
    readonly kind: "round";
    readonly atMs: number;
    readonly perMs: number;
    /** The mean time to the first byte over connections that stood already; 0 where there were none. */
    readonly firstByteMs: number;
  }
  /** A host says that it is asked too much (429, 503), or a connection to it was reset or timed out. */
  | {
    readonly kind: "refusal" | "loss";
    readonly atMs: number;
    /** When the file began that met with it. */
    readonly beganMs: number;
    /** How many were under way then, that one included. */
    readonly running: number;
  };

/** Less than a tenth more is no growth but chance. */
const GROWTH = 1.1;
/** One flat round may be chance; two in a row are the line's end. */
const FLAT_ROUNDS = 2;
/** Lines change as people come and go; every few seconds one round is risked to find out. */
const FIRST_PROBE_MS = 5000;
/** A host that has refused is not asked for more again and again. */
const LONGEST_PROBE_MS = 60_000;
/** A probe asks for a quarter more: enough to be seen, little enough to be harmless. */
const PROBE_SHARE = 4;
/** A file's first byte may come late by chance, or behind the bytes of others; not by so much. */
const LATE_FACTOR = 3;
const LATE_MS = 250;
/** A lost connection is more often the line's fault than the host's, and where a host is dead, files should not wait for one another's timeouts. */
const LEAST_AFTER_LOSS = 4;
/** Limits of requests a second lie between one and ten as a rule; the gap is found by doubling. What needs a longer one is the retries' business. */
const FIRST_GAP_MS = 100;
const LONGEST_GAP_MS = 1000;
/** A gap that so many files came through is shortened to this share; a gap this short is none. */
const EASY_ARRIVALS = 4;
const GAP_SHARE = 0.8;
const NO_GAP_MS = 50;

/** What a controller begins with. */
export function newPace({ start, ceiling }: Bounds): Pace {
  return {
    limit: Math.min(start, ceiling),
    phase: "growing",
    best: { perMs: 0, limit: Math.min(start, ceiling) },
    roundLimit: Math.min(start, ceiling),
    flatRounds: 0,
    cap: ceiling,
    gapMs: 0,
    arrivals: 0,
    troubledMs: -Infinity,
    probeAtMs: 0,
    probeAfterMs: FIRST_PROBE_MS,
    quickestMs: Infinity,
  };
}

/**
 * How many files should be under way, after one more observation: it adds one for each that arrives for as long as
 * rounds bring more, stays where they do not, takes back half at trouble, and tries more again later. Pure.
 */
export function observe(pace: Pace, seen: Observation, { ceiling }: Bounds): Pace {
  switch (seen.kind) {
    case "arrival":
      return afterArrival(pace);
    case "round":
      return newRound(afterRound(pace, seen, ceiling));
    case "refusal":
    case "loss":
      return seen.beganMs < pace.troubledMs
        ? afterMore(pace, seen)
        : newRound(afterTrouble(pace, seen));
  }
}

function afterArrival(pace: Pace): Pace {
  const { gapMs, arrivals, phase, limit, cap } = pace;
  if (gapMs === 0) {
    // After a flat round the next one shows what comes with what has been added already.
    const adds = phase === "growing" && pace.flatRounds === 0 &&
      limit < Math.min(cap, 2 * pace.roundLimit);
    return adds ? { ...pace, limit: limit + 1 } : pace;
  }
  if (arrivals + 1 < EASY_ARRIVALS) return { ...pace, arrivals: arrivals + 1 };
  const shorterMs = gapMs * GAP_SHARE;
  return { ...pace, arrivals: 0, gapMs: shorterMs < NO_GAP_MS ? 0 : shorterMs };
}

function newRound(pace: Pace): Pace {
  return { ...pace, roundLimit: pace.limit };
}

function afterRound(
  pace: Pace,
  { atMs, perMs, firstByteMs }: Extract<Observation, { kind: "round" }>,
  ceiling: number,
): Pace {
  const quickestMs = Math.min(pace.quickestMs, firstByteMs || Infinity);
  const now = { ...pace, quickestMs };
  const grows = perMs > pace.best.perMs * GROWTH;
  if (!grows && firstByteMs > quickestMs * LATE_FACTOR + LATE_MS && pace.limit > 1) {
    return settle(now, Math.ceil(pace.limit / 2), atMs);
  }
  // Also where it had settled: what was added last has only needed time, for handshakes and first bytes.
  if (grows) {
    const grown = {
      ...now,
      phase: "growing" as const,
      best: { perMs, limit: pace.limit },
      flatRounds: 0,
    };
    return pace.phase === "probing" ? trust(grown, ceiling) : grown;
  }
  if (pace.phase === "settled") return atMs < pace.probeAtMs ? now : probe(now, perMs, ceiling);
  const flatRounds = pace.flatRounds + 1;
  if (flatRounds < FLAT_ROUNDS && pace.phase === "growing") return { ...now, flatRounds };
  return settle(now, Math.min(pace.best.limit, pace.cap), atMs);
}

function settle(pace: Pace, limit: number, atMs: number): Pace {
  return { ...pace, phase: "settled", limit, flatRounds: 0, probeAtMs: atMs + pace.probeAfterMs };
}

/** What comes with the present number is what more has to beat. */
function probe(pace: Pace, perMs: number, ceiling: number): Pace {
  const cap = Math.min(ceiling, pace.cap + Math.ceil(pace.cap / PROBE_SHARE));
  const limit = Math.min(cap, pace.limit + Math.ceil(pace.limit / PROBE_SHARE));
  const best = { perMs, limit: pace.limit };
  return { ...pace, phase: "probing", cap, limit, best };
}

/** Those that were asked for together with the first that was refused: each leaves one less that the host takes. */
function afterMore(pace: Pace, { kind }: Observation): Pace {
  if (kind === "loss") return pace;
  const cap = Math.max(1, pace.cap - 1);
  return { ...pace, cap, limit: Math.min(pace.limit, cap) };
}

/** A probe brought more and met no refusal: whatever was refused before, there is room now. */
function trust(pace: Pace, ceiling: number): Pace {
  const cap = Math.min(ceiling, 2 * pace.cap);
  return { ...pace, phase: "growing", cap, probeAfterMs: FIRST_PROBE_MS };
}

function afterTrouble(
  pace: Pace,
  { kind, atMs, running }: Extract<Observation, { kind: "refusal" | "loss" }>,
): Pace {
  const had = Math.max(1, Math.min(pace.limit, running));
  const now: Pace = {
    ...pace,
    phase: "growing",
    best: { perMs: 0, limit: 1 },
    flatRounds: 0,
    troubledMs: atMs,
    arrivals: 0,
  };
  if (kind === "loss") {
    return { ...now, limit: Math.max(Math.min(pace.limit, LEAST_AFTER_LOSS), pace.limit >> 1) };
  }
  // One at a time only where two were too many: else a long file would hold up all others of its host.
  const probeAfterMs = Math.min(LONGEST_PROBE_MS, pace.probeAfterMs * 2);
  const gapMs = had > 1
    ? pace.gapMs
    : Math.min(LONGEST_GAP_MS, Math.max(FIRST_GAP_MS, pace.gapMs * 2));
  return {
    ...now,
    limit: had > 2 ? Math.max(2, had >> 1) : 1,
    cap: Math.max(1, had - 1),
    gapMs,
    probeAfterMs,
  };
}
