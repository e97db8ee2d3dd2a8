// A picture that is drawn once and copied after that, without the empty margin around what it shows.

import type { Brush } from "../art/brush.ts";
import type { Box, Grid, Stage } from "../../kit/stage.ts";

/** A picture, and its box around its place in logical units. */
export interface Sprite {
  readonly image: HTMLCanvasElement;
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
export function stamp(c: Brush, sprite: Sprite, { x, y, sx = 1, sy = 1 }: Put): void {
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
export function lay(c: Brush, sprite: Sprite, { x, y, sx = 1, sy = 1 }: Put): void {
  const { image, left, top, width, height } = sprite;
  c.drawImage(image, x + left * sx, y + top * sy, width * sx, height * sy);
}

/** Draws a picture of a square of so many logical units, and cuts it to what it shows. */
export function makeSprite(stage: Stage, side: number, draw: (c: Brush) => void): Sprite {
  const { grid } = stage;
  const ink = findInk(side, draw);
  const toPixels = (units: number) => units * grid.scale;
  const left = Math.floor(toPixels(ink.x)) / grid.scale;
  const top = Math.floor(toPixels(ink.y)) / grid.scale;
  const width = Math.ceil(toPixels(ink.x + ink.width - left)) / grid.scale;
  const height = Math.ceil(toPixels(ink.y + ink.height - top)) / grid.scale;
  const image = stage.makeSprite({ width, height }, (c) => {
    c.translate(-left, -top);
    draw(c);
  });
  return { image, left, top, width, height, side, grid };
}

/** The pixels of the small picture on which the margins are found. */
const COARSE = 48;
let coarse: CanvasRenderingContext2D | undefined;

/** Finds the box of what is drawn, from a small picture of it, with a pixel of that around it. */
function findInk(side: number, draw: (c: Brush) => void): Box {
  coarse ??= makeCoarse();
  coarse.save();
  coarse.clearRect(0, 0, COARSE, COARSE);
  coarse.translate(COARSE / 2, COARSE / 2);
  coarse.scale(COARSE / side, COARSE / side);
  draw(coarse);
  coarse.restore();
  const { data } = coarse.getImageData(0, 0, COARSE, COARSE);
  let [left, top, right, bottom] = [COARSE, COARSE, 0, 0];
  for (let at = 0; at < COARSE * COARSE; at++) {
    if (data[at * 4 + 3] === 0) continue;
    const [x, y] = [at % COARSE, Math.floor(at / COARSE)];
    [left, right] = [Math.min(left, x - 1), Math.max(right, x + 2)];
    [top, bottom] = [Math.min(top, y - 1), Math.max(bottom, y + 2)];
  }
  const unit = side / COARSE;
  const x = Math.max(0, left) * unit - side / 2;
  const y = Math.max(0, top) * unit - side / 2;
  return {
    x,
    y,
    width: Math.max(unit, Math.min(COARSE, right) * unit - side / 2 - x),
    height: Math.max(unit, Math.min(COARSE, bottom) * unit - side / 2 - y),
  };
}

function makeCoarse(): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = COARSE;
  return canvas.getContext("2d", { willReadFrequently: true })!;
}
