// What a scene of the lab is made of.

import type { Text } from "../../kit/language.ts";
import type { Machine, Numbers } from "../runs/run.ts";
import type { Trace } from "../trace/recorder.ts";

/** A number, or something that is on or off, that the learner may change. */
export type NumberControl =
  & {
    /** Its name in the program. */
    readonly id: string;
    readonly label: Text;
    /** What stands behind the value: `ms`, say. */
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

/** What to know of the lines that have a part; the first note that fits a line is its own. */
export type Note = readonly [part: string, text: Text];

/** One program of a scene. */
export type Variant = {
  /** Names its file: `programs/ID.js`. */
  readonly id: string;
  readonly label: Text;
  readonly machine: Machine;
  /** Which of the scene's numbers it uses, in order. */
  readonly numbers: readonly string[];
  readonly notes: readonly Note[];
};

/** What the question is asked about: a program, and its numbers. */
export type SetUp = {
  readonly variant: string;
  readonly numbers: Readonly<Record<string, number | boolean>>;
};

/** Runs a program of the scene, for a judgement. */
export type Try = (setUp: SetUp) => Trace;

/** One question; what is right is found out by running. */
export type Question = {
  readonly text: Text;
  /** The values, the least first. */
  readonly choices: readonly { readonly value: string; readonly label: Text }[];
  /** What to run for a choice. */
  readonly setUp: (choice: string) => SetUp;
  /** Which choice is right. */
  readonly findAnswer: (attempt: Try) => string;
  readonly why: Text;
};

/** One scene. */
export type Scene = {
  readonly id: string;
  readonly title: Text;
  readonly lead: Text;
  /** What the time line counts. */
  readonly axis: "lines" | "time";
  readonly variants: readonly Variant[];
  readonly controls: readonly NumberControl[];
  readonly question: Question;
  /** Turns what the learner set into what the program is given. @default as it is */
  readonly prepare?: (numbers: Numbers, variant: Variant) => Numbers;
  /** Who is drawn before they begin. @default only who runs */
  readonly actors?: (variant: Variant) => readonly string[];
};

/** What is the same in all programs. */
export const COMMON_NOTES: readonly Note[] = [
  ["} = lab;", {
    en: "Tools from the lab: print, and whatever this scene is about.",
    zh: "实验室备好的工具：有 print，还有这一场的主角。",
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

/** The same word in both languages. */
export function same(word: string): Text {
  return { en: word, zh: word };
}
