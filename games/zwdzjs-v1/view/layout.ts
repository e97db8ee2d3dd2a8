import type { Fit, Orientation, StageSizes } from "../../kit/stage.ts";
import { COLS, ROWS } from "../rules/kinds.ts";

/** The stage's logical sizes. */
export const SIZES: Required<StageSizes> = {
  landscape: { width: 1120, height: 600 },
  portrait: { width: 720, height: 850 },
};

/** Where the board lies on the stage, in logical units. */
export interface Layout {
  readonly orientation: Orientation;
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** How large figures are drawn. */
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
    left: 40,
    top: 166,
    cellWidth: 72,
    cellHeight: 132,
    figure: 0.96,
  },
};

/** The layout for how the stage lies now. */
export function layoutOf(fit: Pick<Fit, "orientation">): Layout {
  return LAYOUTS[fit.orientation];
}

/** The stage x of a place on the board, in cells from its left edge. */
export function boardX(layout: Layout, x: number): number {
  return layout.left + x * layout.cellWidth;
}

/** The stage y of the ground in a row; rows between two lanes are for what glides. */
export function groundY(layout: Layout, row: number): number {
  return layout.top + (row + 0.82) * layout.cellHeight;
}

/** The stage y of a place on the board, in cells from its upper edge. */
export function boardY(layout: Layout, y: number): number {
  return layout.top + y * layout.cellHeight;
}

/** The cell under a place on the stage, if there is one. */
export function cellAt(
  layout: Layout,
  at: { readonly x: number; readonly y: number },
): { row: number; col: number } | undefined {
  const col = Math.floor((at.x - layout.left) / layout.cellWidth);
  const row = Math.floor((at.y - layout.top) / layout.cellHeight);
  if (col < 0 || col >= COLS || row < 0 || row >= ROWS) return undefined;
  return { row, col };
}
