import type { Text } from "../../cli/language.ts";
import {
  announceRound,
  endRound,
  holdRound,
  isOn,
  putAwayRound,
  resumeRound,
  type Round,
  type WantedRound,
} from "./round.ts";

/** One thing that the class does: a game, or eyes to the front. */
export type Step =
  & (
    | { readonly gameId: string; readonly front?: undefined }
    | { readonly front: Text; readonly gameId?: undefined }
  )
  & {
    /** How long, in milliseconds; null until the operator ends it. */
    readonly forMs: number | null;
  };

/** What the operator has ordered besides the published game. It is passed between hosts as JSON. */
export interface LessonState {
  /** The words on the cover of all pages; null while the pages are open. */
  readonly front: Text | null;
  /** The queue: the first step is on. Empty without a queue. */
  readonly steps: readonly Step[];
  /** When the first step ends, in milliseconds since 1970; null while its time stands still, or where it has none. */
  readonly endsMs: number | null;
  /** What is left of the first step while its time stands still, in milliseconds. */
  readonly leftMs: number | null;
  /** The round that is on, or was on last; null before the first one. */
  readonly round: Round | null;
}

/** A class that plays the published game, for as long as it takes. */
export const OPEN: LessonState = {
  front: null,
  steps: [],
  endsMs: null,
  leftMs: null,
  round: null,
};

/** The usual words on the cover. */
export const EYES_FRONT: Text = { en: "Eyes to the front", zh: "请看前面" };

/** The words on the cover after the last game of a queue. */
export const TIME_UP: Text = { en: "Time is up", zh: "时间到" };

/** Covers all pages. The time of a game and of a round stands still meanwhile. */
export function cover(before: LessonState, front: Text, nowMs: number): LessonState {
  const state = { ...before, front, round: holdRound(before.round, nowMs) };
  if (before.front || state.endsMs === null) return state;
  return { ...state, endsMs: null, leftMs: Math.max(0, state.endsMs - nowMs) };
}

/** Uncovers the pages: the time goes on, or the next step begins where the cover itself was one. */
export function uncover(state: LessonState, nowMs: number): LessonState {
  if (state.steps[0]?.front) return nextStep(state, nowMs);
  const { steps, leftMs } = state;
  const endsMs = leftMs === null ? state.endsMs : nowMs + leftMs;
  return { front: null, steps, endsMs, leftMs: null, round: resumeRound(state.round, nowMs) };
}

/**
 * Begins a queue. A cover that the operator has put up by hand stays until they lift it, and the time stands still as
 * long.
 */
export function startSteps(
  before: LessonState,
  steps: readonly Step[],
  nowMs: number,
): LessonState {
  const { front } = before;
  const [first] = steps;
  const isByHand = front !== null && !before.steps[0]?.front;
  const begun = begin(before, steps, nowMs);
  return isByHand && first && !first.front
    ? { ...begun, front, endsMs: null, leftMs: first.forMs }
    : begun;
}

/** Goes on to the next step. After a game that is the last one, eyes go to the front. */
export function nextStep(state: LessonState, nowMs: number): LessonState {
  const [ended, ...rest] = state.steps;
  if (rest.length > 0) return begin(state, rest, nowMs);
  const round = endRound(state.round, nowMs);
  return ended && !ended.front ? { ...OPEN, front: TIME_UP, round } : { ...OPEN, round };
}

/** Ends the queue; what is on stays. */
export function endQueue({ front, round }: LessonState): LessonState {
  return { ...OPEN, front, round };
}

/** Announces a round of a game, and uncovers the pages for it. */
export function startRound(
  state: LessonState,
  wanted: WantedRound,
  nowMs: number,
): LessonState {
  return {
    ...uncover(state, nowMs),
    round: announceRound(state.round, { ...wanted, nowMs }),
  };
}

/** Ends the round; its result stays on the wall until it is ended once more. */
export function stopRound(state: LessonState, nowMs: number): LessonState {
  const { round } = state;
  return { ...state, round: isOn(round) ? endRound(round, nowMs) : putAwayRound(round) };
}

/** Ends all that belongs to the game that was on: the queue, and the round with its result. */
export function leaveGame(state: LessonState): LessonState {
  return { ...endQueue(state), round: putAwayRound(state.round) };
}

function begin({ round }: LessonState, steps: readonly Step[], nowMs: number): LessonState {
  const [first] = steps;
  const { forMs = null, front = null } = first ?? {};
  // A last step without an end needs no queue.
  const isLast = steps.length <= 1 && forMs === null;
  return {
    front,
    steps: isLast ? [] : steps,
    endsMs: forMs === null ? null : nowMs + forMs,
    leftMs: null,
    round: first?.front
      ? endRound(round, nowMs)
      : first?.gameId === round?.gameId
      ? round
      : putAwayRound(round),
  };
}
