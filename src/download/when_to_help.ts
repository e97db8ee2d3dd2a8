import type { Clock } from "./clock.ts";

/** How long a connection is watched before its speed is judged: where the user named a number, and where not. */
const ASKED_MS = 50;
const UNASKED_MS = 250;
/** A slow line that the user wants many connections for shows it by silence, for so long, so many times in a row. */
const SILENCE_MS = 3;
const SILENT_TIMES = 2;
/**
 * A connection this fast, in bytes a millisecond, is as much as one thread can write: another would only bring the
 * bytes in smaller pieces, and make the whole slower.
 */
const FAST_RATE = 256 * 1024;
/** A file that one connection finishes within this needs no other: opening one would only take its share. */
const WORTH_HELPING_MS = 1000;

/** The first connection of a large file, as far as it shows whether others would help it. */
export interface FirstConnection {
  readonly clock: Clock;
  /** Whether the user asked for several connections; else they must be worth it. */
  readonly isAsked: boolean;
  receivedBytes(): number;
  missingBytes(): number;
}

/**
 * Calls back once, when other connections would help the first.
 *
 * @returns what gives it up
 */
export function whenToHelp(first: FirstConnection, help: () => void): () => void {
  const { clock, isAsked } = first;
  const judgeMs = isAsked ? ASKED_MS : UNASKED_MS;
  let lookMs = isAsked ? SILENCE_MS : UNASKED_MS;
  let judged = { atMs: clock.now(), bytes: first.receivedBytes() };
  let lastBytes = judged.bytes;
  let silentTimes = 0;
  let cancel: () => void;
  const look = () => {
    const now = { atMs: clock.now(), bytes: first.receivedBytes() };
    silentTimes = now.bytes === lastBytes ? silentTimes + 1 : 0;
    lastBytes = now.bytes;
    if (isAsked && silentTimes >= SILENT_TIMES) return help();
    const elapsedMs = now.atMs - judged.atMs;
    if (elapsedMs >= judgeMs) {
      const rate = (now.bytes - judged.bytes) / elapsedMs;
      const isWorthIt = isAsked || first.missingBytes() > rate * WORTH_HELPING_MS;
      if (rate < FAST_RATE && isWorthIt) return help();
      judged = now;
      lookMs = judgeMs;
    }
    cancel = clock.after(lookMs, look);
  };
  cancel = clock.after(lookMs, look);
  return () => cancel();
}
