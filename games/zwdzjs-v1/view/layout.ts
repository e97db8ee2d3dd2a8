import type { Fit, Orientation, StageSizes } from "../../kit/fit.ts";
import { COLS, ROWS } from "../rules/kinds.ts";

/** The logical sizes of the stage. */
export const SIZES: Required<StageSizes> = {
  landscape: { width: 1120, height: 600 },
  portrait: { width: 720, height: 850 },
};

/** The place of the board on the stage, in logical units. */
export interface Layout {
  readonly orientation: Orientation;
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** The scale of figures. */
  readonly figure: number;
}

const LAYOUTS: Readonly<Record<Orientation, Layout>> = {
  landscape: {
    orientation: "landscape",
    left: 124,
    top: 92,
    cellWidth: 104,
    cellHeight: 98,
    figure: 0.98,
  },
  portrait: {
    orientation: "portrait",
    // Wide enough a yard for the roosters, so that the first plants of the lanes do not hide them.
    left: 62,
    top: 166,
    cellWidth: 70,
    cellHeight: 132,
    figure: 0.96,
  },
};

/** Returns the layout for the stage's orientation. */
export function layoutOf(fit: Pick<Fit, "orientation">): Layout {
  return LAYOUTS[fit.orientation];
}

/** The stage x of a board x, in cells from its left edge. */
export function boardX(layout: Layout, x: number): number {
  return layout.left + x * layout.cellWidth;
}

/** The stage y of the ground in a row; fractions are for shots between two lanes. */
export function groundY(layout: Layout, row: number): number {
  return layout.top + (row + 0.82) * layout.cellHeight;
}

/** The stage y of a board y, in cells from its upper edge. */
export function boardY(layout: Layout, y: number): number {
  return layout.top + y * layout.cellHeight;
}

/** Finds the cell at a place on the stage. */
export function cellAt(
  layout: Layout,
  at: { readonly x: number; readonly y: number },
): { row: number; col: number } | undefined {
  const col = Math.floor((at.x - layout.left) / layout.cellWidth);
  const row = Math.floor((at.y - layout.top) / layout.cellHeight);
  if (col < 0 || col >= COLS || row < 0 || row >= ROWS) return undefined;
  return { row, col };
}
