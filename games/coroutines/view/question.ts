// The question of a scene: choose, run, and see the answer.

import { addButton, addElement, addText } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import type { Question } from "../scenes/scene.ts";
import { WORDS } from "../words.ts";

/** The options of a question. */
export type QuestionOptions = {
  readonly question: Question;
  readonly isSolved: boolean;
  /** Starts the run of a choice. */
  readonly onCheck: (choice: string) => void;
  readonly onSkip: () => void;
};

/** Shows one question, a new one for each scene. */
export class QuestionView {
  readonly #place: HTMLElement;
  #choice: string | undefined;
  #verdict: HTMLElement | undefined;
  #buttons: HTMLElement | undefined;
  #options: QuestionOptions | undefined;

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  /** Shows a scene's question, unanswered. */
  load(options: QuestionOptions): void {
    this.#options = options;
    this.#choice = undefined;
    const place = this.#place;
    place.replaceChildren();
    const title = addText(place, "h2", WORDS.question);
    title.id = "question-title";
    if (options.isSolved) addText(place, "span", WORDS.solved).className = "solved";
    const group = addElement("fieldset", "choices", place);
    addText(group, "legend", options.question.text);
    const line = addElement("div", "choices-line", group);
    for (const { value, label } of options.question.choices) {
      const item = addElement("label", "answer", line);
      const input = addElement("input", "", item);
      input.type = "radio";
      input.name = "answer";
      input.value = value;
      input.addEventListener("change", () => this.#choose(value));
      addText(item, "span", label);
    }
    this.#buttons = addElement("div", "question-buttons", place);
    this.#verdict = addElement("div", "verdict", place);
    this.#verdict.setAttribute("role", "status");
    this.#offerCheck();
  }

  /** Judges the choice at the end of its run. */
  judge(answer: string): boolean {
    const { question } = this.#options!;
    const nameOf = (value: string | undefined) => {
      const choice = question.choices.find((choice) => choice.value === value);
      return choice ? say(choice.label) : "";
    };
    const isRight = answer === this.#choice;
    const chosen = this.#choice;
    const verdict = this.#verdict!;
    verdict.replaceChildren();
    verdict.dataset.right = String(isRight);
    addText(
      verdict,
      "p",
      () =>
        isRight
          ? say(WORDS.right, { answer: nameOf(answer) })
          : say(WORDS.wrong, { choice: nameOf(chosen), answer: nameOf(answer) }),
    ).className = "verdict-word";
    addText(verdict, "p", question.why);
    this.#offerCheck();
    return isRight;
  }

  /** Forgets the choice, because the learner left its run. */
  abandon(): void {
    this.#verdict?.replaceChildren();
    this.#offerCheck();
  }

  #choose(value: string): void {
    this.#choice = value;
    this.#verdict!.replaceChildren();
    delete this.#verdict!.dataset.right;
    this.#offerCheck();
  }

  #offerCheck(): void {
    const place = this.#buttons!;
    place.replaceChildren();
    const check = addButton(place, {
      label: WORDS.check,
      icon: "play",
      run: () => {
        this.#options!.onCheck(this.#choice!);
        this.#showRunning();
      },
    });
    check.classList.add("check-button");
    check.disabled = this.#choice === undefined;
  }

  #showRunning(): void {
    const verdict = this.#verdict!;
    delete verdict.dataset.right;
    verdict.replaceChildren();
    bindText(addElement("p", "verdict-wait", verdict), WORDS.checking);
    this.#buttons!.replaceChildren();
    addButton(this.#buttons!, { label: WORDS.skip, icon: "speed", run: this.#options!.onSkip })
      .classList.add("skip-button");
  }
}
