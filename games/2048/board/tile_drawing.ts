// The drawing of a tile: a soft cube with a face and a number, around 0, 0 in logical units.

import { darker, fade, isLight, lighter } from "../../kit/colour.ts";
import { fillEllipse } from "../../kit/fill_ellipse.ts";
import { tileColours } from "./tile_colours.ts";

/** The width of a tile, in logical units. */
export const TILE = 204;
const HALF = TILE / 2;
const CORNER = 46;
/** The visible height of the side below the face. */
const DEPTH = 12;
/** The tile from which on all wear a crown. */
const CROWNED = 2048;
const TYPE = `system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif`;

/** The expression of a face. */
export type Face = {
  /** The direction of the eyes, each -1 to 1. */
  readonly lookX: number;
  readonly lookY: number;
  /** 0 is shut, 1 is open. */
  readonly open: number;
  readonly mood: "calm" | "glad" | "squeezed" | "worried";
};

type Context = CanvasRenderingContext2D;

function roundedBox(context: Context, inset: number, lift: number): void {
  const side = TILE - inset * 2;
  context.beginPath();
  context.roundRect(-HALF + inset, -HALF + inset - lift, side, side, CORNER - inset / 2);
}

function drawBody(context: Context, value: number): void {
  const { body } = tileColours(value);
  const edge = darker(body, 0.42);
  roundedBox(context, 4, -DEPTH / 2);
  context.fillStyle = darker(body, 0.26);
  context.fill();
  context.lineWidth = 5;
  context.strokeStyle = edge;
  context.stroke();
  const light = context.createLinearGradient(0, -HALF, 0, HALF);
  light.addColorStop(0, lighter(body, 0.3));
  light.addColorStop(0.45, body);
  light.addColorStop(1, darker(body, 0.07));
  roundedBox(context, 6, DEPTH / 2);
  context.fillStyle = light;
  context.fill();
  // This is the reflection of a window in the upper left corner.
  context.lineCap = "round";
  context.lineWidth = 9;
  context.strokeStyle = fade("#ffffff", 0.55);
  context.beginPath();
  context.arc(-HALF + 52, -HALF + 46, 30, Math.PI * 1.02, Math.PI * 1.44);
  context.stroke();
}

function drawStars(context: Context): void {
  context.fillStyle = fade("#ffe9ad", 0.8);
  for (const [x, y, size] of [[-62, 62, 5], [66, -64, 4], [58, 66, 3], [-20, 74, 3]] as const) {
    context.beginPath();
    context.arc(x, y, size, 0, Math.PI * 2);
    context.fill();
  }
}

function drawCrown(context: Context): void {
  context.beginPath();
  context.moveTo(-34, -84);
  context.lineTo(-40, -122);
  context.lineTo(-17, -102);
  context.lineTo(0, -130);
  context.lineTo(17, -102);
  context.lineTo(40, -122);
  context.lineTo(34, -84);
  context.closePath();
  context.fillStyle = "#fff0b3";
  context.fill();
  context.lineJoin = "round";
  context.lineWidth = 5;
  context.strokeStyle = "#8a5a00";
  context.stroke();
}

/** The size of the number by its digits, so that six digits fit. */
function typeSize(digits: number): number {
  return [0, 104, 96, 80, 64, 54, 46][digits] ?? 40;
}

/** Draws the parts of a tile that never change: its body and its number. */
export function drawTileBody(context: Context, value: number, label = String(value)): void {
  drawBody(context, value);
  if (value > CROWNED) drawStars(context);
  if (value >= CROWNED) drawCrown(context);
  context.fillStyle = tileColours(value).number;
  context.font = `800 ${typeSize(label.length)}px ${TYPE}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  const drop = label.length > 3 ? 58 : 66;
  context.fillText(label, 0, drop);
}

/** Draws an eye: a dark dot on a light tile, a white eye with the dot on a dark tile. */
function drawEye(
  context: Context,
  x: number,
  { face, value }: { face: Face; value: number },
): void {
  const y = -44;
  const ink = tileColours(value).number;
  const light = isLight(ink);
  context.fillStyle = ink;
  context.lineWidth = 6;
  if (face.mood === "squeezed") {
    const inwards = -Math.sign(x) * 9;
    context.beginPath();
    context.moveTo(x - inwards, y - 9);
    context.lineTo(x + inwards, y);
    context.lineTo(x - inwards, y + 9);
    context.stroke();
    return;
  }
  if (face.open < 0.25) {
    context.beginPath();
    context.moveTo(x - 9, y + 2);
    context.lineTo(x + 9, y + 2);
    context.stroke();
    return;
  }
  const look = { x: x + face.lookX * 7, y: y + face.lookY * 6 };
  if (!light) fillEllipse(context, look, { width: 10, height: 12 * face.open });
  else {
    fillEllipse(context, { x, y }, { width: 15, height: 16 * face.open });
    context.fillStyle = "#261a3a";
    fillEllipse(context, look, { width: 8, height: 10 * face.open });
  }
  context.fillStyle = fade("#ffffff", 0.92);
  fillEllipse(context, { x: look.x - 3, y: look.y - 4 * face.open }, { width: 3.6, height: 3.6 });
}

function drawMouth(context: Context, face: Face): void {
  const x = face.lookX * 6;
  const y = -34 + face.lookY * 4;
  context.lineWidth = 5;
  context.beginPath();
  if (face.mood === "glad") {
    context.arc(x, y - 2, 13, 0, Math.PI);
    context.fill();
  } else if (face.mood === "worried") {
    context.arc(x, y + 12, 9, Math.PI * 1.15, Math.PI * 1.85);
    context.stroke();
  } else {
    context.arc(x, y - 3, 10, Math.PI * 0.15, Math.PI * 0.85);
    context.stroke();
  }
}

/** Draws the face over a body. */
export function drawFace(context: Context, value: number, face: Face): void {
  const ink = tileColours(value).number;
  context.strokeStyle = ink;
  context.lineCap = "round";
  context.lineJoin = "round";
  if (face.mood === "glad") {
    context.fillStyle = fade("#ff7f8a", 0.5);
    for (const side of [-1, 1]) {
      fillEllipse(context, { x: side * 64, y: -24 }, { width: 13, height: 8 });
    }
  }
  drawEye(context, -34, { face, value });
  drawEye(context, 34, { face, value });
  context.fillStyle = ink;
  drawMouth(context, face);
}
