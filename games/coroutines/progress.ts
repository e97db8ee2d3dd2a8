// The stored progress: the last scene, and the answered questions.

import { openSave, type Save, type SaveStorage } from "../kit/save.ts";

/** The stored progress. */
export type Progress = {
  /** The id of a scene. */
  readonly scene: string;
  /** The ids of scenes whose question has been answered correctly. */
  readonly solved: readonly string[];
};

/** Accepts stored progress if its scenes exist. */
export function readProgress(stored: unknown, scenes: readonly string[]): Progress | undefined {
  const { scene, solved } = (stored ?? {}) as Partial<Record<keyof Progress, unknown>>;
  if (typeof scene !== "string" || !scenes.includes(scene) || !Array.isArray(solved)) {
    return undefined;
  }
  return { scene, solved: scenes.filter((id) => solved.includes(id)) };
}

/** Opens the stored progress. */
export function openProgress(scenes: readonly string[], storage?: SaveStorage): Save<Progress> {
  const format = {
    id: "coroutines",
    version: 1,
    empty: () => ({ scene: scenes[0]!, solved: [] }),
    read: (stored: unknown) => readProgress(stored, scenes),
  };
  return storage ? openSave(format, storage) : openSave(format);
}
