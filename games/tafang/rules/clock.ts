// The time of the rules: whole steps, so that a game is the same on every machine.

/** The rate of steps. Thirty a second cost half of sixty; the view draws between two steps. */
export const STEPS_PER_SECOND = 30;

/** The length of a step in milliseconds. */
export const STEP_MS = 1000 / STEPS_PER_SECOND;

/** @returns the number of steps nearest to `seconds` */
export function toSteps(seconds: number): number {
  return Math.round(seconds * STEPS_PER_SECOND);
}
