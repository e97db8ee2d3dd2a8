import type { Text } from "../cli/language.ts";

/** A problem in one line of a user's file. */
export interface LineProblem {
  /** The line number, from 1. */
  readonly line: number;
  readonly text: Text;
}
