import type { Canvas2d } from "./forms.ts";

/** A part of a figure. Its pivot is its own (0, 0). */
export interface Part {
  /** The left, top, width and height of the area that it covers. */
  readonly box: readonly [number, number, number, number];
  readonly paint: (g: Canvas2d) => void;
}

/** The place of a part, in the figure's units. */
export interface Put {
  readonly x?: number;
  readonly y?: number;
  /** The rotation in radians, clockwise. */
  readonly turn?: number;
  readonly sx?: number;
  readonly sy?: number;
  readonly alpha?: number;
}

/** Draws the parts of a figure. */
export interface PartPen {
  /** Draws a part of the current figure. */
  put(name: string, put?: Put): void;
}
