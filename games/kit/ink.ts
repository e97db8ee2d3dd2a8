// Finds the margins of a drawing, so that a picture of it has none: each empty pixel costs as much as a drawn one.

import type { Box } from "./fit.ts";

/** The pixels of the small picture on which margins are found. */
const COARSE = 48;
let coarse: CanvasRenderingContext2D | undefined;

function openCoarse(): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = COARSE;
  return canvas.getContext("2d", { willReadFrequently: true })!;
}

/** Finds the part of an area that a drawing covers, from a small picture of it, with a pixel of that around it. */
export function findInk(area: Box, draw: (context: CanvasRenderingContext2D) => void): Box {
  const context = coarse ??= openCoarse();
  context.save();
  context.clearRect(0, 0, COARSE, COARSE);
  context.scale(COARSE / area.width, COARSE / area.height);
  context.translate(-area.x, -area.y);
  draw(context);
  context.restore();
  const { data } = context.getImageData(0, 0, COARSE, COARSE);
  let [left, top, right, bottom] = [COARSE - 1, COARSE - 1, 1, 1];
  for (let at = 0; at < COARSE * COARSE; at++) {
    if (data[at * 4 + 3] === 0) continue;
    const [x, y] = [at % COARSE, Math.floor(at / COARSE)];
    [left, right] = [Math.min(left, x - 1), Math.max(right, x + 2)];
    [top, bottom] = [Math.min(top, y - 1), Math.max(bottom, y + 2)];
  }
  const [across, down] = [area.width / COARSE, area.height / COARSE];
  return {
    x: area.x + Math.max(0, left) * across,
    y: area.y + Math.max(0, top) * down,
    width: Math.max(1, Math.min(COARSE, right) - Math.max(0, left)) * across,
    height: Math.max(1, Math.min(COARSE, bottom) - Math.max(0, top)) * down,
  };
}
