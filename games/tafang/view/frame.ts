// The data for the drawing of a frame.

import type { Brush } from "../art/brush.ts";
import type { Layout } from "../art/layout.ts";
import type { Sprite, Sprites } from "./sprites.ts";
import type { Game } from "../rules/state.ts";

/** A frame of a running game. */
export interface Frame {
  readonly c: Brush;
  readonly game: Game;
  readonly layout: Layout;
  readonly sprites: Sprites;
  /** The share of the next step that has passed, 0 to 1. */
  readonly alpha: number;
  /** Whether the game is held; then nothing must flash for long. */
  readonly still: boolean;
  /** The time for decoration in milliseconds; it stops while the game is paused. */
  readonly nowMs: number;
  readonly calm: boolean;
}

/** Draws a picture around a place, stretched. */
export function stamp(
  c: Brush,
  sprite: Sprite,
  { x, y, sx = 1, sy = 1 }: { x: number; y: number; sx?: number; sy?: number },
): void {
  const width = sprite.width * sx;
  const height = sprite.height * sy;
  // A squashed picture keeps its feet in place.
  const foot = sprite.height * 0.27;
  c.drawImage(sprite.image, x - width / 2, y + foot - height * 0.77, width, height);
}

/** The seconds since a step of the rules. */
export function secondsSince(frame: Frame, step: number): number {
  return (frame.game.step + frame.alpha - step) / 30;
}
