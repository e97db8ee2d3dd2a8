import type { Round } from "./host_side.ts";

/** The round of a page, and to which round a score belongs. */
export class PageRound {
  current: Round | null;
  #ending: Round | null = null;

  constructor(current: Round | null) {
    this.current = current;
  }

  /** The number of the round to which a score of this moment belongs; undefined where it belongs to none. */
  get number(): number | undefined {
    const round = this.current ?? this.#ending;
    return round && round.startsAt <= Date.now() ? round.number : undefined;
  }

  /** Sets the round and tells the game. What that reports while it is told of the end still is the round's. */
  set(next: Round | null, tell: () => void): void {
    this.#ending = next ? null : this.current;
    this.current = next;
    tell();
    this.#ending = null;
  }
}
