import { addElement } from "../kit/controls.ts";
import { say, type Text } from "../kit/language.ts";

const BANNER_MS = 2600;

/** The large words over the garden, and the small hint below. */
export class Notices {
  #banner: HTMLElement;
  #hint: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hinted: Text | undefined;
  #announce: (message: string) => void;

  constructor(place: HTMLElement, announce: (message: string) => void) {
    this.#announce = announce;
    this.#hint = addElement("p", "hint", place);
    this.#hint.hidden = true;
    this.#banner = addElement("p", "banner", place);
    this.#banner.hidden = true;
  }

  /** Shows large words for a moment. */
  shout(text: Text, values: Readonly<Record<string, string | number>> = {}): void {
    clearTimeout(this.#timer);
    this.#banner.hidden = true;
    void this.#banner.offsetWidth;
    this.#banner.textContent = say(text, values);
    this.#banner.hidden = false;
    this.#announce(say(text, values));
    this.#timer = setTimeout(() => this.#banner.hidden = true, BANNER_MS);
  }

  /** Shows what to do next, until there is something else to do. */
  hint(text: Text | undefined): void {
    if (text === this.#hinted) return;
    this.#hinted = text;
    this.#hint.hidden = !text;
    if (!text) return;
    this.#hint.textContent = say(text);
    this.#announce(say(text));
  }

  /** Takes everything away. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#banner.hidden = true;
    this.hint(undefined);
  }
}
