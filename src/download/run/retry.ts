import type { TransferError } from "../model/errors.ts";
import type { History, Outcome } from "../model/job.ts";

/** What to do after an attempt. */
export type Step =
  | { readonly kind: "done" }
  | {
    readonly kind: "retry";
    readonly delayMs: number;
    /** The whole host should rest that long, not this job alone. */
    readonly hostDelayMs: number;
    readonly mirror: number;
  }
  | { readonly kind: "failed"; readonly error: TransferError };

/** The rules that {@linkcode nextStep} follows. */
export interface RetryPolicy {
  /** Failures in a row, without a byte of progress, after which a job is given up. */
  readonly retries: number;
  /** The longest pause; the first is at most one second, and each further at most twice the last. */
  readonly maxDelayMs: number;
  /** The longest Retry-After that is waited for; a server that asks for more is given up. */
  readonly maxRetryAfterMs: number;
}

/** Pauses start at a second: a server that has just failed is not helped by less. */
const FIRST_DELAY_MS = 1000;

/**
 * A connection that brought this much is a line that drops, not a server in trouble, so nothing is gained by
 * waiting; a server cannot be hammered with one request a MiB.
 */
const GOOD_STRETCH_BYTES = 1 << 20;

/** Statuses that a later attempt may cure; 520 to 524 are what CDNs say when their origin does not answer. */
const TRANSIENT_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** Statuses by which a host says that it is asked too much: they hold for all that goes to that host. */
const BUSY_STATUSES = new Set([429, 503]);

/** Whether a later attempt may cure this status. */
export function isTransientStatus(status: number): boolean {
  return TRANSIENT_STATUSES.has(status);
}

/**
 * Full jitter: anything between nothing and the ceiling, so that jobs that failed together do not come back
 * together.
 */
function backoffMs(failures: number, policy: RetryPolicy, random: () => number): number {
  const ceiling = Math.min(policy.maxDelayMs, FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(random() * ceiling);
}

/**
 * Decides what comes after an attempt, from its outcome and the job's history, and counts it in the history.
 * Pure but for that; it waits for nothing.
 *
 * @param history of the job; `mirror` is the one that the attempt used
 * @param mirrors how many URLs the job has
 */
export function nextStep(
  outcome: Outcome,
  history: History,
  { mirrors, policy, random }: { mirrors: number; policy: RetryPolicy; random: () => number },
): Step {
  if (outcome.kind === "arrived") return { kind: "done" };
  const { error, progressBytes } = outcome;
  // An interrupted run keeps what it has and asks nobody again.
  if (error.kind === "interrupted") return { kind: "failed", error };
  // A full disk stays full for every mirror. That too many files are open passes.
  const isOfDisk = error.kind === "disk" && !error.detail.isCrowded;
  if (isOfDisk || error.kind === "archive") return { kind: "failed", error };
  // As long as bytes arrive the job gets on, however often the line drops; but not where a server makes it start
  // over again and again.
  const getsOn = progressBytes > 0 && history.restarts <= policy.retries;
  history.failures = getsOn ? 1 : history.failures + 1;
  const retryAfterMs = error.detail.retryAfterMs ?? 0;
  const isHopeless = !error.detail.isTransient || retryAfterMs > policy.maxRetryAfterMs;
  if (isHopeless) history.dead.add(history.mirror);
  // After a good stretch the line is taken up again at once, and at the mirror that gave it.
  const isGoodStretch = getsOn && progressBytes >= GOOD_STRETCH_BYTES && retryAfterMs === 0;
  // Whoever has another file than the one begun, or answers wrongly with a part of it, is asked for the whole.
  const isAskedAnew = error.detail.discardsPart || error.detail.avoidsRange;
  const staysHere = !isHopeless && (isGoodStretch || isAskedAnew);
  const mirror = staysHere ? history.mirror : nextMirror(history, mirrors);
  if (mirror === undefined || history.failures > policy.retries * mirrors) {
    return { kind: "failed", error };
  }
  const isRoundOver = mirror <= history.mirror;
  const rounds = Math.ceil(history.failures / mirrors);
  const pauseMs = Math.max(
    isRoundOver && !isGoodStretch ? backoffMs(rounds, policy, random) : 0,
    isHopeless || mirror !== history.mirror ? 0 : retryAfterMs,
  );
  const isBusy = BUSY_STATUSES.has(error.detail.status ?? 0) && !isHopeless;
  return {
    kind: "retry",
    delayMs: pauseMs,
    hostDelayMs: isBusy ? Math.max(retryAfterMs, mirror === history.mirror ? pauseMs : 0) : 0,
    mirror,
  };
}

/** The next mirror in turn that has not failed for good. */
function nextMirror(history: History, mirrors: number): number | undefined {
  for (let step = 1; step <= mirrors; step++) {
    const mirror = (history.mirror + step) % mirrors;
    if (!history.dead.has(mirror)) return mirror;
  }
  return undefined;
}
