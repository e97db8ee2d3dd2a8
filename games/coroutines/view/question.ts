// The questions of a scene, one at a time: choose, run, and see the answer.

import { addButton, addElement, addText } from "../../kit/controls.ts";
import { bindText, say, type Text } from "../../kit/language.ts";
import type { Mark } from "../progress.ts";
import type { Question } from "../scenes/scene.ts";
import { WORDS } from "../words.ts";

/** How each of the scene's questions stands. */
export type Marks = readonly (Mark | undefined)[];

/** The options of a question. */
export type QuestionOptions = {
  readonly question: Question;
  /** Its index among the questions of the scene. */
  readonly at: number;
  readonly marks: Marks;
  /** Opens another question of the scene. */
  readonly onOpen: (at: number) => void;
  /** Starts the run of a choice. */
  readonly onCheck: (choice: string) => void;
};

/** The words for a mark. */
export function wordOf(mark: Mark | undefined): Text {
  if (mark === undefined) return WORDS.unanswered;
  return { first: WORDS.markFirst, later: WORDS.markLater, wrong: WORDS.markWrong }[mark];
}

/** Shows one question. */
export class QuestionView {
  readonly #place: HTMLElement;
  #choice: string | undefined;
  #marks: HTMLElement | undefined;
  #verdict: HTMLElement | undefined;
  #buttons: HTMLElement | undefined;
  #options: QuestionOptions | undefined;

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  /** Shows a question, unanswered. */
  load(options: QuestionOptions): void {
    this.#options = options;
    this.#choice = undefined;
    const place = this.#place;
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren();
    const head = addElement("div", "question-head", place);
    addText(head, "h2", WORDS.question);
    this.#marks = addElement("div", "question-marks", head);
    this.mark(options.marks);
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
    if (hadFocus) line.querySelector("input")!.focus({ preventScroll: true });
  }

  /** Shows how the questions of the scene stand, each as a button that opens it. */
  mark(marks: Marks): void {
    const { at: current, onOpen } = this.#options!;
    const place = this.#marks!;
    place.replaceChildren();
    for (const [at, mark] of marks.entries()) {
      const button = addElement("button", `question-mark mark-${mark ?? "open"}`, place);
      button.type = "button";
      button.textContent = String(at + 1);
      bindText(button, () => {
        const number = say(WORDS.questionOf, { n: at + 1, all: marks.length });
        return `${number}${say(WORDS.between)}${say(wordOf(mark))}`;
      }, "aria-label");
      if (at === current) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => onOpen(at));
    }
    this.#options = { ...this.#options!, marks };
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
          : say(question.runsDiffer ? WORDS.wrongOf : WORDS.wrong, {
            choice: nameOf(chosen),
            answer: nameOf(answer),
          }),
    ).className = "verdict-word";
    addText(verdict, "p", question.why);
    this.#offerCheck();
    this.#offerNext();
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
    this.#lock(false);
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

  #offerNext(): void {
    const { at, marks, onOpen } = this.#options!;
    if (at + 1 >= marks.length) return;
    addButton(this.#buttons!, {
      label: WORDS.nextQuestion,
      icon: "next",
      run: () => {
        onOpen(at + 1);
        this.#place.querySelector("input")!.focus({ preventScroll: true });
      },
    }).classList.add("next-question");
  }

  #showRunning(): void {
    const verdict = this.#verdict!;
    delete verdict.dataset.right;
    verdict.replaceChildren();
    bindText(addElement("p", "verdict-wait", verdict), WORDS.checking);
    this.#buttons!.replaceChildren();
    // Whoever has seen the answer run by may not guess anew.
    this.#lock(true);
  }

  #lock(isLocked: boolean): void {
    for (const input of this.#place.querySelectorAll("input")) input.disabled = isLocked;
  }
}
