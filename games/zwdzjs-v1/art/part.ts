import type { Canvas2d } from "./forms.ts";

/** A piece of a figure. Its pivot is its own (0, 0). */
export interface Part {
  /** Left, top, width and height of what it covers. */
  readonly box: readonly [number, number, number, number];
  readonly paint: (g: Canvas2d) => void;
}

/** Where a part goes, in the figure's own units. */
export interface Put {
  readonly x?: number;
  readonly y?: number;
  /** Radians, clockwise. */
  readonly turn?: number;
  readonly sx?: number;
  readonly sy?: number;
  readonly alpha?: number;
}

/** What a figure is put together with. */
export interface PartPen {
  /** Draws a part of the figure that stands. */
  put(name: string, put?: Put): void;
}
