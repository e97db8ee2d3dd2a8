// The data for the drawing of a frame.

import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import type { Layout } from "../art/layout.ts";
import type { Sprites } from "./sprites.ts";
import type { Game } from "../rules/state.ts";

/** A frame of a running game. */
export interface Frame {
  readonly c: StageBrush;
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

/** The seconds since a step of the rules. */
export function secondsSince(frame: Frame, step: number): number {
  return (frame.game.step + frame.alpha - step) / 30;
}
