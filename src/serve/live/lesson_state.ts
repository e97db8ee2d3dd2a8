import type { Text } from "../../cli/language.ts";

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
}

/** A class that plays the published game, for as long as it takes. */
export const OPEN: LessonState = { front: null, steps: [], endsMs: null, leftMs: null };

/** The usual words on the cover. */
export const EYES_FRONT: Text = { en: "Eyes to the front", zh: "请看前面" };

/** The words on the cover after the last game of a queue. */
export const TIME_UP: Text = { en: "Time is up", zh: "时间到" };

/** Covers all pages. The time of a game stands still meanwhile. */
export function cover(state: LessonState, front: Text, nowMs: number): LessonState {
  if (state.front || state.endsMs === null) return { ...state, front };
  return { ...state, front, endsMs: null, leftMs: Math.max(0, state.endsMs - nowMs) };
}

/** Uncovers the pages: the time goes on, or the next step begins where the cover itself was one. */
export function uncover(state: LessonState, nowMs: number): LessonState {
  if (state.steps[0]?.front) return nextStep(state, nowMs);
  const { steps, leftMs } = state;
  return { front: null, steps, endsMs: leftMs === null ? null : nowMs + leftMs, leftMs: null };
}

/**
 * Begins a queue. A cover that the operator has put up by hand stays until they lift it, and the time stands still as
 * long.
 */
export function startSteps(
  { front, steps: before }: LessonState,
  steps: readonly Step[],
  nowMs: number,
): LessonState {
  const [first] = steps;
  const isByHand = front !== null && !before[0]?.front;
  const begun = begin(steps, nowMs);
  return isByHand && first && !first.front
    ? { ...begun, front, endsMs: null, leftMs: first.forMs }
    : begun;
}

/** Goes on to the next step. After a game that is the last one, eyes go to the front. */
export function nextStep({ steps }: LessonState, nowMs: number): LessonState {
  const [ended, ...rest] = steps;
  if (rest.length > 0) return begin(rest, nowMs);
  return ended && !ended.front ? { ...OPEN, front: TIME_UP } : OPEN;
}

/** Ends the queue; what is on stays. */
export function endQueue({ front }: LessonState): LessonState {
  return { ...OPEN, front };
}

function begin(steps: readonly Step[], nowMs: number): LessonState {
  const [first] = steps;
  const { forMs = null, front = null } = first ?? {};
  // A last step without an end needs no queue.
  const isLast = steps.length <= 1 && forMs === null;
  return {
    front,
    steps: isLast ? [] : steps,
    endsMs: forMs === null ? null : nowMs + forMs,
    leftMs: null,
  };
}
