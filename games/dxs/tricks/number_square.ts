// The trick of the square: each number is the sum of its row's and its column's own number, so one number of each row
// and each column always make the same total.

import type { Random } from "../../kit/random.ts";

/** The number of rows, and of columns. */
export const SQUARE_SIDE = 4;
/** The columns' own numbers are picked from 1 to this, so rows that lie as far apart have no number in common. */
const MOST_IN_COLUMN = 7;
const MOST_SHIFT = 5;

/** A square, with what each row and each column adds. */
export type NumberSquare = {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
};

/** Makes a square of different numbers. */
export function makeSquare(random: Random): NumberSquare {
  const steps = Array.from({ length: MOST_IN_COLUMN }, (_, at) => at + 1);
  const shift = random.below(MOST_SHIFT + 1);
  const rows = Array.from({ length: SQUARE_SIDE }, (_, at) => shift + at * MOST_IN_COLUMN);
  return {
    columns: random.shuffle(steps).slice(0, SQUARE_SIDE),
    rows: random.shuffle(rows),
  };
}

/** The number of a cell; cells go row by row. */
export function numberAt({ rows, columns }: NumberSquare, cell: number): number {
  return rows[Math.floor(cell / SQUARE_SIDE)]! + columns[cell % SQUARE_SIDE]!;
}

/** Whether a cell is still free: none of those chosen lies in its row or its column. */
export function isFree(cell: number, chosen: readonly number[]): boolean {
  return chosen.every((other) =>
    Math.floor(other / SQUARE_SIDE) !== Math.floor(cell / SQUARE_SIDE) &&
    other % SQUARE_SIDE !== cell % SQUARE_SIDE
  );
}

/** The total that every choice leads to. */
export function foretoldTotal({ rows, columns }: NumberSquare): number {
  return [...rows, ...columns].reduce((sum, number) => sum + number, 0);
}
