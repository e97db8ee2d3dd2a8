/** The bounds of a controller's limit. */
export interface Bounds {
  /** The limit at the start. */
  readonly start: number;
  /** The highest limit. */
  readonly ceiling: number;
}

/** The state of a controller after all observations. */
export interface Pace {
  /** The number of files that may be under way. */
  readonly limit: number;
  /**
   * Whether it adds files with each arrival, keeps the limit until the next probe, or tries a few more files for a
   * round.
   */
  readonly phase: "growing" | "settled" | "probing";
  /** The highest throughput of any round in bytes per millisecond, and its limit. */
  readonly best: { readonly perMs: number; readonly limit: number };
  /** The limit at the start of the round; a round at most doubles it. */
  readonly roundLimit: number;
  /** The number of rounds since then that brought no more. */
  readonly flatRounds: number;
  /** The ceiling as refusals have lowered it. */
  readonly cap: number;
  /** The least time between two starts; 0 unless the host refuses even one file at a time. */
  readonly gapMs: number;
  /** The number of files that arrived since the gap changed. */
  readonly arrivals: number;
  /** The time of the last trouble; files that began before belong to it. */
  readonly troubledMs: number;
  readonly probeAtMs: number;
  readonly probeAfterMs: number;
  /** The shortest mean time to the first byte of any round. */
  readonly quickestMs: number;
}

/** An observation of a file or a round. */
export type Observation =
  /** A file arrived while the limit was reached; only then can a higher limit help. */
  | { readonly kind: "arrival" }
  /** A round ended: the limit was reached for as long as a file takes. */
  | {
    readonly kind: "round";
    readonly atMs: number;
    readonly perMs: number;
    /** The mean time to the first byte over kept connections; 0 without any. */
    readonly firstByteMs: number;
  }
  /** A host said that it gets too many requests (429, 503), or a connection to it was reset or timed out. */
  | {
    readonly kind: "refusal" | "loss";
    readonly atMs: number;
    /** The time at which the affected file began. */
    readonly beganMs: number;
    /** The number of files under way then, including that one. */
    readonly running: number;
  };

/** The factor from which a higher throughput counts as growth; less is chance. */
const GROWTH = 1.1;
/** One flat round may be chance; two in a row mean that the line is full. */
const FLAT_ROUNDS = 2;
/** Other users of the line come and go, so one round every few seconds tries whether more fits. */
const FIRST_PROBE_MS = 5000;
/** The longest time between probes, for a host that refuses again and again. */
const LONGEST_PROBE_MS = 60_000;
/** A probe adds a quarter: enough to show a difference, too little to do harm. */
const PROBE_SHARE = 4;
/** The factor from which first bytes are too late; less may be chance or a wait behind other files' bytes. */
const LATE_FACTOR = 3;
const LATE_MS = 250;
/**
 * The lowest limit after a lost connection. The cause is more often the line than the host, and where a host is dead,
 * files should not wait for each other's timeouts.
 */
const LEAST_AFTER_LOSS = 4;
/**
 * The first gap. Hosts that limit requests usually allow one to ten a second; doubling finds the right gap. Retries
 * handle a host that needs a longer one.
 */
const FIRST_GAP_MS = 100;
const LONGEST_GAP_MS = 1000;
/** After so many arrivals the gap shrinks to this share; a gap this short becomes none. */
const EASY_ARRIVALS = 4;
const GAP_SHARE = 0.8;
const NO_GAP_MS = 50;

/** Makes the state at the start. */
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
 * Computes the number of files that should be under way after one more observation. It adds one for each arrival while
 * rounds bring more, keeps it when they do not, halves it at trouble, and tries more again later. Pure.
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
    // After a flat round the limit stays for one round, which shows what the added files bring.
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
  // This also applies after settling: the latest files may have needed time for handshakes and first bytes.
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

/** Starts a probe. A higher limit must bring more than the present one does. */
function probe(pace: Pace, perMs: number, ceiling: number): Pace {
  const cap = Math.min(ceiling, pace.cap + Math.ceil(pace.cap / PROBE_SHARE));
  const limit = Math.min(cap, pace.limit + Math.ceil(pace.limit / PROBE_SHARE));
  const best = { perMs, limit: pace.limit };
  return { ...pace, phase: "probing", cap, limit, best };
}

/** Lowers the cap by one for each further refusal of requests that were sent together with the first refused one. */
function afterMore(pace: Pace, { kind }: Observation): Pace {
  if (kind === "loss") return pace;
  const cap = Math.max(1, pace.cap - 1);
  return { ...pace, cap, limit: Math.min(pace.limit, cap) };
}

/** Raises the cap after a probe that brought more without a refusal: the host has capacity again. */
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
  // One file at a time only after two were too many; otherwise one long file would block all others of its host.
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
