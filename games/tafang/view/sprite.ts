// A picture that is drawn once and copied after that, without the empty margin around what it shows.

import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import type { Brush } from "../art/brush.ts";
import { findInk } from "../../kit/ink.ts";
import type { Grid } from "../../kit/fit.ts";
import type { Stage } from "../../kit/stage.ts";

/** A picture, and its box around its place in logical units. */
export interface Sprite {
  readonly image: ImageBitmap;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The side of the square in which it was drawn. */
  readonly side: number;
  readonly grid: Grid;
}

/** Where a picture goes, and its stretch. */
interface Put {
  readonly x: number;
  readonly y: number;
  /** @default 1 */
  readonly sx?: number;
  /** @default 1 */
  readonly sy?: number;
}

/**
 * Draws a picture on the stage at a place. Unless stretched, it lies on whole pixels: there it is copied, while
 * between them a machine without a GPU blends each pixel of four.
 */
export function stamp(c: StageBrush, sprite: Sprite, { x, y, sx = 1, sy = 1 }: Put): void {
  const { image, left, top, width, height, side, grid } = sprite;
  if (sx === 1 && sy === 1) {
    const atX = (Math.round((x + left) * grid.scale + grid.x) - grid.x) / grid.scale;
    const atY = (Math.round((y + top) * grid.scale + grid.y) - grid.y) / grid.scale;
    c.drawImage(image, atX, atY, width, height);
    return;
  }
  // A squashed picture keeps its feet in place.
  const foot = side * 0.27;
  c.drawImage(image, x + left * sx, y + foot + (top - foot) * sy, width * sx, height * sy);
}

/** Draws a picture around a place of whatever the brush is turned and stretched to. */
export function lay(c: StageBrush, sprite: Sprite, { x, y, sx = 1, sy = 1 }: Put): void {
  const { image, left, top, width, height } = sprite;
  c.drawImage(image, x + left * sx, y + top * sy, width * sx, height * sy);
}

/** Draws a picture of a square of so many logical units, and cuts it to what it shows. */
export function makeSprite(stage: Stage, side: number, draw: (c: Brush) => void): Sprite {
  const { grid } = stage;
  const ink = findInk({ x: -side / 2, y: -side / 2, width: side, height: side }, draw);
  const toPixels = (units: number) => units * grid.scale;
  const left = Math.floor(toPixels(ink.x)) / grid.scale;
  const top = Math.floor(toPixels(ink.y)) / grid.scale;
  const width = Math.ceil(toPixels(ink.x + ink.width - left)) / grid.scale;
  const height = Math.ceil(toPixels(ink.y + ink.height - top)) / grid.scale;
  const image = stage.makeBitmap({ width, height }, (c) => {
    c.translate(-left, -top);
    draw(c);
  });
  return { image, left, top, width, height, side, grid };
}

/** Draws a picture of a ring; lengths are logical units. */
export function makeRing(
  stage: Stage,
  { radius, thick, colour }: { radius: number; thick: number; colour: string },
): Sprite {
  const { grid } = stage;
  const side = 2 * Math.ceil((radius + thick / 2) * grid.scale + 1) / grid.scale;
  const image = stage.makeBitmap({ width: side, height: side }, (c) => {
    c.strokeStyle = colour;
    c.lineWidth = thick;
    c.beginPath();
    c.arc(side / 2, side / 2, radius, 0, 7);
    c.stroke();
  });
  return { image, left: -side / 2, top: -side / 2, width: side, height: side, side, grid };
}
