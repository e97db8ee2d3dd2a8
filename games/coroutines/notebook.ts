// The learner's progress, stored on the device.

import type { SaveStorage } from "../kit/save.ts";
import type { Drafts } from "./experiment.ts";
import {
  type Contents,
  type Mark,
  nameOf,
  namesOf,
  openProgress,
  type Progress,
} from "./progress.ts";

/** How many questions there are, and how they stand. */
export type Tally = {
  readonly all: number;
  /** Right at the first guess. */
  readonly first: number;
  /** Right at any guess. */
  readonly right: number;
};

/** The learner's scene, and the answered questions. */
export class Notebook {
  readonly #contents: Contents;
  readonly #save: ReturnType<typeof openProgress>;
  #progress: Progress;

  constructor(contents: Contents, storage?: SaveStorage) {
    this.#contents = contents;
    this.#save = openProgress(contents, storage);
    this.#progress = this.#save.load();
  }

  /** The id of the learner's last scene. */
  get scene(): string {
    return this.#progress.scene;
  }

  /** How a question stands; undefined for one without an answer. */
  markOf(sceneId: string, questionId: string): Mark | undefined {
    return this.#progress.marks[nameOf(sceneId, questionId)];
  }

  /** Whether all questions of a scene have been answered right. */
  isSolved(sceneId: string): boolean {
    const { questions } = this.#contents.find(({ id }) => id === sceneId)!;
    return questions.every(({ id }) => isRight(this.markOf(sceneId, id)));
  }

  /** Counts all questions. */
  get tally(): Tally {
    const marks = namesOf(this.#contents).map((name) => this.#progress.marks[name]);
    return {
      all: marks.length,
      first: marks.filter((mark) => mark === "first").length,
      right: marks.filter(isRight).length,
    };
  }

  /** The learner's versions of programs. */
  readonly drafts: Drafts = {
    get: (variant) => this.#progress.drafts?.[variant],
    set: (variant, source) => this.#keepDrafts({ ...this.#progress.drafts, [variant]: source }),
    delete: (variant) => {
      const { [variant]: _gone, ...others } = this.#progress.drafts ?? {};
      this.#keepDrafts(others);
    },
  };

  /** Records the learner's scene. */
  enter(sceneId: string): void {
    this.#keep({ ...this.#progress, scene: sceneId });
  }

  /** Records an answer; one that was right stays right. */
  answer(sceneId: string, questionId: string, isRightNow: boolean): void {
    const before = this.markOf(sceneId, questionId);
    if (isRight(before)) return;
    const mark = !isRightNow ? "wrong" : before === undefined ? "first" : "later";
    const marks = { ...this.#progress.marks, [nameOf(sceneId, questionId)]: mark } as const;
    this.#keep({ ...this.#progress, marks });
  }

  /** Forgets all answers. */
  startOver(): void {
    this.#keep({ ...this.#progress, marks: {} });
  }

  #keepDrafts(drafts: Readonly<Record<string, string>>): void {
    this.#keep({ ...this.#progress, drafts });
  }

  #keep(progress: Progress): void {
    this.#progress = progress;
    this.#save.store(progress);
  }
}

/** Whether a mark stands for a right answer. */
export function isRight(mark: Mark | undefined): boolean {
  return mark === "first" || mark === "later";
}
