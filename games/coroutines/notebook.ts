// The learner's progress, stored on the device.

import { openProgress, type Progress } from "./progress.ts";

/** The learner's scene, and the answered questions. */
export class Notebook {
  readonly #save: ReturnType<typeof openProgress>;
  #progress: Progress;

  /** @param sceneIds the ids of all scenes */
  constructor(sceneIds: readonly string[]) {
    this.#save = openProgress(sceneIds);
    this.#progress = this.#save.load();
  }

  /** The id of the learner's last scene. */
  get scene(): string {
    return this.#progress.scene;
  }

  /** Whether the learner has answered a scene's question correctly. */
  isSolved(sceneId: string): boolean {
    return this.#progress.solved.includes(sceneId);
  }

  /** Records the learner's scene. */
  enter(sceneId: string): void {
    this.#keep({ ...this.#progress, scene: sceneId });
  }

  /** Records a correct answer to a scene's question. */
  solve(sceneId: string): void {
    if (this.isSolved(sceneId)) return;
    this.#keep({ ...this.#progress, solved: [...this.#progress.solved, sceneId] });
  }

  #keep(progress: Progress): void {
    this.#progress = progress;
    this.#save.store(progress);
  }
}
