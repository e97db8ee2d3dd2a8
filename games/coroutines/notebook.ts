// What the learner has done, kept on the device.

import { openProgress, type Progress } from "./progress.ts";

/** The scene the learner is in, and the questions that are answered. */
export class Notebook {
  readonly #save: ReturnType<typeof openProgress>;
  #progress: Progress;

  /** @param sceneIds of all scenes */
  constructor(sceneIds: readonly string[]) {
    this.#save = openProgress(sceneIds);
    this.#progress = this.#save.load();
  }

  /** The ID of the scene the learner was in last. */
  get scene(): string {
    return this.#progress.scene;
  }

  /** Whether the question of a scene has been answered rightly. */
  isSolved(sceneId: string): boolean {
    return this.#progress.solved.includes(sceneId);
  }

  /** Remembers that the learner is in a scene. */
  enter(sceneId: string): void {
    this.#keep({ ...this.#progress, scene: sceneId });
  }

  /** Remembers that the question of a scene has been answered rightly. */
  solve(sceneId: string): void {
    if (this.isSolved(sceneId)) return;
    this.#keep({ ...this.#progress, solved: [...this.#progress.solved, sceneId] });
  }

  #keep(progress: Progress): void {
    this.#progress = progress;
    this.#save.store(progress);
  }
}
