// The questions: which one is on the page, and what becomes of its answers.

import { reportScore } from "../kit/classroom.ts";
import type { Screens } from "../kit/screens.ts";
import type { Experiment } from "./experiment.ts";
import { isRight, type Notebook } from "./notebook.ts";
import type { SetUp } from "./scenes/scene.ts";
import { SCENES } from "./scenes/scenes.ts";
import { addAnswersButton, type AnswersParts, openAnswers } from "./view/answers.ts";
import type { Page } from "./view/page.ts";
import { QuestionView } from "./view/question.ts";
import { markSolved } from "./view/tabs.ts";

/** The parts of the lab that questions need. */
export type QuizParts = {
  readonly page: Page;
  readonly screens: Screens;
  readonly notebook: Notebook;
  /** Starts a run that answers the question at its end. */
  readonly onTry: (setUp: SetUp) => void;
  /** Called when a run begins or ceases to answer a question. */
  readonly onAsked: () => void;
  readonly onScene: (index: number) => void;
  /** Called after all answers have been forgotten. */
  readonly onForget: () => void;
};

/** Asks the questions of the scene on the stage. */
export class Quiz {
  readonly #parts: QuizParts;
  readonly #view: QuestionView;
  readonly #answers: AnswersParts;
  readonly #count: () => void;
  #experiment: Experiment | undefined;
  #at = 0;
  #isAsked = false;

  constructor(parts: QuizParts) {
    this.#parts = parts;
    this.#view = new QuestionView(parts.page.question);
    this.#answers = parts;
    this.#count = addAnswersButton(parts.page.answers, this.#answers);
  }

  /** Shows the first question of a scene that has no right answer yet. */
  open(experiment: Experiment): void {
    this.#experiment = experiment;
    const { id, questions } = experiment.scene;
    const { notebook } = this.#parts;
    const open = questions.findIndex((one) => !isRight(notebook.markOf(id, one.id)));
    this.#show(Math.max(0, open));
    this.#showCount();
  }

  /** Drops a question whose run the learner has left. */
  abandon(): void {
    if (this.#isAsked) this.#view.abandon();
    this.#setAsked(false);
  }

  /** Judges the choice, at the end of its run. Returns whether there was one to judge. */
  judge(): boolean {
    if (!this.#isAsked) return false;
    this.#setAsked(false);
    const { scene } = this.#experiment!;
    const { notebook } = this.#parts;
    const question = scene.questions[this.#at]!;
    const before = notebook.tally;
    const wasRight = this.#view.judge(this.#experiment!.findAnswer(question));
    notebook.answer(scene.id, question.id, wasRight);
    this.#view.mark(this.#marks);
    const { all, first, right } = notebook.tally;
    reportScore(first, { best: "high" });
    this.#showCount();
    if (right === all && before.right < all) openAnswers(this.#answers);
    return true;
  }

  /** Whether the end of this run answers the question. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  #setAsked(isAsked: boolean): void {
    this.#isAsked = isAsked;
    this.#parts.onAsked();
  }

  get #marks() {
    const { id, questions } = this.#experiment!.scene;
    return questions.map((one) => this.#parts.notebook.markOf(id, one.id));
  }

  #showCount(): void {
    this.#count();
    const { page, notebook } = this.#parts;
    markSolved(page, (index) => notebook.isSolved(SCENES[index]!.id));
  }

  #show(at: number): void {
    this.#at = at;
    this.#setAsked(false);
    const question = this.#experiment!.scene.questions[at]!;
    this.#view.load({
      question,
      at,
      marks: this.#marks,
      onOpen: (other) => this.#show(other),
      onCheck: (choice) => {
        this.#parts.onTry(question.setUp(choice));
        this.#setAsked(true);
      },
    });
  }
}
