// The types of the global `coplay`, which every page that a coplay host sends has.
// Copy this file beside your game, and name it in a script: /// <reference path="./coplay.d.ts" />

/** A round of the class: everybody plays from the same seed, from the same moment on. */
interface CoplayRound {
  /** 1 for the first round of the published game. */
  readonly number: number;
  /** A whole number from 0 to below 2^32. */
  readonly seed: number;
  /** When it starts, in milliseconds on this device's `Date.now()`. */
  readonly startsAt: number;
  /** When it ends, in the same clock; null for a round that the operator ends. */
  readonly endsAt: number | null;
}

/** How a score counts. */
interface CoplayScoreOptions {
  /** Which of two scores is the better one. */
  readonly best: "high" | "low";
  /** What was played, for games with several lists: at most 40 characters. */
  readonly level?: string;
}

/** What a coplay host gives to its games. The event `round` tells of a new round, of its changes and of its end. */
interface Coplay extends EventTarget {
  /** The round that is announced or on; null without one. */
  readonly round: CoplayRound | null;
  /** Reports a finite number as a score of this page's player. It never throws: what is no score is a warning. */
  score(value: number, options: CoplayScoreOptions): void;
}

/** Undefined where the game is opened without a coplay host. */
// deno-lint-ignore no-var -- only this way it is a property of globalThis
declare var coplay: Coplay | undefined;
