import { CODES } from "./replay.ts";
import { type Copied, Recipe, type Thing } from "./recipe.ts";
import type { StageBrush } from "./stage_brush.ts";

const { drawImage, ...PLAIN } = CODES;

/**
 * Writes down what is drawn, as numbers and the things that they name. It is used again for each frame, and its room
 * grows only, so that a frame leaves no garbage.
 */
export class DrawingList implements StageBrush {
  /** The texts and pictures, in the order in which they are named. */
  readonly things: Thing[] = [];
  #numbers = new Float64Array(2048);
  #length = 0;

  /** Each code, the count of its arguments, and these. */
  get numbers(): Float64Array {
    return this.#numbers.subarray(0, this.#length);
  }

  /** Forgets all. */
  clear(): void {
    this.#length = 0;
    this.things.length = 0;
  }

  #add(code: number, count = 0, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0): void {
    let at = this.#length;
    if (at + 9 > this.#numbers.length) this.#grow();
    const numbers = this.#numbers;
    this.#length = at + 2 + count;
    numbers[at++] = code;
    numbers[at++] = count;
    // All are written, because that is quicker than to ask for each; the next code comes over what is too much.
    numbers[at++] = a;
    numbers[at++] = b;
    numbers[at++] = c;
    numbers[at++] = d;
    numbers[at++] = e;
    numbers[at++] = f;
    numbers[at] = g;
  }

  #grow(): void {
    const grown = new Float64Array(this.#numbers.length * 2);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }

  /** @returns the place of the thing */
  #name(thing: Thing): number {
    return this.things.push(thing) - 1;
  }

  set fillStyle(colour: string) {
    this.#add(PLAIN.fillStyle, 1, this.#name(colour));
  }

  set strokeStyle(colour: string) {
    this.#add(PLAIN.strokeStyle, 1, this.#name(colour));
  }

  set globalAlpha(alpha: number) {
    this.#add(PLAIN.globalAlpha, 1, alpha);
  }

  set globalCompositeOperation(operation: GlobalCompositeOperation) {
    this.#add(PLAIN.globalCompositeOperation, 1, this.#name(operation));
  }

  set lineWidth(width: number) {
    this.#add(PLAIN.lineWidth, 1, width);
  }

  set lineCap(cap: CanvasLineCap) {
    this.#add(PLAIN.lineCap, 1, this.#name(cap));
  }

  set lineJoin(join: CanvasLineJoin) {
    this.#add(PLAIN.lineJoin, 1, this.#name(join));
  }

  set font(font: string) {
    this.#add(PLAIN.font, 1, this.#name(font));
  }

  set textAlign(align: CanvasTextAlign) {
    this.#add(PLAIN.textAlign, 1, this.#name(align));
  }

  set textBaseline(baseline: CanvasTextBaseline) {
    this.#add(PLAIN.textBaseline, 1, this.#name(baseline));
  }

  save(): void {
    this.#add(PLAIN.save);
  }

  restore(): void {
    this.#add(PLAIN.restore);
  }

  translate(x: number, y: number): void {
    this.#add(PLAIN.translate, 2, x, y);
  }

  scale(x: number, y: number): void {
    this.#add(PLAIN.scale, 2, x, y);
  }

  rotate(angle: number): void {
    this.#add(PLAIN.rotate, 1, angle);
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.#add(PLAIN.setTransform, 6, a, b, c, d, e, f);
  }

  beginPath(): void {
    this.#add(PLAIN.beginPath);
  }

  closePath(): void {
    this.#add(PLAIN.closePath);
  }

  moveTo(x: number, y: number): void {
    this.#add(PLAIN.moveTo, 2, x, y);
  }

  lineTo(x: number, y: number): void {
    this.#add(PLAIN.lineTo, 2, x, y);
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.#add(PLAIN.quadraticCurveTo, 4, cx, cy, x, y);
  }

  arc(x: number, y: number, radius: number, start: number, end: number): void {
    this.#add(PLAIN.arc, 5, x, y, radius, start, end);
  }

  ellipse(...oval: Parameters<StageBrush["ellipse"]>): void {
    this.#add(PLAIN.ellipse, 7, ...oval);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#add(PLAIN.rect, 4, x, y, width, height);
  }

  roundRect(x: number, y: number, width: number, height: number, corner: number): void {
    this.#add(PLAIN.roundRect, 5, x, y, width, height, corner);
  }

  fill(): void {
    this.#add(PLAIN.fill);
  }

  stroke(): void {
    this.#add(PLAIN.stroke);
  }

  clip(): void {
    this.#add(PLAIN.clip);
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    this.#add(PLAIN.clearRect, 4, x, y, width, height);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add(PLAIN.fillRect, 4, x, y, width, height);
  }

  fillText(text: string, x: number, y: number): void {
    this.#add(PLAIN.fillText, 3, this.#name(text), x, y);
  }

  strokeText(text: string, x: number, y: number): void {
    this.#add(PLAIN.strokeText, 3, this.#name(text), x, y);
  }

  setLineDash([dash, gap]: number[]): void {
    if (dash === undefined) this.#add(PLAIN.setLineDash);
    else this.#add(PLAIN.setLineDash, 2, dash, gap ?? dash);
  }

  drawImage(image: Copied | Recipe, x: number, y: number, width?: number, height?: number): void {
    const at = this.#name(image);
    if (width === undefined || height === undefined) this.#add(drawImage, 3, at, x, y);
    else this.#add(drawImage, 5, at, x, y, width, height);
  }
}

const told = new DrawingList();

/** Tells a picture of so many pixels. */
export function tellRecipe(
  size: { readonly width: number; readonly height: number },
  draw: (brush: StageBrush) => void,
): Recipe {
  told.clear();
  draw(told);
  const recipe = new Recipe(size, told);
  told.clear();
  return recipe;
}
