// Scrolls to the parts of the page where something happens.

import { wantsCalmMotion } from "../../kit/motion.ts";
import type { Page } from "./page.ts";

/** The width from which the stage is wide, as in the style. */
const WIDE_PX = 1000;

/** The way in which the page may scroll. */
export function scrollBehaviour(): ScrollBehavior {
  return wantsCalmMotion() ? "auto" : "smooth";
}

/** Another scene is read from its title on: scrolls up to it where it is out of sight. */
export function bringTitle({ title }: Page): void {
  if (title.getBoundingClientRect().top < 0) scrollTo({ top: 0, behavior: scrollBehaviour() });
}

/** On a phone, the moving parts may be out of sight: scrolls to the code, unless the learner looks at the time line. */
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
