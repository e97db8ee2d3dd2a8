// What a coplay host gives to its games: a place for scores, and rounds that everybody starts at once.
// A game that is opened without a host finds nothing here, and plays on by itself.

import type { Text } from "./language.ts";
import { seedOf } from "./random.ts";

/** A round of the class: everybody plays from the same seed, from the same moment on. */
export type Round = {
  /** Counts the rounds since the host started, from 1. */
  readonly number: number;
  /** A whole number from 0 to below 2^32. */
  readonly seed: number;
  /** When it starts, in milliseconds on this device's `Date.now()`. */
  readonly startsAt: number;
  /** When it ends, in the same clock; null for a round that the operator ends. */
  readonly endsAt: number | null;
};

/** The time that is left of a round, as `2:05`; undefined for one that the operator ends. */
export function timeLeft({ endsAt }: Round, nowMs: number): string | undefined {
  if (endsAt === null) return undefined;
  const seconds = Math.max(0, Math.ceil((endsAt - nowMs) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How a score counts. */
export type ScoreOptions = {
  /** Which of two scores is the better one. */
  readonly best: "high" | "low";
  /** What was played, for games with several lists: "4 x 4". */
  readonly level?: string;
};

/** The object `coplay` of pages that a coplay host has sent. */
type Host = EventTarget & {
  readonly round: Round | null;
  score(value: number, options: ScoreOptions): void;
};

function host(): Host | undefined {
  return (globalThis as { coplay?: Host }).coplay;
}

/** Tells the host a score; without a host nothing happens. */
export function reportScore(value: number, options: ScoreOptions): void {
  host()?.score(value, options);
}

/** Names a list of scores in both languages: a class that plays in both has one list. */
export function levelName({ en, zh }: Text): string {
  return `${zh} · ${en}`;
}

/** The round that is running or about to start; null without one. */
export function currentRound(): Round | null {
  return host()?.round ?? null;
}

/** Calls `listener` at once if there is a round, and whenever a round is announced, changed or over (null). */
export function onRound(listener: (round: Round | null) => void): void {
  if (currentRound()) listener(currentRound());
  host()?.addEventListener("round", () => listener(currentRound()));
}

/** The day of `date` where the player is, as `2026-11-30`. */
export function dayName(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The seed of a day's game: the same for everybody who plays `game` on that day. */
export function dailySeed(game: string, date: Date): number {
  return seedOf(`${game} ${dayName(date)}`);
}
