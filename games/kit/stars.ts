// Three stars, as many of them gold as were earned.

import { addElement } from "./controls.ts";
import { icon } from "./icons.ts";

/** Adds the row, without a text: a screen reader is told elsewhere. */
export function addStars(parent: Element, count: number): HTMLElement {
  const row = addElement("span", "stars", parent);
  row.setAttribute("aria-hidden", "true");
  for (let at = 0; at < 3; at++) {
    const star = addElement("i", at < count ? "star gold" : "star", row);
    star.innerHTML = icon("star");
  }
  return row;
}
