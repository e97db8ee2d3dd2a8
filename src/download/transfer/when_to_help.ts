import type { Clock } from "../model/clock.ts";

/**
 * How long a connection is watched before its speed is judged: with a number of connections from the user, and without.
 */
const ASKED_MS = 50;
const UNASKED_MS = 250;
/**
 * A slow line shows itself by silence of this length, this many times in a row; then it gets the connections that the
 * user asked for.
 */
const SILENCE_MS = 3;
const SILENT_TIMES = 2;
/**
 * The share of a thread's time for writing and digesting from which it can read little more; reading takes twice as
 * long as that. Another connection would then only bring smaller pieces and slow the whole down.
 */
const BUSY_SHARE = 0.15;
/** A file that one connection finishes within this time needs no other; opening one would take longer than it saves. */
const WORTH_HELPING_MS = 1000;

/** The first connection of a large file, and the facts that show whether others would help it. */
export interface FirstConnection {
  readonly clock: Clock;
  /** Whether the user asked for several connections; otherwise they must be worth it. */
  readonly isAsked: boolean;
  receivedBytes(): number;
  /** How long coplay has written and digested its bytes so far. */
  busyMs(): number;
  missingBytes(): number;
}

/**
 * Calls back once, when other connections might help the first.
 *
 * @param help receives the recent speed in bytes per millisecond
 * @returns a function that ends the watch
 */
export function whenToHelp(first: FirstConnection, help: (perMs: number) => void): () => void {
  const { clock, isAsked } = first;
  const judgeMs = isAsked ? ASKED_MS : UNASKED_MS;
  let lookMs = isAsked ? SILENCE_MS : UNASKED_MS;
  const measure = () => ({
    atMs: clock.now(),
    bytes: first.receivedBytes(),
    busyMs: first.busyMs(),
  });
  let judged = measure();
  let lastBytes = judged.bytes;
  let silentTimes = 0;
  let cancel: () => void;
  const look = () => {
    const now = measure();
    silentTimes = now.bytes === lastBytes ? silentTimes + 1 : 0;
    lastBytes = now.bytes;
    if (isAsked && silentTimes >= SILENT_TIMES) return help(0);
    const elapsedMs = now.atMs - judged.atMs;
    if (elapsedMs >= judgeMs) {
      const rate = (now.bytes - judged.bytes) / elapsedMs;
      const isBusy = now.busyMs - judged.busyMs > elapsedMs * BUSY_SHARE;
      const isWorthIt = isAsked || first.missingBytes() > rate * WORTH_HELPING_MS;
      if (!isBusy && isWorthIt) return help(rate);
      judged = now;
      lookMs = judgeMs;
    }
    cancel = clock.after(lookMs, look);
  };
  cancel = clock.after(lookMs, look);
  return () => cancel();
}

/**
 * The bytes that a first helper fetches unasked: the end of the file, so that nothing is fetched twice if it was
 * useless. That many bytes show whether a line is full or has room.
 */
export const TRIAL_BYTES = 2 << 20;
/** The factor by which the total speed must rise, including the time to connect. */
const GROWTH = 1.2;

/** The state when the first helper was sent. */
export interface Trial {
  /** The number of others to send if it is useful. */
  readonly others: number;
  /** The speed before, in bytes per millisecond. */
  readonly perMs: number;
  readonly atMs: number;
  /** The bytes of the file that had been received by then. */
  readonly receivedBytes: number;
}

/** Whether the total speed has risen enough since then. */
export function wasOfUse(
  { perMs, atMs, receivedBytes }: Trial,
  now: Pick<Trial, "atMs" | "receivedBytes">,
): boolean {
  return now.receivedBytes - receivedBytes > perMs * GROWTH * (now.atMs - atMs);
}
