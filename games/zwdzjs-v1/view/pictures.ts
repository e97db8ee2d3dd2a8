// The pictures of which figures consist. Each is drawn once for a size, and only moved after that.

import type { Part } from "../art/part.ts";
import type { Canvas2d } from "../art/forms.ts";

/** The colouring of a figure: plain, white from a hit, blue from the cold, pale as a ghost, black from fire. */
export type Wash = "plain" | "flash" | "cold" | "ghost" | "ash";

/** The order in which washed poses are numbered. */
export const WASH_NAMES: readonly Wash[] = ["plain", "flash", "cold", "ghost", "ash"];

/** A wash's colour and its opacity, 0 to 1. */
export const WASHES: Readonly<Record<Exclude<Wash, "plain">, readonly [string, number]>> = {
  flash: ["#ffffff", 0.85],
  cold: ["#3f9cf5", 0.3],
  ghost: ["#cfd8ff", 0.6],
  ash: ["#2b2733", 0.9],
};

/** A picture and its place around its pivot. */
export interface Picture {
  readonly image: ImageBitmap;
  /**
   * The left edge in its own pixels. It is a whole number, because a fraction would allocate garbage in each drawing.
   */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The figure units of a pixel. */
  readonly unit: number;
}

/** The size of a picture. */
export interface Canvas {
  readonly box: Part["box"];
  /** The pixels of a figure unit. */
  readonly pixels: number;
}

/** The margin in pixels for soft edges. */
const MARGIN = 1;
/** The scale of a wash over a pose; its one flat colour needs only half the size. */
const WASH_SCALE = 0.5;

/**
 * Unused canvases. Each picture is taken off its canvas, which then serves the next: hundreds of canvases for the
 * garbage collector delayed a frame by twenty milliseconds.
 */
const blanks: OffscreenCanvas[] = [];

/** Draws a picture of so many pixels. */
function drawPicture(
  at: Omit<Picture, "image">,
  draw: (g: OffscreenCanvasRenderingContext2D) => void,
): Picture {
  const canvas = blanks.pop() ?? new OffscreenCanvas(1, 1);
  // This also clears the canvas and resets its context.
  canvas.width = at.width;
  canvas.height = at.height;
  draw(canvas.getContext("2d")!);
  const image = canvas.transferToImageBitmap();
  blanks.push(canvas);
  return { ...at, image };
}

/** Draws a picture in figure units. */
export function makePicture({ box, pixels }: Canvas, paint: (g: Canvas2d) => void): Picture {
  const left = Math.floor(box[0] * pixels) - MARGIN;
  const top = Math.floor(box[1] * pixels) - MARGIN;
  const width = Math.ceil((box[0] + box[2]) * pixels) + MARGIN - left;
  const height = Math.ceil((box[1] + box[3]) * pixels) + MARGIN - top;
  return drawPicture({ left, top, width, height, unit: 1 / pixels }, (g) => {
    g.setTransform(pixels, 0, 0, pixels, -left, -top);
    paint(g);
  });
}

/** Draws a picture with a wash. */
export function washPicture(plain: Picture, [colour, share]: readonly [string, number]): Picture {
  const { width, height } = plain;
  return drawPicture(plain, (g) => {
    g.drawImage(plain.image, 0, 0);
    g.globalCompositeOperation = "source-atop";
    g.globalAlpha = share;
    g.fillStyle = colour;
    g.fillRect(0, 0, width, height);
  });
}

/** Draws the shape of a picture in one colour, to lie over it. */
export function silhouette(plain: Picture, colour: string): Picture {
  const left = Math.floor(plain.left * WASH_SCALE);
  const top = Math.floor(plain.top * WASH_SCALE);
  const width = Math.ceil((plain.left + plain.width) * WASH_SCALE) - left;
  const height = Math.ceil((plain.top + plain.height) * WASH_SCALE) - top;
  const unit = plain.unit / WASH_SCALE;
  return drawPicture({ left, top, width, height, unit }, (g) => {
    g.setTransform(WASH_SCALE, 0, 0, WASH_SCALE, -left, -top);
    g.drawImage(plain.image, plain.left, plain.top);
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.globalCompositeOperation = "source-in";
    g.fillStyle = colour;
    g.fillRect(0, 0, width, height);
  });
}
