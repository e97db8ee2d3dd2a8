import { PARTS } from "../art/parts.ts";
import { type PlantLook, posePlant, restingPlant } from "../art/plant_poses.ts";
import { poseZombie, restingZombie, type ZombieLook } from "../art/zombie_poses.ts";
import { wantsCalmMotion } from "../../kit/motion.ts";
import type { PlantKind, ZombieKind } from "../rules/kinds.ts";
import { Pen } from "../view/pen.ts";
import type { Stance } from "../view/stance.ts";

/** The subject of a picture. */
export type Sitter =
  | { readonly plant: PlantKind }
  | { readonly zombie: ZombieKind }
  | { readonly thing: string };

const SIZE = 108;

/** The scale of zombies with something high on their heads, so that the picture shows all of it. */
const ZOMBIE_SCALES: Partial<Record<ZombieKind, number>> = {
  kite: 0.46,
  hat: 0.62,
  wok: 0.66,
  giant: 0.66,
  lantern: 0.64,
  pole: 0.64,
  imp: 0.56,
  mole: 0.62,
};

/** A zombie that hops on its picture is drawn so much smaller, so that its hat stays in the picture. */
const LIVING_SCALE = 0.9;

/** The height of a thing's pivot where that is not its middle. */
const THING_FEET: Readonly<Record<string, number>> = {
  spade: 0.84,
  "head calm": 0.86,
  rooster: 0.82,
  "golden rooster": 0.84,
  "bed sign": 0.86,
};

/** The scale of things that are larger than others. */
const THING_SCALES: Readonly<Record<string, number>> = {
  rooster: 1,
  "golden rooster": 0.95,
  "bed sign": 1.3,
};

/** The seconds between two acts of a plant on a moving picture. */
const ACT_SECONDS = 2.4;

function lookOfSitter(kind: PlantKind, time: number): PlantLook {
  const look = restingPlant(kind, time);
  return time === 0 ? look : { ...look, acted: time % ACT_SECONDS };
}

/** Makes a pen for a picture, and the scale at which the unit fits. */
function takePen(canvas: HTMLCanvasElement, sitter: Sitter): { pen: Pen; scale: number } {
  const pen = new Pen(canvas.getContext("2d")!, PARTS);
  const scale = (canvas.width / SIZE) *
    ("thing" in sitter ? THING_SCALES[sitter.thing] ?? 1.55 : 1);
  pen.resize(scale);
  return { pen, scale };
}

/** The feet of a zombie on a picture of 108 by 108, and how large it is there. */
export function standOfZombie({ kind, time, lift, stretch }: ZombieLook): Stance {
  const scale = (ZOMBIE_SCALES[kind] ?? 0.69) * (time > 0 ? LIVING_SCALE : 1);
  return {
    x: SIZE / 2 + (kind === "kite" ? 0 : 6),
    y: SIZE * 0.9 - lift * scale,
    scale,
    sx: 1 - stretch * 0.09,
    sy: 1 + stretch * 0.1,
  };
}

function paint(
  canvas: HTMLCanvasElement,
  sitter: Sitter,
  easel: { pen: Pen; scale: number; time: number },
): void {
  const { pen, scale, time } = easel;
  const middle = { x: canvas.width / 2, y: canvas.height * 0.9 };
  if ("plant" in sitter) {
    pen.stand({ ...middle, scale: scale * (sitter.plant === "bamboo" ? 0.86 : 0.93) });
    posePlant(pen, lookOfSitter(sitter.plant, time));
  } else if ("zombie" in sitter) {
    const look = restingZombie(sitter.zombie, time);
    const stand = standOfZombie(look);
    pen.stand({ ...stand, x: stand.x * scale, y: stand.y * scale, scale: stand.scale * scale });
    poseZombie(pen, look);
  } else {
    const y = canvas.height * (THING_FEET[sitter.thing] ?? 0.5);
    pen.stand({ x: middle.x, y, scale });
    pen.put(sitter.thing);
  }
}

/** Makes a picture of a unit; `shade` shows only its shape. */
export function makePortrait(sitter: Sitter, cssPx: number, shade = false): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  canvas.width = Math.round(cssPx * ratio);
  canvas.height = Math.round(cssPx * ratio);
  canvas.className = "portrait";
  canvas.style.width = canvas.style.height = `${cssPx}px`;
  const { pen, scale } = takePen(canvas, sitter);
  paint(canvas, sitter, { pen, scale, time: 0 });
  if (shade) {
    pen.rest();
    pen.g.globalCompositeOperation = "source-in";
    pen.g.fillStyle = "#5a6478";
    pen.g.fillRect(0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

/** Animates a picture until the returned function is called. */
export function enliven(canvas: HTMLCanvasElement, sitter: Sitter): () => void {
  if (wantsCalmMotion()) return () => {};
  const { pen, scale } = takePen(canvas, sitter);
  const startedMs = performance.now();
  let frame = requestAnimationFrame(function draw(nowMs) {
    pen.rest();
    pen.g.clearRect(0, 0, canvas.width, canvas.height);
    paint(canvas, sitter, { pen, scale, time: Math.max(0.001, (nowMs - startedMs) / 1000) });
    frame = requestAnimationFrame(draw);
  });
  return () => cancelAnimationFrame(frame);
}
