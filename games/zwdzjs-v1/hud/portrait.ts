import { PARTS } from "../art/parts.ts";
import { posePlant, restingPlant } from "../art/plant_poses.ts";
import { poseZombie, restingZombie } from "../art/zombie_poses.ts";
import type { PlantKind, ZombieKind } from "../rules/kinds.ts";
import { Pen } from "../view/pen.ts";

/** Who is on a picture. */
export type Sitter =
  | { readonly plant: PlantKind }
  | { readonly zombie: ZombieKind }
  | { readonly thing: string };

const SIZE = 108;

/** Those with something high on their heads are drawn smaller, so that all of it is seen. */
const ZOMBIE_SCALES: Partial<Record<ZombieKind, number>> = {
  kite: 0.46,
  hat: 0.62,
  wok: 0.66,
  giant: 0.66,
  lantern: 0.64,
  pole: 0.64,
};

/** A picture of a unit as a canvas of its own; `shade` leaves only its shape. */
export function makePortrait(sitter: Sitter, cssPx: number, shade = false): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  canvas.width = Math.round(cssPx * ratio);
  canvas.height = Math.round(cssPx * ratio);
  canvas.className = "portrait";
  canvas.style.width = canvas.style.height = `${cssPx}px`;
  const g = canvas.getContext("2d")!;
  const scale = canvas.width / SIZE;
  const pen = new Pen(g, PARTS);
  pen.resize(scale);
  const middle = { x: canvas.width / 2, y: canvas.height * 0.9 };
  if ("plant" in sitter) {
    pen.stand({ ...middle, scale: scale * (sitter.plant === "bamboo" ? 0.86 : 0.93) });
    posePlant(pen, restingPlant(sitter.plant));
  } else if ("zombie" in sitter) {
    const kite = sitter.zombie === "kite";
    pen.stand({
      x: middle.x + (kite ? 0 : 6 * scale),
      y: middle.y,
      scale: scale * (ZOMBIE_SCALES[sitter.zombie] ?? 0.69),
    });
    poseZombie(pen, restingZombie(sitter.zombie));
  } else {
    const big = scale * 1.55;
    pen.resize(big);
    pen.stand({
      x: middle.x,
      y: canvas.height * (sitter.thing === "spade" ? 0.84 : 0.5),
      scale: big,
    });
    pen.put(sitter.thing);
  }
  if (shade) {
    g.globalCompositeOperation = "source-in";
    g.fillStyle = "#5a6478";
    g.fillRect(0, 0, canvas.width, canvas.height);
  }
  return canvas;
}
