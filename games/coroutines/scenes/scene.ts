// The parts of a scene of the lab.

import type { Text } from "../../kit/language.ts";
import type { Machine, Numbers } from "../runs/run.ts";
import type { Trace } from "../trace/recorder.ts";

/** A setting that the learner may change: a number or a switch. */
export type NumberControl =
  & {
    /** The name in the program. */
    readonly id: string;
    readonly label: Text;
    /** The unit after the value, such as `ms`. */
    readonly unit?: Text;
  }
  & ({
    readonly kind: "range";
    readonly value: number;
    readonly min: number;
    readonly max: number;
    /** @default 1 */
    readonly step?: number;
  } | { readonly kind: "switch"; readonly value: boolean });

/** An explanation of the lines that contain a part of code; the first that matches a line counts. */
export type Note = readonly [part: string, text: Text];

/** One program of a scene. */
export type Variant = {
  /** The id, which also names its file `programs/ID.js`. */
  readonly id: string;
  readonly label: Text;
  /** A change to try when its lines are edited. */
  readonly idea: Text;
  readonly machine: Machine;
  /** The ids of the scene's numbers that it uses, in order. */
  readonly numbers: readonly string[];
  readonly notes: readonly Note[];
};

/** A program and its numbers, as a question sets them up. */
export type SetUp = {
  readonly variant: string;
  readonly numbers: Readonly<Record<string, number | boolean>>;
};

/** Runs a program of the scene to find an answer. */
export type Try = (setUp: SetUp) => Trace;

/** A question whose right answer is found by running. */
export type Question = {
  /** The id, unique in its scene. */
  readonly id: string;
  readonly text: Text;
  /** The values, the smallest first. */
  readonly choices: readonly { readonly value: string; readonly label: Text }[];
  /** Whether each choice has a run of its own, whose end does not show the right one. @default one run for all */
  readonly runsDiffer?: true;
  /** Returns what to run for a choice. */
  readonly setUp: (choice: string) => SetUp;
  /** Finds the right choice. */
  readonly findAnswer: (attempt: Try) => string;
  readonly why: Text;
};

/** One scene. */
export type Scene = {
  readonly id: string;
  readonly title: Text;
  /** The title on the tab, in a word. */
  readonly tab: Text;
  readonly lead: Text;
  /** The unit of the time line. */
  readonly axis: "lines" | "time";
  readonly variants: readonly Variant[];
  readonly controls: readonly NumberControl[];
  readonly questions: readonly Question[];
  /** What to know about its runs for real. */
  readonly realHint?: Text;
  /** Converts the learner's settings to the program's numbers. @default unchanged */
  readonly prepare?: (numbers: Numbers, variant: Variant) => Numbers;
  /** Actors to draw before they begin. @default none */
  readonly actors?: (variant: Variant) => readonly string[];
};

/** The part of a question that runs one program and reads the answer from its run. */
export function readFrom(
  setUp: SetUp,
  read: (trace: Trace) => string,
): Pick<Question, "setUp" | "findAnswer"> {
  return { setUp: () => setUp, findAnswer: (attempt) => read(attempt(setUp)) };
}

/** Choices of times. */
export function times(...choicesMs: readonly number[]): Question["choices"] {
  return choicesMs.map((ms) => ({
    value: String(ms),
    label: { en: `${ms} ms`, zh: `${ms} 毫秒` },
  }));
}

/** Choices that are the same in both languages. */
export function words(...choices: readonly string[]): Question["choices"] {
  return choices.map((value) => ({ value, label: same(value) }));
}

/** Explanations that all programs share. */
export const COMMON_NOTES: readonly Note[] = [
  ["} = lab;", {
    en: "print and the other tools of this scene come from the lab.",
    zh: "print 和这一场要用的其他工具，都由实验室提供。",
  }],
  ["} = lab.numbers;", {
    en: "The numbers from above. Change them, and it runs differently.",
    zh: "上面的那些数字。改一改，跑起来就不一样。",
  }],
  ["for (let n", {
    en: "Once for each worker.",
    zh: "每个工人来一遍。",
  }],
];

/** Makes a text that is the same in both languages. */
export function same(word: string): Text {
  return { en: word, zh: word };
}
