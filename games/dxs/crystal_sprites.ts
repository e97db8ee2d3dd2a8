// The parts of the crystal that are drawn once for each size of the window and then copied: blurred shadows and large
// gradients in every frame are more than a tablet without a graphics card can draw.

import type { Box, Stage } from "../kit/stage.ts";
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

function drawPart(context: Context, name: PartName): void {
  if (name === "stand") drawStand(context);
  else if (name === "glass") drawGlass(context);
  else drawFace(context, name);
}

/** Draws parts from pictures that it makes when they are first needed. */
export class CrystalSprites {
  #stage: Stage;
  #pictures = new Map<PartName, HTMLCanvasElement>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Drops all pictures, which were made for another size of the window. */
  forget(): void {
    this.#pictures.clear();
  }

  draw(context: Context, name: PartName): void {
    const { x, y, width, height } = BOXES[name];
    context.drawImage(this.#picture(name), x, y, width, height);
  }

  #picture(name: PartName): HTMLCanvasElement {
    let picture = this.#pictures.get(name);
    if (!picture) {
      const { x, y, width, height } = BOXES[name];
      picture = this.#stage.makeSprite({ width, height }, (context) => {
        context.translate(-x, -y);
        drawPart(context, name);
      });
      this.#pictures.set(name, picture);
    }
    return picture;
  }
}
