// Shows the output as it appears, and announces each line to screen readers.

import { addElement } from "../../kit/controls.ts";
import { bindText } from "../../kit/language.ts";
import { colourOf } from "./faces.ts";
import type { View } from "../trace/moment.ts";
import type { Print } from "../trace/recorder.ts";
import { WORDS } from "../words.ts";

/** Adds a line of output to a list. */
export function addPrint(list: HTMLElement, { actor, text, atMs }: Print, hasTime: boolean): void {
  const item = addElement("li", `printed ${colourOf(actor)}`, list);
  if (hasTime) addElement("span", "printed-at", item).textContent = String(Math.round(atMs));
  addElement("span", "", item).textContent = text;
}

/** The lines that a run has printed so far. */
export class OutputView {
  readonly #list: HTMLElement;
  readonly #empty: HTMLElement;
  #shown: readonly Print[] = [];

  constructor(parent: HTMLElement) {
    this.#empty = addElement("p", "no-output", parent);
    bindText(this.#empty, WORDS.noOutput);
    this.#list = addElement("ol", "output", parent);
    this.#list.setAttribute("role", "log");
    this.#list.setAttribute("aria-live", "polite");
    this.#list.tabIndex = 0;
    bindText(this.#list, WORDS.output, "aria-label");
  }

  /** Adds new lines and removes those after the current moment. */
  show({ output }: View, { hasTime }: { readonly hasTime: boolean }): void {
    const kept = output.findIndex((print, at) => print !== this.#shown[at]);
    const same = kept < 0 ? Math.min(output.length, this.#shown.length) : kept;
    while (this.#list.children.length > same) this.#list.lastElementChild!.remove();
    for (const print of output.slice(same)) addPrint(this.#list, print, hasTime);
    this.#shown = output;
    this.#empty.hidden = output.length > 0;
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}
