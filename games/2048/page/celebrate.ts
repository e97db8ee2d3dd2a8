// A word for a tile that is larger than any before.

import type { Shell } from "../../kit/shell.ts";
import type { Board } from "../progress/progress.ts";
import { goalOf } from "../rules/rules.ts";
import { WORDS } from "./words.ts";

/** The smallest tile that is worth a word. */
const WORTH_A_WORD = 128;

/** Says it, but for the goal, which has a screen of its own. */
export function celebrate(shell: Shell, { largest, run }: Board, largestBefore: number): void {
  const isNew = largest > largestBefore && largest >= WORTH_A_WORD;
  if (isNew && largest !== goalOf(run.game.cells)) {
    shell.screens.toast(WORDS.newLargest, { n: largest });
  }
}
