/** A round that is on, in this device's own time. */
export interface HeardRound {
  readonly number: number;
  readonly seed: number;
  /** When it starts, in milliseconds on this device's `Date.now()`. */
  readonly startsAt: number;
  /** When it ends, in the same clock; null where it has no end. */
  readonly endsAt: number | null;
  /** Whether its time stands still, because the pages are covered. */
  readonly isHeld: boolean;
}

/** The same as the host tells it, in the host's time. */
interface ToldRound extends Pick<HeardRound, "number" | "seed" | "isHeld"> {
  readonly startsMs: number;
  readonly endsMs: number | null;
  /** The host's time when it told it. */
  readonly nowMs: number;
}

/** A question whose answer took no longer, in milliseconds, tells the time well enough. */
const GOOD_TRIP_MS = 40;
const MAX_QUESTIONS = 4;

/**
 * Turns what the host tells of rounds into this device's time. A tablet's clock may be wrong by minutes, and a message
 * may come late, so the host is asked for its time when a round is announced.
 *
 * @param hear takes what was told, in the order in which it was told; null where no round is on
 * @returns takes a message of the host, as JSON
 */
export function hearRounds(hear: (round: HeardRound | null) => void): (message: string) => void {
  let asked = 0;
  let aheadMs = 0;
  let turn = Promise.resolve();
  const take = async (message: string) => {
    const told: ToldRound | null = JSON.parse(message);
    if (!told) return hear(null);
    const { number, seed, startsMs, endsMs, isHeld, nowMs } = told;
    if (asked !== number) {
      // Without an answer the message itself tells the time: it came a moment ago.
      aheadMs = await measureAhead() ?? nowMs - Date.now();
      asked = number;
    }
    const endsAt = endsMs === null ? null : endsMs - aheadMs;
    hear({ number, seed, startsAt: startsMs - aheadMs, endsAt, isHeld });
  };
  return (message) => turn = turn.then(() => take(message));
}

/** Measures how far the host's clock is ahead of this device's, in milliseconds; undefined without an answer. */
async function measureAhead(): Promise<number | undefined> {
  let best: { tripMs: number; aheadMs: number } | undefined;
  for (let count = 0; count < MAX_QUESTIONS && (best?.tripMs ?? Infinity) > GOOD_TRIP_MS; count++) {
    const sentMs = Date.now();
    const answer = await fetch("/.coplay/clock").then((it) => it.text()).catch(() => undefined);
    if (answer === undefined) return best?.aheadMs;
    const tripMs = Date.now() - sentMs;
    // The answer was given about half way.
    const aheadMs = Math.round(Number(answer) - (sentMs + tripMs / 2));
    if (tripMs < (best?.tripMs ?? Infinity)) best = { tripMs, aheadMs };
  }
  return best?.aheadMs;
}
