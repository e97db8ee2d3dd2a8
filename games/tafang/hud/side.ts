// The strip beside a board that lies on a low phone: no road leads through it, so words may stand there.

import type { Fit } from "../../kit/fit.ts";

/** Two words of a hint beside one another. */
const LEAST_SIDE_PX = 116;
/** A window as low as a phone that lies; a higher one has room for words below the board. */
const MOST_HEIGHT_PX = 480;

/** Tells the style how wide the strip is, and whether words fit into it. */
export function markSide(place: HTMLElement, { left }: Fit): void {
  place.style.setProperty("--side", `${Math.floor(left)}px`);
  place.classList.toggle("sided", left >= LEAST_SIDE_PX && innerHeight <= MOST_HEIGHT_PX);
}
