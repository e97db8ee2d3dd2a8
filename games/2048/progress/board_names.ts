// The boards that can be played.

import type { Side } from "../rules/rules.ts";

/** The boards that can be played; those of one's own are named by their size. */
export const BOARD_NAMES = ["3", "4", "5", "daily", "round"] as const;

/** The name of a board. */
export type BoardName = typeof BOARD_NAMES[number];

/** The size of a board. */
export function sideOfBoard(name: BoardName): Side {
  return name === "3" ? 3 : name === "5" ? 5 : 4;
}
