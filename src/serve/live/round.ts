/**
 * A round of the class: everybody plays one game from one seed, from one moment on. It is passed between hosts as
 * JSON; its times are milliseconds since 1970.
 */
export interface Round {
  /** Counts the rounds of this run, from 1. */
  readonly number: number;
  readonly gameId: string;
  /** A whole number from 0 to below 2^32. */
  readonly seed: number;
  /** The count-down before it, in milliseconds. */
  readonly countDownMs: number;
  /** When it starts. */
  readonly startsMs: number;
  /** How long it lasts, in milliseconds; null until the operator ends it. */
  readonly forMs: number | null;
  /** When it ends, not counting a hold that goes on; null where it has no end. */
  readonly endsMs: number | null;
  /** Since when its time stands still, because the pages are covered; null while it runs. */
  readonly heldMs: number | null;
  /** Whether it goes on, is over with its result on the wall, or is over and put away. */
  readonly phase: "on" | "over" | "away";
}

/** What a round is made of. */
export type WantedRound = Pick<Round, "gameId" | "seed" | "forMs" | "countDownMs">;

/** Announces the round after another. */
export function announceRound(
  before: Round | null,
  { nowMs, ...wanted }: WantedRound & { readonly nowMs: number },
): Round {
  return countDown({ ...wanted, number: (before?.number ?? 0) + 1 }, nowMs);
}

/** Whether a round is announced or being played. */
export function isOn(round: Round | null): round is Round & { readonly phase: "on" } {
  return round?.phase === "on";
}

/** When the round ends by itself; null where it does not, or not yet. */
export function roundDueMs(round: Round | null): number | null {
  return isOn(round) && round.heldMs === null ? round.endsMs : null;
}

/** Lets the round's time stand still. */
export function holdRound(round: Round | null, nowMs: number): Round | null {
  return isOn(round) && round.heldMs === null ? { ...round, heldMs: nowMs } : round;
}

/** Lets the round's time go on; one that had not started counts down anew. */
export function resumeRound(round: Round | null, nowMs: number): Round | null {
  if (!isOn(round) || round.heldMs === null) return round;
  const { heldMs, startsMs, endsMs } = round;
  if (heldMs < startsMs) return countDown(round, nowMs);
  return { ...round, endsMs: endsMs === null ? null : endsMs + nowMs - heldMs, heldMs: null };
}

/** Ends a round. Its result stays on the wall, unless it had not started. */
export function endRound(round: Round | null, nowMs: number): Round | null {
  if (!isOn(round)) return round;
  const hasStarted = (round.heldMs ?? nowMs) >= round.startsMs;
  return { ...round, heldMs: null, phase: hasStarted ? "over" : "away" };
}

/** Ends a round and takes its result off the wall. */
export function putAwayRound(round: Round | null): Round | null {
  return round && { ...round, heldMs: null, phase: "away" };
}

/** Moves the times of a round to another clock. */
export function shiftRound(round: Round | null, byMs: number): Round | null {
  const move = (atMs: number | null) => atMs === null ? null : atMs + byMs;
  return round && {
    ...round,
    startsMs: round.startsMs + byMs,
    endsMs: move(round.endsMs),
    heldMs: move(round.heldMs),
  };
}

function countDown(
  { number, gameId, seed, forMs, countDownMs }: WantedRound & Pick<Round, "number">,
  nowMs: number,
): Round {
  const startsMs = nowMs + countDownMs;
  const endsMs = forMs === null ? null : startsMs + forMs;
  return { number, gameId, seed, forMs, countDownMs, startsMs, endsMs, heldMs: null, phase: "on" };
}
