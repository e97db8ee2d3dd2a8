// Words over a game: large ones for a moment, and a hint that stays until it is followed.

import { addElement } from "./controls.ts";
import { bindText, refreshTexts, say, type Text } from "./language.ts";

/** The options of a large text. */
export type Shout = {
  readonly values?: Readonly<Record<string, string | number>>;
  /** Gives the banner the class of that name. @default false */
  readonly danger?: boolean;
  /** Stands before the words. */
  readonly picture?: HTMLElement;
};

/** Long enough for a banner to come, be read, and go. */
const BANNER_MS = 2600;

/** The banner and the hint of one game; its own style says how they look. */
export class Notices {
  #banner: HTMLElement;
  #hint: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hinted: Text | undefined;
  #announce: (message: string) => void;

  /** @param announce tells a screen reader */
  constructor(place: HTMLElement, announce: (message: string) => void) {
    this.#announce = announce;
    this.#hint = addElement("p", "hint", place);
    this.#hint.hidden = true;
    bindText(this.#hint, () => this.#hinted ? say(this.#hinted) : "");
    this.#banner = addElement("p", "banner", place);
    this.#banner.hidden = true;
  }

  /** Whether a hint is to be seen. */
  get hints(): boolean {
    return this.#hinted !== undefined;
  }

  /** Shows large words for a moment. */
  shout(text: Text, { values = {}, danger = false, picture }: Shout = {}): void {
    clearTimeout(this.#timer);
    this.#banner.hidden = true;
    // Reading the layout between the two makes the animation start over.
    void this.#banner.offsetWidth;
    this.#banner.classList.toggle("danger", danger);
    this.#banner.textContent = say(text, values);
    if (picture) this.#banner.prepend(picture);
    this.#banner.hidden = false;
    this.#announce(say(text, values));
    this.#timer = setTimeout(() => this.#banner.hidden = true, BANNER_MS);
  }

  /** Shows what to do next, until there is something else to do. */
  hint(text: Text | undefined): void {
    if (text === this.#hinted) return;
    this.#hinted = text;
    this.#hint.hidden = !text;
    refreshTexts();
    if (text) this.#announce(say(text));
  }

  /** Takes everything away. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#banner.hidden = true;
    this.hint(undefined);
  }
}
