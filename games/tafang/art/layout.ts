// Where cells lie on the stage: as written when it lies, turned over its diagonal when it stands.

import { COLUMNS, ROWS } from "../rules/map_plan.ts";

/** Logical units a cell, and around the board. */
export const CELL = 80;
export const MARGIN = 24;

const LONG = COLUMNS * CELL + MARGIN * 2;
const SHORT = ROWS * CELL + MARGIN * 2;

/** The logical size of the stage, lying and standing. */
export const STAGE_SIZES = {
  landscape: { width: LONG, height: SHORT },
  portrait: { width: SHORT, height: LONG },
} as const;

/** Turns places of the rules (cells) into places on the stage (logical units), and back. */
export interface Layout {
  readonly portrait: boolean;
  toX(x: number, y: number): number;
  toY(x: number, y: number): number;
  /** The cell under a place on the stage; it may lie outside of the board. */
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

/** How cells lie on a stage that lies or stands. */
export function layoutFor(orientation: "portrait" | "landscape"): Layout {
  return orientation === "portrait" ? STANDING : LYING;
}
