// Pictures that figures are put together from: drawn once for a size, then only moved about.

import type { Canvas2d } from "./forms.ts";

/** A piece of a figure. Its pivot is its own (0, 0). */
export interface Part {
  /** Left, top, width and height of what it covers. */
  readonly box: readonly [number, number, number, number];
  readonly paint: (g: Canvas2d) => void;
}

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

function pictureOf(
  canvas: OffscreenCanvas,
  { left, top, unit }: Pick<Picture, "left" | "top" | "unit">,
): Picture {
  const { width, height } = canvas;
  return { image: canvas.transferToImageBitmap(), left, top, width, height, unit };
}

/** Draws a picture, in figure units. */
export function makePicture({ box, pixels }: Canvas, paint: (g: Canvas2d) => void): Picture {
  const left = Math.floor((box[0] - MARGIN) * pixels);
  const top = Math.floor((box[1] - MARGIN) * pixels);
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.ceil((box[0] + box[2] + MARGIN) * pixels) - left),
    Math.max(1, Math.ceil((box[1] + box[3] + MARGIN) * pixels) - top),
  );
  const g = canvas.getContext("2d")!;
  g.setTransform(pixels, 0, 0, pixels, -left, -top);
  paint(g);
  return pictureOf(canvas, { left, top, unit: 1 / pixels });
}

/** A picture under a wash. */
export function washPicture(plain: Picture, [colour, share]: readonly [string, number]): Picture {
  const { width, height } = plain.image;
  const canvas = new OffscreenCanvas(width, height);
  const g = canvas.getContext("2d")!;
  g.drawImage(plain.image, 0, 0);
  g.globalCompositeOperation = "source-atop";
  g.globalAlpha = share;
  g.fillStyle = colour;
  g.fillRect(0, 0, width, height);
  return pictureOf(canvas, plain);
}

/** The shape of a picture in one colour, to lie over it. */
export function silhouette(plain: Picture, colour: string): Picture {
  const width = Math.ceil(plain.image.width * WASH_SCALE);
  const height = Math.ceil(plain.image.height * WASH_SCALE);
  const left = Math.round(plain.left * WASH_SCALE);
  const top = Math.round(plain.top * WASH_SCALE);
  const canvas = new OffscreenCanvas(width + 1, height + 1);
  const g = canvas.getContext("2d")!;
  // The whole pixels it starts at are not quite half of the picture's own.
  g.translate(plain.left * WASH_SCALE - left, plain.top * WASH_SCALE - top);
  g.scale(WASH_SCALE, WASH_SCALE);
  g.drawImage(plain.image, 0, 0);
  g.setTransform(1, 0, 0, 1, 0, 0);
  g.globalCompositeOperation = "source-in";
  g.fillStyle = colour;
  g.fillRect(0, 0, width + 1, height + 1);
  return pictureOf(canvas, { left, top, unit: plain.unit / WASH_SCALE });
}
