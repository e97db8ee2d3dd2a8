// What comes into sight when something happens there.

import { wantsCalmMotion } from "../../kit/motion.ts";
import type { Page } from "./page.ts";

/** From here on the stage is wide; as in the style. */
const WIDE_PX = 1000;

/** How the page may be scrolled. */
export function scrollBehaviour(): ScrollBehavior {
  return wantsCalmMotion() ? "auto" : "smooth";
}

/**
 * On a phone what moves may be out of sight: whoever runs the program wants to see its code, unless
 * they look at the time line.
 */
export function bringStage({ stage, timeline, code, controls }: Page): void {
  const isNarrow = innerWidth < WIDE_PX;
  const lowest = isNarrow ? controls.getBoundingClientRect().top : innerHeight;
  const isSeen = (part: HTMLElement) => {
    const { top, bottom } = part.getBoundingClientRect();
    return top >= 0 && bottom <= lowest;
  };
  const parts = isNarrow ? [code, timeline] : [stage];
  if (!parts.some(isSeen)) parts[0]!.scrollIntoView({ behavior: scrollBehaviour() });
}
