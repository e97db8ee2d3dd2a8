// Pictures that figures are put together from: drawn once for a size, then only moved about.

import type { Part } from "../art/part.ts";
import type { Canvas2d } from "../art/forms.ts";

/** How a figure is coloured this frame: as it is, white from a hit, blue from the cold, black from fire. */
export type Wash = "plain" | "flash" | "cold" | "ghost" | "ash";

/** In the order in which pictures of a washed pose are numbered. */
export const WASH_NAMES: readonly Wash[] = ["plain", "flash", "cold", "ghost", "ash"];

/** A wash's colour, and how much of it lies over the figure, 0 to 1. */
export const WASHES: Readonly<Record<Exclude<Wash, "plain">, readonly [string, number]>> = {
  flash: ["#ffffff", 0.85],
  cold: ["#3f9cf5", 0.3],
  ghost: ["#cfd8ff", 0.6],
  ash: ["#2b2733", 0.9],
};

/** A picture, and where it lies about its pivot. */
export interface Picture {
  readonly image: ImageBitmap;
  /** In pixels of its own. Whole numbers: others would become garbage each time they are drawn with. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Figure units a pixel. */
  readonly unit: number;
}

/** What a picture is made for. */
export interface Canvas {
  readonly box: Part["box"];
  /** Pixels a figure unit. */
  readonly pixels: number;
}

/** Outlines and leaf tips may reach this far out of a part's box. */
const MARGIN = 6;
/** A wash over a pose is one flat colour: half the size does. */
const WASH_SCALE = 0.5;

/**
 * Canvases that nothing is drawn on now. Each picture is taken off its canvas, which then serves the next:
 * hundreds of canvases left to the garbage collector held up a frame by twenty milliseconds.
 */
const blanks: OffscreenCanvas[] = [];

/** Draws a picture of so many pixels. */
function drawPicture(
  at: Omit<Picture, "image">,
  draw: (g: OffscreenCanvasRenderingContext2D) => void,
): Picture {
  const canvas = blanks.pop() ?? new OffscreenCanvas(1, 1);
  // This also wipes it, and takes back all settings of its context.
  canvas.width = at.width;
  canvas.height = at.height;
  draw(canvas.getContext("2d")!);
  const image = canvas.transferToImageBitmap();
  blanks.push(canvas);
  return { ...at, image };
}

/** Draws a picture, in figure units. */
export function makePicture({ box, pixels }: Canvas, paint: (g: Canvas2d) => void): Picture {
  const left = Math.floor((box[0] - MARGIN) * pixels);
  const top = Math.floor((box[1] - MARGIN) * pixels);
  const width = Math.ceil((box[0] + box[2] + MARGIN) * pixels) - left;
  const height = Math.ceil((box[1] + box[3] + MARGIN) * pixels) - top;
  return drawPicture({ left, top, width, height, unit: 1 / pixels }, (g) => {
    g.setTransform(pixels, 0, 0, pixels, -left, -top);
    paint(g);
  });
}

/** A picture under a wash. */
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

/** The shape of a picture in one colour, to lie over it. */
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
