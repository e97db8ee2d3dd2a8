// The stored progress: the last scene, and how each question was answered.

import { openSave, type Save, type SaveStorage } from "../kit/save.ts";

/** How a question stands: right at the first guess, right at a later one, or wrong so far. */
export type Mark = "first" | "later" | "wrong";

/** The ids of a scene and its questions. */
export type Contents = readonly {
  readonly id: string;
  readonly questions: readonly { readonly id: string }[];
  readonly variants: readonly { readonly id: string }[];
}[];

/** The stored progress. */
export type Progress = {
  /** The id of a scene. */
  readonly scene: string;
  /** The marks of the questions that were answered, by `scene/question`. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** The learner's versions of programs, by the ids of variants. @default none */
  readonly drafts?: Readonly<Record<string, string>>;
};

/** The name of a question in {@linkcode Progress.marks}. */
export function nameOf(sceneId: string, questionId: string): string {
  return `${sceneId}/${questionId}`;
}

/** The names of all questions. */
export function namesOf(contents: Contents): string[] {
  return contents.flatMap(({ id, questions }) => questions.map((one) => nameOf(id, one.id)));
}

/** The longest version of a program that is kept. */
const LONGEST_DRAFT = 10_000;

/** Accepts versions of the programs there are. */
function readDrafts(stored: unknown, contents: Contents): Record<string, string> {
  const drafts = (stored ?? {}) as Record<string, unknown>;
  const known = contents.flatMap(({ variants }) => variants).flatMap(({ id }) => {
    const draft = drafts[id];
    return typeof draft === "string" && draft.length <= LONGEST_DRAFT ? [[id, draft] as const] : [];
  });
  return Object.fromEntries(known);
}

/** Accepts stored progress if its scene exists; marks of questions that do not exist are dropped. */
export function readProgress(stored: unknown, contents: Contents): Progress | undefined {
  const { scene, marks, drafts } = (stored ?? {}) as Partial<Record<keyof Progress, unknown>>;
  if (!contents.some(({ id }) => id === scene) || typeof marks !== "object" || marks === null) {
    return undefined;
  }
  const known = namesOf(contents).flatMap((name) => {
    const mark = (marks as Record<string, unknown>)[name];
    return mark === "first" || mark === "later" || mark === "wrong" ? [[name, mark] as const] : [];
  });
  const kept = readDrafts(drafts, contents);
  return {
    scene: scene as string,
    marks: Object.fromEntries(known),
    ...(Object.keys(kept).length > 0 && { drafts: kept }),
  };
}

/** The questions that version 1 knew, one for each scene. */
const FIRST_QUESTIONS: Readonly<Record<string, string>> = {
  turns: "fourth",
  switches: "last",
  waits: "hidden",
  downloads: "limit",
};

/** Version 1 knew only which scenes' questions were solved, not at which guess. */
function fromVersion1(older: unknown): unknown {
  const { scene, solved } = (older ?? {}) as { scene?: unknown; solved?: unknown };
  const ids = Array.isArray(solved) ? solved.map(String) : [];
  const marks = ids.filter((id) => id in FIRST_QUESTIONS)
    .map((id) => [nameOf(id, FIRST_QUESTIONS[id]!), "later"] as const);
  return { scene, marks: Object.fromEntries(marks) };
}

/** Opens the stored progress. */
export function openProgress(contents: Contents, storage?: SaveStorage): Save<Progress> {
  const format = {
    id: "coroutines",
    version: 2,
    empty: () => ({ scene: contents[0]!.id, marks: {} }),
    read: (stored: unknown) => readProgress(stored, contents),
    migrations: { 1: fromVersion1 },
  };
  return storage ? openSave(format, storage) : openSave(format);
}
