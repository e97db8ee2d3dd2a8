// The places of cells on the stage: as in the rules when it lies, mirrored at the diagonal when it stands.

import { COLUMNS, ROWS } from "../rules/map_plan.ts";

/** The size of a cell in logical units, and the margin around the board. */
export const CELL = 80;
export const MARGIN = 24;

const LONG = COLUMNS * CELL + MARGIN * 2;
const SHORT = ROWS * CELL + MARGIN * 2;

/** The logical size of the stage, lying and standing. */
export const STAGE_SIZES = {
  landscape: { width: LONG, height: SHORT },
  portrait: { width: SHORT, height: LONG },
} as const;

/** Converts places of the rules (cells) to places on the stage (logical units), and back. */
export interface Layout {
  readonly portrait: boolean;
  toX(x: number, y: number): number;
  toY(x: number, y: number): number;
  /** The cell at a place on the stage; it may lie outside the board. */
  toCell(at: { x: number; y: number }): { cx: number; cy: number };
}

const LYING: Layout = {
  portrait: false,
  toX: (x) => MARGIN + x * CELL,
  toY: (_x, y) => MARGIN + y * CELL,
  toCell: ({ x, y }) => ({
    cx: Math.floor((x - MARGIN) / CELL),
    cy: Math.floor((y - MARGIN) / CELL),
  }),
};

const STANDING: Layout = {
  portrait: true,
  toX: (_x, y) => MARGIN + y * CELL,
  toY: (x) => MARGIN + x * CELL,
  toCell: ({ x, y }) => ({
    cx: Math.floor((y - MARGIN) / CELL),
    cy: Math.floor((x - MARGIN) / CELL),
  }),
};

/** Returns the layout of a stage that lies or stands. */
export function layoutFor(orientation: "portrait" | "landscape"): Layout {
  return orientation === "portrait" ? STANDING : LYING;
}
