// What the lab prints: a handout of all runs, a class's worksheet, and its answers.

import { addButton, addElement } from "../kit/controls.ts";
import type { Experiment, Programs } from "./experiment.ts";
import { writeHandout } from "./handout.ts";
import { WORDS } from "./words.ts";
import { writeAnswerSheet, writeWorksheet } from "./worksheet.ts";

type Sheet = "handout" | "worksheet" | "answers";

/** Writes what is printed just before it is; the browser's own way to print gets the handout. */
export class Paper {
  #sheet: Sheet = "handout";

  constructor(experiments: readonly Experiment[], programs: Programs) {
    const place = addElement("div", "handout", document.body);
    addEventListener("beforeprint", () => {
      if (this.#sheet === "worksheet") writeWorksheet(place, programs);
      else if (this.#sheet === "answers") writeAnswerSheet(place, programs);
      else writeHandout(place, experiments, programs);
    });
    addEventListener("afterprint", () => this.#sheet = "handout");
  }

  /** Adds a button for each sheet. */
  addButtons(place: HTMLElement): void {
    const add = (sheet: Sheet, label: (typeof WORDS)[keyof typeof WORDS]) =>
      addButton(place, { label, run: () => this.#print(sheet) })
        .classList.add("print-button", `print-${sheet}`);
    add("handout", WORDS.print);
    add("worksheet", WORDS.printWorksheet);
    add("answers", WORDS.printAnswers);
  }

  #print(sheet: Sheet): void {
    this.#sheet = sheet;
    globalThis.print();
  }
}
