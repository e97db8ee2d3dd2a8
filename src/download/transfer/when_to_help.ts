import type { Clock } from "../model/clock.ts";

/** How long a connection is watched before its speed is judged: where the user named a number, and where not. */
const ASKED_MS = 50;
const UNASKED_MS = 250;
/** A slow line that the user wants many connections for shows it by silence, for so long, so many times in a row. */
const SILENCE_MS = 3;
const SILENT_TIMES = 2;
/**
 * A thread that writes and digests for so much of the time, and reads for twice as long, can take little more: another
 * connection would only bring the bytes in smaller pieces, and make the whole slower.
 */
const BUSY_SHARE = 0.15;
/** A file that one connection finishes within this needs no other: opening one would only take its share. */
const WORTH_HELPING_MS = 1000;

/** The first connection of a large file, as far as it shows whether others would help it. */
export interface FirstConnection {
  readonly clock: Clock;
  /** Whether the user asked for several connections; else they must be worth it. */
  readonly isAsked: boolean;
  receivedBytes(): number;
  /** How long its bytes have been written and digested so far. */
  busyMs(): number;
  missingBytes(): number;
}

/**
 * Calls back once, when other connections might help the first.
 *
 * @param help is told what has come of late, in bytes a millisecond
 * @returns what gives it up
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
 * What a first helper fetches that nobody asked for: the file's end, so that nothing is fetched twice where it is of no
 * use. Long enough to tell a line that is full from one that has room.
 */
export const TRIAL_BYTES = 2 << 20;
/** It has to bring so much more in all, its connecting included. */
const GROWTH = 1.2;

/** How things stood when the first helper was sent. */
export interface Trial {
  /** How many others are sent where it is of use. */
  readonly others: number;
  /** What came before, in bytes a millisecond. */
  readonly perMs: number;
  readonly atMs: number;
  /** Bytes of the file that had been received by then. */
  readonly receivedBytes: number;
}

/** Whether more has come in all since then. */
export function wasOfUse(
  { perMs, atMs, receivedBytes }: Trial,
  now: Pick<Trial, "atMs" | "receivedBytes">,
): boolean {
  return now.receivedBytes - receivedBytes > perMs * GROWTH * (now.atMs - atMs);
}
