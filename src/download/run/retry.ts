import type { RetryPolicy } from "../model/config.ts";
import type { TransferError } from "../model/errors.ts";
import type { Job, Outcome, Progress } from "../model/job.ts";

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

type Failed = Extract<Outcome, { kind: "failed" }>;

/** Pauses start at a second: a server that has just failed is not helped by less. */
const FIRST_DELAY_MS = 1000;

/**
 * A connection that brought this much is a line that drops, not a server in trouble, so nothing is gained by
 * waiting; a server cannot be hammered with one request a MiB.
 */
const GOOD_STRETCH_BYTES = 1 << 20;

/** Statuses by which a host says that it is asked too much: they hold for all that goes to that host. */
const BUSY_STATUSES = new Set([429, 503]);

/** After so many refusals that were a matter of pace, a file's next ones count as any failure does. */
const MAX_REFUSALS = 12;

/** Whether a host has said that it is asked too much. */
export function isRefusal({ detail }: TransferError): boolean {
  return BUSY_STATUSES.has(detail.status ?? 0);
}

/**
 * Whether a refusal that was a matter of pace may be passed over, so that it costs the job none of its retries. Where
 * the host says when to come again, or a mirror may have the file, it may not.
 */
export function passesOver({ error }: Failed, progress: Progress, mirrors: number): boolean {
  if (mirrors > 1 || error.detail.retryAfterMs || progress.refusals >= MAX_REFUSALS) return false;
  progress.refusals++;
  return true;
}

/** The progress of a job that nobody has tried yet. */
export function newProgress(): Progress {
  return {
    beganMs: undefined,
    attempts: 0,
    failures: 0,
    receivedBytes: 0,
    mirror: 0,
    dead: new Set(),
    restarts: 0,
    avoidsRange: false,
    unanswered: 0,
    mediaType: undefined,
    asksWhole: false,
    avoidsHelp: false,
    wasRefetched: false,
    refusals: 0,
  };
}

/** Counts an attempt that begins. */
export function countAttempt(progress: Progress, nowMs: number): void {
  progress.attempts++;
  progress.beganMs ??= nowMs;
}

/** Counts what an attempt received, however it ended. */
export function countReceived(progress: Progress, { receivedBytes }: Outcome): void {
  progress.receivedBytes += receivedBytes;
}

/** Counts a failure. @returns whether the job gets on all the same */
function countFailure(
  { error, progressBytes, restarts, avoidsHelp, mediaType }: Failed,
  progress: Progress,
  { retries }: RetryPolicy,
): boolean {
  progress.restarts += restarts;
  if (error.detail.avoidsRange) progress.avoidsRange = true;
  if (error.detail.isUnanswered) progress.unanswered++;
  progress.mediaType ??= mediaType || undefined;
  progress.asksWhole = error.detail.asksWhole === true;
  // It may pass only because the bytes of several answers are fetched anew, as those of one.
  const isRefetch = error.kind === "checksum" && error.detail.isTransient === true;
  progress.wasRefetched ||= isRefetch;
  progress.avoidsHelp ||= avoidsHelp || isRefetch;
  // As long as bytes arrive the job gets on, however often the line drops; but not where a server makes it start
  // over again and again.
  const getsOn = progressBytes > 0 && progress.restarts <= retries && !error.detail.isSlow;
  progress.failures = getsOn ? 1 : progress.failures + 1;
  return getsOn;
}

/** After how many tries in a row without a byte of progress a job is given up. */
export function triesOf({ urls }: Pick<Job, "urls">, { retries }: RetryPolicy): number {
  return retries * urls.length + 1;
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
 * Decides what comes after an attempt, from its outcome and the job's progress, and counts it there: the mirror of
 * a retry is the job's mirror from then on. Pure but for that; it waits for nothing.
 *
 * @param progress of the job; `mirror` is the one that the attempt used
 * @param mirrors how many URLs the job has
 */
export function nextStep(
  outcome: Outcome,
  progress: Progress,
  { mirrors, policy, random }: { mirrors: number; policy: RetryPolicy; random: () => number },
): Step {
  if (outcome.kind === "arrived") return { kind: "done" };
  const { error, error: { detail } } = outcome;
  const failed: Step = { kind: "failed", error };
  // An interrupted run keeps what it has and asks nobody again.
  if (error.kind === "interrupted") return failed;
  // A full disk stays full for every mirror; that too many files are open passes.
  if (error.kind === "disk" && !detail.isCrowded) return failed;
  // Whoever fetches it will have it.
  if (error.kind === "busy") return failed;
  // The archive arrived and is as it is.
  if (error.kind === "archive") return failed;

  const getsOn = countFailure(outcome, progress, policy);
  const retryAfterMs = detail.retryAfterMs ?? 0;
  const isHopeless = !detail.isTransient || retryAfterMs > policy.maxRetryAfterMs;
  if (isHopeless) progress.dead.add(progress.mirror);
  // The budget is used up.
  if (progress.failures > policy.retries * mirrors) return failed;

  const here = progress.mirror;
  const pauseMs = () => backoffMs(Math.ceil(progress.failures / mirrors), policy, random);
  const isBusy = isRefusal(error);
  const retryAt = (mirror: number, delayMs: number, hostDelayMs: number): Step => {
    progress.mirror = mirror;
    return { kind: "retry", delayMs, hostDelayMs, mirror };
  };
  const isGoodStretch = getsOn && outcome.progressBytes >= GOOD_STRETCH_BYTES &&
    retryAfterMs === 0;
  const next = nextMirror(progress, mirrors);
  // No mirror is left that may have it.
  if (next === undefined) return failed;
  const isRoundOver = next <= here;
  // This mirror has nothing for us: the next one is asked, and nobody waits for this one.
  if (isHopeless) return retryAt(next, isRoundOver && !isGoodStretch ? pauseMs() : 0, 0);
  // After a good stretch the line is taken up again at once, and at the mirror that gave it.
  if (isGoodStretch) return retryAt(here, 0, 0);
  // Whoever has another file than the one begun, or answers wrongly with a part of it, is asked for the whole; and
  // where there is one mirror, the next is the same. It is given the time that it asked for.
  if (detail.discardsPart || detail.avoidsRange || detail.asksWhole || next === here) {
    const delayMs = Math.max(pauseMs(), retryAfterMs);
    return retryAt(here, delayMs, isBusy ? delayMs : 0);
  }
  // The mirrors take turns, and a pause comes after each round; a host that is busy rests meanwhile.
  return retryAt(next, isRoundOver ? pauseMs() : 0, isBusy ? retryAfterMs : 0);
}

/** The next mirror in turn that has not failed for good. */
function nextMirror({ mirror: here, dead }: Progress, mirrors: number): number | undefined {
  for (let step = 1; step <= mirrors; step++) {
    const mirror = (here + step) % mirrors;
    if (!dead.has(mirror)) return mirror;
  }
  return undefined;
}
