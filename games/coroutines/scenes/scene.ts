// What a scene of the lab is made of.

import type { Text } from "../kit/language.ts";
import type { Machine, Numbers } from "../run.ts";
import type { Trace } from "../recorder.ts";

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

/** What to know of a line, found by a part of it that no other line has. */
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

/** The same word in both languages. */
export function same(word: string): Text {
  return { en: word, zh: word };
}
