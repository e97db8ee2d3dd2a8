// A round of the class: everybody defends the same road against the same waves, from the same moment on.

import { onRound, type Round } from "../../kit/classroom.ts";

/** What a round does to the game. */
export interface RoundActions {
  /** Called when the round is known but has not begun, each second, with the seconds left. */
  readonly onWait: (seconds: number) => void;
  /** Called when it begins; the seed is the arena's. */
  readonly onBegin: (seed: number) => void;
  /** Called when it is over, by its time or by the operator. */
  readonly onOver: (seed: number) => void;
}

/** The time, handed in so that tests need not wait. */
export interface RoundClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back after a delay; what it returns cancels that. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
}

const PAGE_CLOCK: RoundClock = {
  now: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Follows the host's rounds for as long as the page lives. */
export function followRounds(actions: RoundActions, clock = PAGE_CLOCK): void {
  let cancel: () => void = () => {};
  let begun: { number: number; seed: number } | undefined;

  function end(): void {
    if (begun) actions.onOver(begun.seed);
    begun = undefined;
  }

  function follow(round: Round): void {
    const now = clock.now();
    if (round.endsAt !== null && now >= round.endsAt) {
      end();
      return;
    }
    if (now < round.startsAt) {
      actions.onWait(Math.ceil((round.startsAt - now) / 1000));
      cancel = clock.after(Math.min(1000, round.startsAt - now), () => follow(round));
      return;
    }
    if (begun?.number !== round.number || begun.seed !== round.seed) {
      begun = { number: round.number, seed: round.seed };
      actions.onBegin(round.seed);
    }
    if (round.endsAt !== null) cancel = clock.after(round.endsAt - now, () => follow(round));
  }

  onRound((round) => {
    cancel();
    if (round) follow(round);
    else end();
  });
}
