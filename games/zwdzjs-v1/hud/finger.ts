import { addElement } from "../../kit/controls.ts";

/** The picture of a gloved hand, whose fingertip is its place. */
const HAND =
  `<svg viewBox="0 0 56 68" aria-hidden="true"><path d="M14 9a6 6 0 0 1 12 0v18l12 2c8 1.4 12 6 11 14l-2 13c-.8 5-4 8-9 8H25c-4 0-7-2-9-5L6 43c-3-5 3-10 8-6z" fill="#fffdf4" stroke="#4a3114" stroke-width="4" stroke-linejoin="round"/><path d="M27 29v9M34 31v8M41 33v7" fill="none" stroke="#4a3114" stroke-width="3" stroke-linecap="round"/></svg>`;

/** The hand that shows a beginner what to press next. */
export class Finger {
  #hand: HTMLElement;
  #shown = "";

  constructor(frame: HTMLElement) {
    this.#hand = addElement("div", "finger", frame);
    this.#hand.innerHTML = HAND;
    this.#hand.hidden = true;
  }

  /** Points at a place in the window in CSS pixels, or hides the hand. */
  pointAt(place: { readonly x: number; readonly y: number } | undefined): void {
    const shown = place ? `translate(${Math.round(place.x)}px, ${Math.round(place.y)}px)` : "";
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#hand.hidden = !place;
    this.#hand.style.transform = shown;
  }
}
