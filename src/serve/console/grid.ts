import { unicodeWidth } from "@std/cli/unicode-width";
import { bare } from "./paint.ts";

/** Narrower columns would cut most names. */
const MIN_CELL_COLUMNS = 26;
const GAP = 2;

/** How a list is laid out in columns, each read from top to bottom. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** The width of a cell in columns of the terminal, without the gap behind it. */
  readonly cellColumns: number;
}

/** Chooses as few columns as the rows allow, and no more than there is width for. */
export function planGrid(
  count: number,
  { columns: width, rows }: { columns: number; rows: number },
): Grid {
  const most = Math.max(1, Math.floor((width + GAP) / (MIN_CELL_COLUMNS + GAP)));
  const columns = Math.min(most, Math.max(1, Math.ceil(count / Math.max(1, rows))));
  return {
    columns,
    rows: Math.ceil(count / columns),
    cellColumns: Math.floor((width + GAP) / columns) - GAP,
  };
}

/** Joins cells, each no wider than the grid's, into rows. */
export function layGrid(cells: readonly string[], { columns, rows, cellColumns }: Grid): string[] {
  return Array.from({ length: rows }, (_, row) => {
    const inRow = Array.from({ length: columns }, (_, column) => cells[column * rows + row])
      .filter((cell) => cell !== undefined);
    return inRow.map((cell, at) => at === inRow.length - 1 ? cell : pad(cell, cellColumns + GAP))
      .join("");
  });
}

function pad(cell: string, columns: number): string {
  return cell + " ".repeat(Math.max(0, columns - unicodeWidth(bare(cell))));
}
