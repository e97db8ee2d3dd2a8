// What the printed sheets have in common.

import { addElement, addText } from "../../kit/controls.ts";
import { say, type Text } from "../../kit/language.ts";
import type { Question } from "../scenes/scene.ts";
import { WORDS } from "../words.ts";
import { MARK } from "./mark.ts";

/** Adds the head of a sheet. */
export function addPaperHead(place: HTMLElement, title: Text): HTMLElement {
  const head = addElement("header", "handout-head", place);
  head.innerHTML = MARK;
  addText(head, "h1", WORDS.name);
  addText(head, "p", title);
  return head;
}

/** Adds a question with boxes to tick. */
export function addQuestion(
  place: HTMLElement,
  { text, choices }: Question,
  number = "",
): void {
  const question = addElement("div", "handout-question", place);
  addElement("p", "", question).textContent = `${number}${say(text)}`;
  const list = addElement("ul", "handout-choices", question);
  for (const { label } of choices) {
    addElement("li", "", list).textContent = `☐ ${say(label)}`;
  }
}
