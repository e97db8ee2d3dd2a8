// The pictures of which figures consist. Each is drawn once for a size, and only moved after that.

import { tellRecipe } from "../../kit/drawing/drawing_list.ts";
import type { Recipe } from "../../kit/drawing/recipe.ts";
import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import type { Point } from "../../kit/fit.ts";
import type { Part } from "../art/part.ts";
import type { Canvas2d } from "../art/forms.ts";

/** The colouring of a figure: plain, white from a hit, blue from the cold, pale as a ghost, black from fire. */
export type Wash = "plain" | "flash" | "cold" | "ghost" | "ash";

/** The order in which washed poses are numbered. */
export const WASH_NAMES: readonly Wash[] = ["plain", "flash", "cold", "ghost", "ash"];

/** A wash's colour and its opacity, 0 to 1. */
const WASHES: Readonly<Record<Exclude<Wash, "plain">, readonly [string, number]>> = {
  flash: ["#ffffff", 0.85],
  cold: ["#3f9cf5", 0.3],
  ghost: ["#cfd8ff", 0.6],
  ash: ["#2b2733", 0.9],
};

/** A picture and its place around its pivot. */
export interface Picture {
  readonly image: ImageBitmap | Recipe;
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

/** Lays a picture's pixels around its pivot. */
function layOut({ box, pixels }: Canvas): Omit<Picture, "image"> {
  const left = Math.floor(box[0] * pixels) - MARGIN;
  const top = Math.floor(box[1] * pixels) - MARGIN;
  const width = Math.ceil((box[0] + box[2]) * pixels) + MARGIN - left;
  const height = Math.ceil((box[1] + box[3]) * pixels) + MARGIN - top;
  return { left, top, width, height, unit: 1 / pixels };
}

/** Draws a picture in figure units. */
export function makePicture(canvas: Canvas, paint: (g: Canvas2d) => void): Picture {
  const at = layOut(canvas);
  return drawPicture(at, (g) => {
    g.setTransform(canvas.pixels, 0, 0, canvas.pixels, -at.left, -at.top);
    paint(g);
  });
}

/**
 * Tells a picture of a figure, for whoever draws the stage to make, then colours and fades it.
 *
 * @param paint draws it; a unit is `canvas.pixels`, and the pivot lies at a place in pixels
 */
export function tellPicture(
  canvas: Canvas,
  paint: (g: StageBrush, pivot: Point) => void,
  { wash = "plain", alpha = 1 }: { readonly wash?: Wash; readonly alpha?: number } = {},
): Picture {
  const at = layOut(canvas);
  const { width, height } = at;
  const image = tellRecipe(at, (g) => {
    paint(g, { x: -at.left, y: -at.top });
    g.setTransform(1, 0, 0, 1, 0, 0);
    if (wash !== "plain") layWash(g, { width, height, wash });
    if (alpha === 1) return;
    g.globalCompositeOperation = "destination-in";
    g.globalAlpha = alpha;
    g.fillRect(0, 0, width, height);
  });
  return { ...at, image };
}

function layWash(
  g: StageBrush,
  { width, height, wash }: { width: number; height: number; wash: Exclude<Wash, "plain"> },
): void {
  g.globalCompositeOperation = "source-atop";
  [g.fillStyle, g.globalAlpha] = WASHES[wash];
  g.fillRect(0, 0, width, height);
}

/** Draws a picture with a wash. */
export function washPicture(plain: Picture, wash: Exclude<Wash, "plain">): Picture {
  return drawPicture(plain, (g) => {
    g.drawImage(plain.image as ImageBitmap, 0, 0);
    layWash(g, { ...plain, wash });
  });
}
