/** A page sends once a second, and a browser may have several open. */
const PER_SECOND = 3;
const AT_ONCE = 6;

/** The most players whose pace is known; the one who has sent nothing for longest is forgotten. */
const MAX_PLAYERS = 10_000;

/** Holds each player to so many requests a second. */
export class ScorePace {
  readonly #left = new Map<string, { count: number; sinceMs: number }>();
  readonly #now: () => number;

  /** @param now a clock that never jumps, in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Whether a player may send now; a request that may is counted. */
  admits(playerId: string): boolean {
    const nowMs = this.#now();
    const { count = AT_ONCE, sinceMs = nowMs } = this.#left.get(playerId) ?? {};
    const left = Math.min(AT_ONCE, count + (nowMs - sinceMs) * PER_SECOND / 1000);
    const isAdmitted = left >= 1;
    this.#left.delete(playerId);
    this.#left.set(playerId, { count: isAdmitted ? left - 1 : left, sinceMs: nowMs });
    if (this.#left.size > MAX_PLAYERS) this.#left.delete(this.#left.keys().next().value!);
    return isAdmitted;
  }
}
