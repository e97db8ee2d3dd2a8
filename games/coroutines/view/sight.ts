// What comes into sight when something happens there.

import { wantsCalmMotion } from "../../kit/motion.ts";
import type { Page } from "./page.ts";

/** From here on the stage is wide; as in the style. */
const WIDE_PX = 1000;

/** How the page may be scrolled. */
export function scrollBehaviour(): ScrollBehavior {
  return wantsCalmMotion() ? "auto" : "smooth";
}

/** On a phone what moves may be below the edge: that is what a learner who presses "run" wants to see. */
export function bringStage({ stage, timeline, code }: Page): void {
  const isNarrow = innerWidth < WIDE_PX;
  const first = isNarrow ? timeline : stage;
  const last = isNarrow ? code : stage;
  const isSeen = first.getBoundingClientRect().top >= 0 &&
    last.getBoundingClientRect().bottom <= innerHeight;
  if (!isSeen) first.scrollIntoView({ behavior: scrollBehaviour() });
}
