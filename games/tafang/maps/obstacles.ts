// Where an obstacle of a made map has room.

import { COLUMNS, ROWS } from "../rules/map_plan.ts";
import type { Cell } from "./made_map.ts";

/** The cells that each letter of a plan's rows covers; all others cover one. */
const SIZES: Readonly<Record<string, { width: number; height: number }>> = {
  l: { width: 2, height: 1 },
  b: { width: 2, height: 2 },
};

/** The size of what a letter stands for, in cells. */
export function sizeOf(letter: string): { width: number; height: number } {
  return SIZES[letter] ?? { width: 1, height: 1 };
}

/** The letter of what covers a cell, with the cell that it is written at. */
export function coverOf(rows: readonly string[], { cx, cy }: Cell): Cell & { letter: string } {
  for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
    const letter = rows[cy - dy]?.[cx - dx] ?? ".";
    const { width, height } = sizeOf(letter);
    if (letter !== "." && dx < width && dy < height) return { cx: cx - dx, cy: cy - dy, letter };
  }
  return { cx, cy, letter: "." };
}

/** Whether what a letter stands for may lie at a cell: on the board, off the road, over nothing else. */
export function fitsObstacle(
  { rows, road }: { rows: readonly string[]; road: readonly Cell[] },
  at: Cell,
  letter: string,
): boolean {
  const { width, height } = sizeOf(letter);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = { cx: at.cx + x, cy: at.cy + y };
      if (cell.cx >= COLUMNS || cell.cy >= ROWS) return false;
      if (letter !== "." && road.some(({ cx, cy }) => cx === cell.cx && cy === cell.cy)) {
        return false;
      }
      const cover = coverOf(rows, cell);
      const isItself = cover.cx === at.cx && cover.cy === at.cy;
      if (letter !== "." && cover.letter !== "." && !isItself) return false;
    }
  }
  return true;
}
