// What every drawing of one frame needs to know.

import type { Brush } from "../art/brush.ts";
import type { Layout } from "../art/layout.ts";
import type { Sprite, Sprites } from "./sprites.ts";
import type { Game } from "../rules/state.ts";

/** One picture of a running game. */
export interface Frame {
  readonly c: Brush;
  readonly game: Game;
  readonly layout: Layout;
  readonly sprites: Sprites;
  /** How far the time of now lies into the next step, 0 to 1. */
  readonly alpha: number;
  /** Time stands still: nothing flashes for longer than it should. */
  readonly still: boolean;
  /** Time for whatever sways and blinks, in milliseconds; stands still while the game is paused. */
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
  // What is squashed keeps its feet where they stand.
  const foot = sprite.height * 0.27;
  c.drawImage(sprite.image, x - width / 2, y + foot - height * 0.77, width, height);
}

/** Seconds since a step of the rules. */
export function secondsSince(frame: Frame, step: number): number {
  return (frame.game.step + frame.alpha - step) / 30;
}
