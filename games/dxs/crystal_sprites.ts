// The parts of the crystal that are drawn once for each size of the window and then copied: blurred shadows and large
// gradients in every frame are more than a tablet without a graphics card can draw.

import type { Box } from "../kit/fit.ts";
import type { Stage } from "../kit/stage.ts";
import { BALL, type CrystalFace, drawFace, drawGlass, drawStand } from "./crystal_drawing.ts";

type Context = CanvasRenderingContext2D;

/** What a part shows. */
export type PartName = "stand" | "glass" | CrystalFace;

const GLASS: Box = { x: BALL.x - 286, y: BALL.y - 286, width: 572, height: 572 };
const FACE: Box = { x: 210, y: 240, width: 380, height: 290 };
const BOXES: Readonly<Record<PartName, Box>> = {
  stand: { x: 130, y: 580, width: 540, height: 220 },
  glass: GLASS,
  asleep: FACE,
  awake: FACE,
  reading: FACE,
  glad: FACE,
  hidden: FACE,
};

/** A picture, and where it lies on the stage. */
interface Part {
  readonly picture: HTMLCanvasElement;
  readonly box: Box;
}

function drawPart(context: Context, name: PartName): void {
  if (name === "stand") drawStand(context);
  else if (name === "glass") drawGlass(context);
  else drawFace(context, name);
}

/** Draws parts from pictures that it makes when they are first needed. */
export class CrystalSprites {
  #stage: Stage;
  #parts = new Map<PartName, Part>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Drops all pictures, which were made for another size of the window. */
  forget(): void {
    this.#parts.clear();
  }

  draw(context: Context, name: PartName): void {
    const { picture, box: { x, y, width, height } } = this.#part(name);
    context.drawImage(picture, x, y, width, height);
  }

  #part(name: PartName): Part {
    const known = this.#parts.get(name);
    if (known) return known;
    const box = this.#stage.onWholePixels(BOXES[name]);
    const picture = this.#stage.makeSprite(box, (context) => {
      context.translate(-box.x, -box.y);
      drawPart(context, name);
    });
    const part = { picture, box };
    this.#parts.set(name, part);
    return part;
  }
}
