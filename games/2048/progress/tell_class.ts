// What the class hears of a game.

import { reportScore } from "../../kit/classroom.ts";
import type { Move } from "../rules/rules.ts";
import { sideOfBoard } from "./board_names.ts";
import { boardOf, type Progress } from "./progress.ts";

/** The name of the list that the current board's scores go into: the board's size, or the day. */
export function levelOf(progress: Progress): string {
  const side = sideOfBoard(progress.current);
  return progress.current === "daily" ? boardOf(progress).of : `${side} × ${side}`;
}

/** Tells the class the score of a move by which it has grown. */
export function tellScore(progress: Progress, { gained, game }: Move): void {
  if (gained > 0) reportScore(game.score, { best: "high", level: levelOf(progress) });
}
