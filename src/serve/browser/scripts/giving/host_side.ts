import type { SentScore } from "./score_rules.ts";
import type { SendScores } from "./send_scores.ts";

/** A round of the class: everybody plays from the same seed, from the same moment on. */
export interface Round {
  /** Counts the rounds since the host started, from 1. */
  readonly number: number;
  /** A whole number from 0 to below 2^32. */
  readonly seed: number;
  /** When it starts, in milliseconds on this device's `Date.now()`. */
  readonly startsAt: number;
  /** When it ends, in the same clock; null for a round that the operator ends. */
  readonly endsAt: number | null;
}

/** The host's side of what a page gives to its game. */
export interface HostSide {
  readonly round: Round | null;
  /** Sets the round of this page and of the game's frames in it, and tells the game. */
  setRound(round: Round | null): void;
  /** Sends the scores that wait, and all that follow. */
  startSending(): void;
  /** Replaces the way by which scores are sent. */
  sendBy(send: SendScores): void;
  report(score: SentScore): void;
}

/** The mark in a window under which its host side is found. */
export const HOST_SIDE = Symbol.for("coplay.host");

/** Returns the host's side of a window's `coplay`; undefined where it has none. */
export function hostSideOf(window: unknown): HostSide | undefined {
  try {
    return (window as Record<symbol, HostSide | undefined>)[HOST_SIDE];
  } catch {
    // The window belongs to another site.
    return undefined;
  }
}
