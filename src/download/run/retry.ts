import type { RetryPolicy } from "../model/config.ts";
import type { TransferError } from "../model/errors.ts";
import type { Job, Outcome, Progress } from "../model/job.ts";

/** The step after an attempt. */
export type Step =
  | { readonly kind: "done" }
  | {
    readonly kind: "retry";
    readonly delayMs: number;
    /** How long the whole host should rest, not only this job. */
    readonly hostDelayMs: number;
    readonly mirror: number;
  }
  | { readonly kind: "failed"; readonly error: TransferError };

type Failed = Extract<Outcome, { kind: "failed" }>;

/** The first pause: a shorter one would not help a server that has just failed. */
const FIRST_DELAY_MS = 1000;

/**
 * A connection that brought so many bytes shows a line that drops, not a server in trouble. A pause would gain nothing
 * then, and one request for each MiB cannot overload a server.
 */
const GOOD_STRETCH_BYTES = 1 << 20;

/** Statuses that say that the host gets too many requests; they apply to all requests to that host. */
const BUSY_STATUSES = new Set([429, 503]);

/** The number of refusals because of the pace after which a file's refusals count as ordinary failures. */
const MAX_REFUSALS = 12;

/** Whether a host has said that it gets too many requests. */
export function isRefusal({ detail }: TransferError): boolean {
  return BUSY_STATUSES.has(detail.status ?? 0);
}

/**
 * Whether a refusal because of the pace costs the job none of its retries. It counts as a failure where the host says
 * when to retry, or where a mirror may have the file.
 */
export function passesOver({ error }: Failed, progress: Progress, mirrors: number): boolean {
  if (mirrors > 1 || error.detail.retryAfterMs || progress.refusals >= MAX_REFUSALS) return false;
  progress.refusals++;
  return true;
}

/** The progress of a job without attempts. */
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

/** Counts the start of an attempt. */
export function countAttempt(progress: Progress, nowMs: number): void {
  progress.attempts++;
  progress.beganMs ??= nowMs;
}

/** Counts the bytes of an attempt, however it ended. */
export function countReceived(progress: Progress, { receivedBytes }: Outcome): void {
  progress.receivedBytes += receivedBytes;
}

/** Counts a failure. @returns whether the job has made progress */
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
  // A retry succeeds only if it fetches the whole file as one answer, because the bytes came from several.
  const isRefetch = error.kind === "checksum" && error.detail.isTransient === true;
  progress.wasRefetched ||= isRefetch;
  progress.avoidsHelp ||= avoidsHelp || isRefetch;
  // The job makes progress as long as bytes arrive, however often the line drops. It does not if a server makes it
  // start over again and again.
  const getsOn = progressBytes > 0 && progress.restarts <= retries && !error.detail.isSlow;
  progress.failures = getsOn ? 1 : progress.failures + 1;
  return getsOn;
}

/** The number of consecutive tries without progress after which a job is given up. */
export function triesOf({ urls }: Pick<Job, "urls">, { retries }: RetryPolicy): number {
  return retries * urls.length + 1;
}

/**
 * Computes a pause with full jitter, between zero and the ceiling, so that jobs that failed together do not return
 * together.
 */
function backoffMs(failures: number, policy: RetryPolicy, random: () => number): number {
  const ceiling = Math.min(policy.maxDelayMs, FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(random() * ceiling);
}

/**
 * Decides the step after an attempt from its outcome and the job's progress. It counts the attempt there and sets the
 * job's mirror to the retry's. It has no other effects, and does not wait.
 *
 * @param progress the job's; `mirror` is the attempt's mirror
 * @param mirrors the number of the job's URLs
 */
export function nextStep(
  outcome: Outcome,
  progress: Progress,
  { mirrors, policy, random }: { mirrors: number; policy: RetryPolicy; random: () => number },
): Step {
  if (outcome.kind === "arrived") return { kind: "done" };
  const { error, error: { detail } } = outcome;
  const failed: Step = { kind: "failed", error };
  // An interrupted run keeps its bytes and sends no further request.
  if (error.kind === "interrupted") return failed;
  // A full disk is full for every mirror; too many open files may pass.
  if (error.kind === "disk" && !detail.isCrowded) return failed;
  // The other run that fetches the file will complete it.
  if (error.kind === "busy") return failed;
  // The archive has arrived, and another try would bring the same one.
  if (error.kind === "archive") return failed;

  const getsOn = countFailure(outcome, progress, policy);
  const retryAfterMs = detail.retryAfterMs ?? 0;
  const isHopeless = !detail.isTransient || retryAfterMs > policy.maxRetryAfterMs;
  if (isHopeless) progress.dead.add(progress.mirror);
  // All retries are used up.
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
  // No mirror is left.
  if (next === undefined) return failed;
  const isRoundOver = next <= here;
  // This mirror can never send the file: the next one follows, and this host need not rest.
  if (isHopeless) return retryAt(next, isRoundOver && !isGoodStretch ? pauseMs() : 0, 0);
  // After a good stretch the job continues at once, at the same mirror.
  if (isGoodStretch) return retryAt(here, 0, 0);
  // A mirror that has another file, or that answers ranges wrongly, is asked for the whole file. A single mirror is
  // asked again. Either gets the pause that it asked for.
  if (detail.discardsPart || detail.avoidsRange || detail.asksWhole || next === here) {
    const delayMs = Math.max(pauseMs(), retryAfterMs);
    return retryAt(here, delayMs, isBusy ? delayMs : 0);
  }
  // The mirrors take turns, with a pause after each round; meanwhile a busy host rests.
  return retryAt(next, isRoundOver ? pauseMs() : 0, isBusy ? retryAfterMs : 0);
}

/** Finds the next mirror in turn that has not failed for good. */
function nextMirror({ mirror: here, dead }: Progress, mirrors: number): number | undefined {
  for (let step = 1; step <= mirrors; step++) {
    const mirror = (here + step) % mirrors;
    if (!dead.has(mirror)) return mirror;
  }
  return undefined;
}
