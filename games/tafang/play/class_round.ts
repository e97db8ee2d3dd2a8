// The rounds of the class: everybody defends the same road against the same waves, from the same moment on.

import { followRounds } from "../../kit/class_rounds.ts";
import type { Round } from "../../kit/classroom.ts";
import type { Session } from "./session.ts";

/** What a round does to the game. */
export interface RoundParts {
  /** The game that is played; undefined for none. */
  readonly session: () => Session | undefined;
  /** Leaves all screens and whatever is played, and begins the arena of a round's seed. */
  readonly onBegin: (seed: number) => void;
  /** Leaves all screens, because the arena ends. */
  readonly onEnd: () => void;
}

/** Plays the rounds. The host counts down to each, and says that it is over. */
export class ClassRounds {
  #parts: RoundParts;
  #current: Round | undefined;

  constructor(parts: RoundParts) {
    this.#parts = parts;
  }

  /** The round that is on. */
  get current(): Round | undefined {
    return this.#current;
  }

  /** Begins the round again, for a player who has left it; without one nothing happens. */
  join(): void {
    if (this.#current) this.#parts.onBegin(this.#current.seed);
  }

  /** Follows the host from now on. */
  follow(): void {
    followRounds({
      start: (round) => {
        this.#current = round;
        this.#parts.onBegin(round.seed);
      },
      end: () => {
        this.#current = undefined;
        const session = this.#parts.session();
        if (!session?.isRound || session.game.outcome !== "running") return;
        this.#parts.onEnd();
        session.act({ do: "stop" });
      },
    });
  }
}
