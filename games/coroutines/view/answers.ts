// The answers at a glance: a button that counts them, and a screen of all questions.

import { addButton, addElement, addText } from "../../kit/controls.ts";
import { bindText, refreshTexts, say } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import type { Notebook } from "../notebook.ts";
import { SCENES } from "../scenes/scenes.ts";
import { WORDS } from "../words.ts";
import { wordOf } from "./question.ts";

/** The parts of the lab that the answers need. */
export type AnswersParts = {
  readonly screens: Screens;
  readonly notebook: Notebook;
  /** Opens a scene. */
  readonly onScene: (index: number) => void;
  /** Called after all answers have been forgotten. */
  readonly onForget: () => void;
};

/** Adds the button that counts the answers and opens them. Returns a function that counts anew. */
export function addAnswersButton(place: HTMLElement, parts: AnswersParts): () => void {
  const button = addElement("button", "button answers-button", place);
  button.type = "button";
  const count = addElement("span", "", button);
  bindText(count, () => say(WORDS.answersShort, parts.notebook.tally));
  bindText(button, () => {
    const { all, right } = parts.notebook.tally;
    return `${say(WORDS.answers)} ${say(WORDS.answersShort, { all, right })}`;
  }, "aria-label");
  bindText(button, WORDS.answers, "title");
  button.addEventListener("click", () => openAnswers(parts));
  return refreshTexts;
}

/** Opens the screen of all questions. */
export function openAnswers(parts: AnswersParts): void {
  const { screens, notebook } = parts;
  screens.open({
    id: "answers",
    title: WORDS.answers,
    build(panel) {
      addText(panel, "p", () => {
        const { all, first, right } = notebook.tally;
        return say(right === all ? WORDS.answersDone : WORDS.answersLine, { all, first, right });
      }).className = "answers-line";
      const list = addElement("ul", "answers-list", panel);
      for (const index of SCENES.keys()) addScene(list, index, parts);
      if (notebook.tally.right > 0) addForget(panel, parts);
    },
  });
}

function addScene(list: HTMLElement, index: number, parts: AnswersParts): void {
  const { id, title, questions } = SCENES[index]!;
  const button = addElement("button", "answers-scene", addElement("li", "", list));
  button.type = "button";
  addElement("span", "tab-number", button).textContent = String(index + 1);
  addText(button, "span", title).className = "answers-title";
  const marks = addElement("span", "answers-marks", button);
  for (const question of questions) {
    const mark = parts.notebook.markOf(id, question.id);
    const sign = addElement("span", `question-mark mark-${mark ?? "open"}`, marks);
    sign.setAttribute("role", "img");
    bindText(sign, wordOf(mark), "aria-label");
  }
  button.addEventListener("click", () => {
    parts.screens.closeAll();
    parts.onScene(index);
  });
}

/** Forgets all answers at the second press. */
function addForget(place: HTMLElement, { screens, notebook, onForget }: AnswersParts): void {
  let isSure = false;
  const label = () =>
    isSure ? say(WORDS.forgetSure, { right: notebook.tally.right }) : say(WORDS.forgetAnswers);
  addButton(place, {
    label,
    icon: "restart",
    run: () => {
      if (!isSure) {
        isSure = true;
        return refreshTexts();
      }
      notebook.startOver();
      screens.closeAll();
      onForget();
    },
  }).classList.add("forget-button");
}
