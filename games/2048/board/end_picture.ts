// The picture at the end of a game: the winning or the largest tile, with a face.

import { addElement } from "../../kit/controls.ts";
import { fade } from "../../kit/colour.ts";
import { drawFace, drawTileBody, type Face, TILE } from "./tile_drawing.ts";

const SIZE = 190;
const PIXELS = SIZE * 2;
/** The width in logical units, including crown and rays. */
const ACROSS = TILE * 1.5;
const RAYS = 12;

/** Adds the picture of a tile; a glad one has rays. */
export function addEndPicture(place: HTMLElement, value: number, mood: Face["mood"]): void {
  const canvas = addElement("canvas", "end-picture", place);
  canvas.width = PIXELS;
  canvas.height = PIXELS;
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d")!;
  context.scale(PIXELS / ACROSS, PIXELS / ACROSS);
  context.translate(ACROSS / 2, ACROSS / 2 + (value >= 2048 ? 18 : 0));
  if (mood === "glad") drawRays(context);
  drawTileBody(context, value);
  drawFace(context, value, { lookX: 0, lookY: mood === "glad" ? -0.2 : 0.5, open: 1, mood });
}

function drawRays(context: CanvasRenderingContext2D): void {
  context.fillStyle = fade("#ffc64d", 0.45);
  for (let ray = 0; ray < RAYS; ray++) {
    context.rotate(Math.PI * 2 / RAYS);
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(-18, -ACROSS / 2);
    context.lineTo(18, -ACROSS / 2);
    context.fill();
  }
}
