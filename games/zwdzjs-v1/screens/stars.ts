import { addElement } from "../kit/controls.ts";
import { icon } from "../kit/icons.ts";

/** Three stars, so many of them gold. */
export function addStars(parent: Element, count: number): HTMLElement {
  const row = addElement("span", "stars", parent);
  row.setAttribute("aria-hidden", "true");
  for (let at = 0; at < 3; at++) {
    const star = addElement("i", at < count ? "star gold" : "star", row);
    star.innerHTML = icon("star");
  }
  return row;
}
