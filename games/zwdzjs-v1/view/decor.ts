import type { Easel } from "./figures.ts";

/** What a game of its own draws besides the garden. */
export interface Decor {
  /** Draws on the lawn of a row, below all figures. */
  readonly under?: (easel: Easel, row: number) => void;
  /** Draws among the figures of a row, after its zombies. */
  readonly among?: (easel: Easel, row: number) => void;
  /** Draws over all figures, below the sun. */
  readonly over?: (easel: Easel) => void;
}
