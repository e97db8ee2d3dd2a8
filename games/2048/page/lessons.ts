// The lessons of a player's first game.

import type { Progress } from "../progress/progress.ts";
import type { Move } from "../rules/rules.ts";

/** The number of merges after which the third lesson is learnt. */
const MERGES_TO_LEARN = 4;

/** Counts what a player has done, and goes on to the next lesson once the current one is done. */
export function teachLessons(): (progress: Progress, move: Move) => Progress {
  let merges = 0;
  return (progress, move) => {
    if (move.gained > 0) merges++;
    let { lessons } = progress;
    if (lessons === 0) lessons++;
    // Whoever merges with the first swipe of all knows the second lesson, too.
    if (lessons === 1 && move.gained > 0) lessons++;
    else if (lessons === 2 && merges > MERGES_TO_LEARN) lessons++;
    return lessons === progress.lessons ? progress : { ...progress, lessons };
  };
}
