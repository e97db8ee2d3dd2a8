// What games may do to a stage, of all that a canvas can.

import type { Copied, Recipe } from "./recipe.ts";

/**
 * The part of a canvas's context that draws a frame. Nothing can be read from it, so that another thread may draw. Each
 * context of a canvas is one; units and defaults are the canvas's.
 */
export interface StageBrush {
  get fillStyle(): unknown;
  set fillStyle(colour: string);
  get strokeStyle(): unknown;
  set strokeStyle(colour: string);
  get globalAlpha(): unknown;
  set globalAlpha(alpha: number);
  get globalCompositeOperation(): unknown;
  set globalCompositeOperation(operation: GlobalCompositeOperation);
  get lineWidth(): unknown;
  set lineWidth(width: number);
  get lineCap(): unknown;
  set lineCap(cap: CanvasLineCap);
  get lineJoin(): unknown;
  set lineJoin(join: CanvasLineJoin);
  get font(): unknown;
  set font(font: string);
  get textAlign(): unknown;
  set textAlign(align: CanvasTextAlign);
  get textBaseline(): unknown;
  set textBaseline(baseline: CanvasTextBaseline);
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  scale(x: number, y: number): void;
  rotate(angle: number): void;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  ellipse(
    ...oval: [
      x: number,
      y: number,
      rx: number,
      ry: number,
      turn: number,
      start: number,
      end: number,
    ]
  ): void;
  rect(x: number, y: number, width: number, height: number): void;
  roundRect(x: number, y: number, width: number, height: number, corner: number): void;
  fill(): void;
  stroke(): void;
  clip(): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
  setLineDash(lengths: number[]): void;
  /** Copies a picture; a recipe only onto a stage that is drawn apart. */
  drawImage(image: Copied | Recipe, x: number, y: number, width?: number, height?: number): void;
}
