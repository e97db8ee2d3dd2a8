import { PLANT_KINDS, type PlantKind } from "../rules/kinds.ts";
import type { PartPen } from "./part.ts";

/** The visible state of a plant. */
export interface PlantLook {
  readonly kind: PlantKind;
  /** The time in seconds, shifted for each plant so that they do not sway in step. */
  readonly time: number;
  /** The seconds since it last acted. */
  readonly acted: number;
  /** The share of its health that is left. */
  readonly health: number;
  /** The share of the time to its explosion, or of a peanut's time to come up. */
  readonly fuse: number;
  readonly armed: boolean;
}

/** Makes the part names of each plant once, not for each plant in each frame. */
function namesOf(piece: string): Readonly<Record<PlantKind, string>> {
  const names = PLANT_KINDS.map((kind) => [kind, `${kind} ${piece}`]);
  return Object.fromEntries(names) as Record<PlantKind, string>;
}

const FEET = namesOf("foot");
const HEADS = namesOf("head");
const BODIES = namesOf("body");
const WORN_BAMBOO = ["bamboo 0", "bamboo 1", "bamboo 2"] as const;

/** A kick that starts at 1 and swings out to 0 after so many seconds. */
function kick(since: number, lasts: number): number {
  if (since < 0 || since >= lasts) return 0;
  const left = 1 - since / lasts;
  return left * left * Math.cos((since / lasts) * Math.PI * 2);
}

function sway(look: PlantLook, pace = 2.2): number {
  return Math.sin(look.time * pace);
}

/** Poses a head on a stem, which recoils as it shoots. */
function poseGunner(pen: PartPen, look: PlantLook, neck: number): void {
  const back = kick(look.acted, 0.32);
  const bob = sway(look);
  pen.put(FEET[look.kind], { turn: bob * 0.02 });
  pen.put(HEADS[look.kind], {
    x: bob * 1.6 - back * 9,
    y: neck + (0.5 - bob * bob) * 1.6,
    turn: bob * 0.04 - back * 0.12,
    sx: 1 - back * 0.18,
    sy: 1 + back * 0.14,
  });
}

function poseClover(pen: PartPen, look: PlantLook): void {
  const back = kick(look.acted, 0.32);
  const bob = sway(look);
  pen.put("clover foot", { turn: bob * 0.02 });
  for (const turn of [-1.1, 1.1, 0]) {
    const spread = turn + bob * 0.05;
    pen.put("clover leaf", {
      x: -10 - back * 6,
      y: -46,
      turn: spread,
      sx: 1.12 - back * 0.2,
      sy: 1.12,
    });
  }
  pen.put("clover face", { x: -12 - back * 3, y: -46, turn: bob * 0.05, sx: 0.9, sy: 0.9 });
}

function poseFern(pen: PartPen, look: PlantLook): void {
  const back = kick(look.acted, 0.3);
  const bob = sway(look, 1.8);
  pen.put("fern foot");
  pen.put("fern head", { x: -3 - back * 5, y: -22, turn: bob * 0.06 - back * 0.15 });
}

function posePomegranate(pen: PartPen, look: PlantLook): void {
  const back = kick(look.acted, 0.5);
  const breath = sway(look) * 0.02;
  pen.put("pomegranate body", { sx: 1 - breath - back * 0.12, sy: 1 + breath + back * 0.16 });
  pen.put("pomegranate crown", { x: -1, y: -55 * (1 + breath + back * 0.16), turn: back * 0.3 });
}

function poseGlowberry(pen: PartPen, look: PlantLook): void {
  const swing = sway(look, 1.7) * 0.12 + kick(look.acted, 0.7) * 0.2;
  const glad = kick(look.acted, 0.6) * 0.12;
  pen.put("glowberry stalk", { turn: sway(look, 1.7) * 0.015 });
  pen.put("glowberry fruit", { x: 4, y: -76, turn: -swing, sx: 1 - glad, sy: 1 + glad });
}

function poseBamboo(pen: PartPen, look: PlantLook): void {
  const wear = look.health > 0.66 ? 0 : look.health > 0.33 ? 1 : 2;
  const breath = sway(look, 1.4) * 0.012;
  pen.put(WORN_BAMBOO[wear], { sx: 1 + breath, sy: 1 - breath });
}

function posePeanut(pen: PartPen, look: PlantLook): void {
  if (look.armed) {
    const out = Math.min(1, look.acted / 0.35);
    const hop = Math.sin(out * Math.PI) * 8;
    pen.put("peanut body", { y: 4 - hop, sy: 0.6 + 0.4 * out, turn: sway(look, 3) * 0.03 });
    pen.put("peanut lamp", { y: -50 - hop, alpha: look.time % 1 < 0.5 ? 1 : 0.55 });
  } else {
    pen.put("peanut sprout", { y: -12, turn: sway(look, 3) * 0.15 });
  }
  pen.put("peanut mound", { y: 2 });
}

/** Poses a plant that contracts, swells and trembles before its explosion. */
function poseFused(pen: PartPen, look: PlantLook): void {
  const swell = look.fuse < 0.3 ? -look.fuse * 0.5 : (look.fuse - 0.3) * 0.55 - 0.15;
  const tremble = look.fuse > 0.4 ? Math.sin(look.time * 60) * 2.4 * look.fuse : 0;
  pen.put(BODIES[look.kind], {
    x: tremble,
    sx: 1 + swell * (look.fuse < 0.3 ? -0.6 : 1),
    sy: 1 + swell,
    turn: sway(look) * 0.02,
  });
}

function poseCaltrop(pen: PartPen, look: PlantLook): void {
  const jab = kick(look.acted, 0.25);
  pen.put("caltrop body", { sx: 1 - jab * 0.08, sy: 1 + jab * 0.3 + sway(look) * 0.015 });
}

function poseGinseng(pen: PartPen, look: PlantLook): void {
  const glad = kick(look.acted, 0.6);
  const step = sway(look, 3);
  pen.put("ginseng body", { turn: step * 0.05, sx: 1 - glad * 0.1, sy: 1 + glad * 0.12 });
  pen.put("ginseng crown", { x: step * 2.4, y: -51 - glad * 8, turn: step * 0.1 });
}

/** Draws the parts of a plant; the pen has its place already. */
export function posePlant(pen: PartPen, look: PlantLook): void {
  switch (look.kind) {
    case "lotus":
      return poseGunner(pen, look, -52);
    case "mint":
    case "grape":
      return poseGunner(pen, look, -46);
    case "dandelion":
      return poseGunner(pen, look, -54);
    case "clover":
      return poseClover(pen, look);
    case "fern":
      return poseFern(pen, look);
    case "pomegranate":
      return posePomegranate(pen, look);
    case "glowberry":
      return poseGlowberry(pen, look);
    case "bamboo":
      return poseBamboo(pen, look);
    case "peanut":
      return posePeanut(pen, look);
    case "popcorn":
    case "dragonfruit":
      return poseFused(pen, look);
    case "caltrop":
      return poseCaltrop(pen, look);
    case "ginseng":
      return poseGinseng(pen, look);
  }
}

/** A plant at rest, for packets and the almanac. */
export function restingPlant(kind: PlantKind, time = 0): PlantLook {
  return { kind, time, acted: 99, health: 1, fuse: 0, armed: kind === "peanut" };
}
