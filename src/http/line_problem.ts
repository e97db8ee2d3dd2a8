import type { Text } from "../cli/language.ts";

/** What is wrong with one line of a file that a user wrote. */
export interface LineProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly text: Text;
}
