// Follows the rounds of a class: tells a game when one starts and when it is over.

import { onRound, type Round } from "./classroom.ts";
import type { Text } from "./language.ts";

/** What a round is called in every game; the operator's pages call it the same. */
export const CLASS_ROUND: Text = { en: "Class round", zh: "全班比赛" };

/** What a game does in the rounds of its class. */
export type RoundPlayer = {
  /** Called at the round's moment, or at once on a page that comes later. */
  readonly start: (round: Round) => void;
  /** Called when its time is up, or when the operator ends it or starts another. */
  readonly end: (round: Round) => void;
};

/** Where the time comes from. */
export type RoundClock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back after a time; the function returned takes that back. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
};

const BROWSER_CLOCK: RoundClock = {
  now: () => Date.now(),
  after: (delayMs, callback) => {
    const id = setTimeout(callback, delayMs);
    return () => clearTimeout(id);
  },
};

function isSameRound(one: Round, other: Round): boolean {
  return one.number === other.number && one.seed === other.seed;
}

/** Follows all rounds as long as the page lives. Without a host nothing happens. */
export function followRounds(player: RoundPlayer, clock: RoundClock = BROWSER_CLOCK): void {
  let running: Round | undefined;
  let stopWaiting = () => {};
  function end(): void {
    if (!running) return;
    const over = running;
    running = undefined;
    player.end(over);
  }
  function follow(round: Round | null): void {
    stopWaiting();
    stopWaiting = () => {};
    if (running && !(round && isSameRound(running, round))) end();
    if (!round) return;
    const { startsAt, endsAt } = round;
    const wait = (untilMs: number) => {
      stopWaiting = clock.after(untilMs - clock.now(), () => follow(round));
    };
    if (endsAt !== null && endsAt <= clock.now()) return end();
    if (startsAt > clock.now()) return wait(startsAt);
    if (endsAt !== null) wait(endsAt);
    if (running) return;
    running = round;
    player.start(round);
  }
  onRound(follow);
}
