import { PARTS } from "../../zwdzjs-v1/art/parts.ts";
import { posePlant, restingPlant } from "../../zwdzjs-v1/art/plant_poses.ts";
import { poseZombie, restingZombie } from "../../zwdzjs-v1/art/zombie_poses.ts";
import { COLS, ROWS } from "../../zwdzjs-v1/rules/kinds.ts";
import { LIGHTS } from "../../zwdzjs-v1/view/lights.ts";
import { Pen } from "../../zwdzjs-v1/view/pen.ts";
import type { Lawn } from "./lawn.ts";

/** The size of a cell, in the canvas's pixels. */
const CELL = 44;
const FIGURE = 0.4;
/** The sky above the first row, where its zombies' hats are. */
const SKY = CELL / 2;

/** Draws a small picture of a lawn. */
export function makeLawnPicture(lawn: Lawn): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.className = "lawn-picture";
  canvas.width = (COLS + 1) * CELL;
  canvas.height = SKY + ROWS * CELL;
  const g = canvas.getContext("2d")!;
  const { grass: [light, dark], sky: [sky] } = LIGHTS[lawn.hour];
  g.fillStyle = sky;
  g.fillRect(0, 0, canvas.width, SKY);
  for (let row = 0; row < ROWS; row++) {
    for (let col = 0; col <= COLS; col++) {
      g.fillStyle = (row + col) % 2 ? dark : light;
      g.fillRect(col * CELL, SKY + row * CELL, CELL, CELL);
    }
  }
  const pen = new Pen(g, PARTS);
  pen.resize(FIGURE);
  for (let row = 0; row < ROWS; row++) drawRow(pen, lawn, row);
  return canvas;
}

function drawRow(pen: Pen, lawn: Lawn, row: number): void {
  const y = SKY + (row + 0.9) * CELL;
  for (const plant of lawn.plants) {
    if (plant.row !== row) continue;
    pen.stand({ x: (plant.col + 0.5) * CELL, y, scale: FIGURE });
    posePlant(pen, restingPlant(plant.kind, 0));
  }
  for (const zombie of lawn.zombies) {
    if (zombie.row !== row) continue;
    const scale = FIGURE * (zombie.kind === "giant" ? 1.1 : 0.8);
    pen.stand({ x: (zombie.tenths / 10) * CELL, y, scale });
    poseZombie(pen, restingZombie(zombie.kind, 0));
  }
}
