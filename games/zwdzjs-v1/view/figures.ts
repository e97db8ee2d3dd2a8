import { type PlantLook, posePlant } from "../art/plant_poses.ts";
import { poseZombie, type ZombieLook } from "../art/zombie_poses.ts";
import { backOut, clamp } from "../kit/motion.ts";
import { ZOMBIE_KINDS } from "../rules/kinds.ts";
import { SUN_FALL_TICKS, SUN_WAIT_TICKS } from "../rules/economy.ts";
import { levelOf } from "../rules/levels.ts";
import { isArmed } from "../rules/plant_acts.ts";
import { PLANTS } from "../rules/plants.ts";
import type { Plant, Rooster, Shot, Sun, World, Zombie } from "../rules/world.ts";
import * as numbers from "../rules/zombies.ts";
import { boardX, boardY, groundY, type Layout } from "./layout.ts";
import type { Part, Pen, Wash } from "./pen.ts";
import { SHADOW_WIDTH } from "../art/things.ts";

/** A hit shows white for so many steps. */
const FLASH_TICKS = 3;
const GIANT_SIZE = 1.4;
const ZOMBIE_SIZE = 0.92;
const FLIGHT_HEIGHT = 44;
/** Plants that give light at night. */
const GLOWING: ReadonlySet<Plant["kind"]> = new Set(["glowberry", "fern", "dragonfruit"]);

/** What figures are drawn with, and where. */
export interface Easel {
  readonly pen: Pen;
  readonly world: World;
  readonly layout: Layout;
}

/** Adds the soft shadow that something casts on the ground to the path that is begun. */
function addShadow(g: Pen["g"], at: { x: number; y: number; width: number }): void {
  if (at.width <= 0) return;
  g.moveTo(at.x + at.width, at.y);
  g.ellipse(at.x, at.y, at.width, at.width * 0.28, 0, 0, 7);
}

/** Draws the shadows of all that stands in a row or flies over it, at one stroke: there are hundreds. */
export function drawShadows({ pen, world, layout }: Easel, row: number): void {
  const { g } = pen;
  const { figure } = layout;
  const y = groundY(layout, row);
  pen.rest();
  g.beginPath();
  for (const plant of world.plants) {
    if (plant.row !== row) continue;
    const x = boardX(layout, plant.col + 0.5);
    addShadow(g, { x, y: y - 2, width: 36 * figure * growthOf(world, plant) });
  }
  for (const zombie of world.zombies) {
    if (zombie.row !== row) continue;
    const { lift } = hopOf(zombie, progressOf(zombie));
    const width = (32 - lift * 0.12) * zombieScale(zombie, layout) * arrivalOf(world, zombie);
    addShadow(g, { x: boardX(layout, zombie.x), y, width });
  }
  for (const shot of world.shots) {
    if (Math.round(shot.y) === row) {
      addShadow(g, { x: boardX(layout, shot.x), y, width: 9 * figure });
    }
  }
  g.fillStyle = "#12203a";
  g.globalAlpha = 0.2;
  g.fill();
  g.globalAlpha = 1;
}

/** How far a plant has come up, 0 to 1 with an overshoot. */
function growthOf(world: World, plant: Plant): number {
  return backOut(clamp((world.tick - plant.bornAt) / 16));
}

/** How far a zombie has come out of the mist, 0 to 1. */
function arrivalOf(world: World, zombie: Zombie): number {
  return clamp((world.tick - zombie.bornAt) / 30);
}

function progressOf(zombie: Zombie): number {
  return clamp(zombie.modeTicks / (MODE_TICKS[zombie.mode] ?? 1));
}

function lookOfPlant(world: World, plant: Plant): PlantLook {
  const stats = PLANTS[plant.kind];
  const fused = stats.blast && plant.kind !== "peanut";
  return {
    kind: plant.kind,
    time: world.tick / 60 + plant.id * 1.7,
    acted: (world.tick - plant.actedAt) / 60,
    health: plant.health / stats.health,
    fuse: fused ? 1 - plant.wait / stats.firstTicks : 0,
    armed: isArmed(plant),
  };
}

/** Draws a plant where it grows. */
export function drawPlant({ pen, world, layout }: Easel, plant: Plant): void {
  const x = boardX(layout, plant.col + 0.5);
  const y = groundY(layout, plant.row);
  const grown = growthOf(world, plant);
  const hurt = clamp(1 - (world.tick - plant.hurtAt) / 14);
  if (GLOWING.has(plant.kind) && levelOf(world.levelNumber)?.hour === "night") {
    pen.stand({ x, y: y - 44 * layout.figure, scale: layout.figure * grown });
    pen.put("glow");
  }
  pen.stand({
    x: x + Math.sin(world.tick * 1.3) * hurt * 3,
    y,
    scale: layout.figure,
    sx: (2 - grown) * (1 + hurt * 0.05),
    sy: grown * (1 - hurt * 0.06),
    wash: world.tick - plant.hurtAt < FLASH_TICKS ? "flash" : "plain",
  });
  posePlant(pen, lookOfPlant(world, plant));
}

const MODE_TICKS: Partial<Record<Zombie["mode"], number>> = {
  vault: numbers.VAULT_TICKS,
  fall: numbers.FALL_TICKS,
  drum: numbers.DRUM_TICKS,
  fuse: numbers.CRACKER_FUSE_TICKS,
  smash: numbers.SMASH_TICKS,
};

/** How high it is in its hop, and how squashed or stretched. */
function hopOf(zombie: Zombie, progress: number): { lift: number; stretch: number } {
  if (zombie.mode === "fly") {
    return { lift: FLIGHT_HEIGHT + Math.sin(zombie.modeTicks / 22) * 7, stretch: 0.2 };
  }
  if (zombie.mode === "fall") {
    return { lift: FLIGHT_HEIGHT * (1 - progress) ** 2, stretch: progress > 0.7 ? -0.6 : 0.3 };
  }
  if (zombie.mode === "vault") return { lift: Math.sin(progress * Math.PI) * 62, stretch: 0.4 };
  if (zombie.mode !== "walk") return { lift: 0, stretch: 0 };
  const air = zombie.hopTicks / numbers.HOP_AIR_TICKS;
  if (zombie.kind === "dasher") {
    return { lift: Math.abs(Math.sin(air * 4)) * 4, stretch: Math.sin(air * 6) * 0.3 };
  }
  const height = zombie.kind === "giant" ? 9 : 17;
  if (air < 1) {
    return { lift: Math.sin(air * Math.PI) * height, stretch: 0.7 * Math.cos(air * Math.PI * 0.6) };
  }
  const rest = (zombie.hopTicks - numbers.HOP_AIR_TICKS) /
    (numbers.HOP_TICKS - numbers.HOP_AIR_TICKS);
  // Squashed by the landing, up again, and down once more to gather for the next hop.
  return { lift: 0, stretch: -0.9 * Math.abs(Math.cos(rest * Math.PI)) };
}

/** Poses of a hop, and of a bite, that are told apart. */
const HOP_POSES = 8;
const BITE_POSES = 5;
/** What zombies do most of the time, in poses that come again and again. */
const POSED_MODES: readonly Zombie["mode"][] = ["walk", "fly", "eat"];
const WEARS = [0, 0.3, 1] as const;
/** Steps between two like bites of the jaws. */
const CHEW_TICKS = 29;

/** What can be seen of a zombie now. */
export function lookOfZombie(world: World, zombie: Zombie): ZombieLook {
  const stats = numbers.ZOMBIES[zombie.kind];
  const progress = progressOf(zombie);
  return {
    kind: zombie.kind,
    mode: zombie.mode,
    time: world.tick / 60 + zombie.id * 0.7,
    progress,
    armour: stats.armour ? zombie.armour / stats.armour : 0,
    health: zombie.health / stats.health,
    gifted: zombie.gifted,
    ...hopOf(zombie, progress),
  };
}

/** Where in a pose that comes again and again a zombie is; undefined where it does something rare. */
function poseOf(zombie: Zombie): number | undefined {
  if (zombie.mode === "walk") return Math.floor((zombie.hopTicks / numbers.HOP_TICKS) * HOP_POSES);
  if (zombie.mode === "fly") {
    return Math.floor(((zombie.modeTicks % numbers.HOP_TICKS) / numbers.HOP_TICKS) * HOP_POSES);
  }
  if (zombie.mode !== "eat") return undefined;
  return Math.floor(((zombie.modeTicks % CHEW_TICKS) / CHEW_TICKS) * BITE_POSES);
}

/** Armour as it is seen: gone, worn or whole. */
function wearOf(zombie: Zombie): (typeof WEARS)[number] {
  const full = numbers.ZOMBIES[zombie.kind].armour;
  const share = full ? zombie.armour / full : 0;
  return share > 0.5 ? WEARS[2] : share > 0 ? WEARS[1] : WEARS[0];
}

/** The look of the middle of a pose, which all zombies in that pose share. */
function lookOfPose(world: World, zombie: Zombie, pose: number): ZombieLook {
  const steps = zombie.mode === "eat" ? CHEW_TICKS / BITE_POSES : numbers.HOP_TICKS / HOP_POSES;
  const ticks = Math.floor((pose + 0.5) * steps);
  const still = { ...zombie, hopTicks: ticks, modeTicks: ticks };
  return {
    ...lookOfZombie(world, zombie),
    ...hopOf(still, 0),
    time: ticks / 60,
    armour: wearOf(zombie),
  };
}

/** The number of what a pose looks like. */
function keyOfPose(zombie: Zombie, pose: number): number {
  const wear = WEARS.indexOf(wearOf(zombie));
  const mode = POSED_MODES.indexOf(zombie.mode);
  const kind = ZOMBIE_KINDS.indexOf(zombie.kind);
  const figure = (kind * 2 + Number(zombie.gifted)) * WEARS.length + wear;
  return (figure * POSED_MODES.length + mode) * HOP_POSES + pose;
}

/** What a picture of a whole pose has to hold: a hat, a rod or a sail reaches further than a body. */
const PLAIN_BOX = [-60, -140, 114, 156] as const;
const HAT_BOX = [-70, -172, 136, 188] as const;
const WIDE_BOX = [-112, -210, 196, 226] as const;
const BOXES: Partial<Record<Zombie["kind"], Part["box"]>> = {
  hat: HAT_BOX,
  wok: HAT_BOX,
  dasher: HAT_BOX,
  lantern: WIDE_BOX,
  pole: WIDE_BOX,
  kite: WIDE_BOX,
  giant: WIDE_BOX,
};

/** How large a zombie is drawn. */
export function zombieScale(zombie: Pick<Zombie, "kind">, layout: Layout): number {
  return layout.figure * (zombie.kind === "giant" ? GIANT_SIZE : ZOMBIE_SIZE);
}

function washOf(world: World, zombie: Zombie): Wash {
  if (world.tick - zombie.hurtAt < FLASH_TICKS) return "flash";
  return zombie.chillTicks > 0 ? "cold" : "plain";
}

/** Draws a zombie where it is. */
export function drawZombie({ pen, world, layout }: Easel, zombie: Zombie): void {
  const { lift, stretch } = hopOf(zombie, progressOf(zombie));
  const scale = zombieScale(zombie, layout);
  const x = boardX(layout, zombie.x);
  const y = groundY(layout, zombie.row);
  const knock = clamp(1 - (world.tick - zombie.hurtAt) / 8) * 2.5;
  if (zombie.hasteTicks > 0) drawHaste(pen, { x, y, scale, tick: world.tick });
  const stance = {
    x: x + knock,
    y: y - lift * scale,
    scale,
    sx: 1 - stretch * 0.09,
    sy: 1 + stretch * 0.1,
    turn: knock * 0.012,
    wash: washOf(world, zombie),
    alpha: arrivalOf(world, zombie),
  };
  const pose = poseOf(zombie);
  if (pose === undefined) {
    pen.stand(stance);
    return poseZombie(pen, lookOfZombie(world, zombie));
  }
  pen.putFrame(stance, {
    key: keyOfPose(zombie, pose),
    box: BOXES[zombie.kind] ?? PLAIN_BOX,
    pose: () => poseZombie(pen, lookOfPose(world, zombie, pose)),
  });
}

/** Speed lines behind a zombie that the drum drives on. */
function drawHaste(
  pen: Pen,
  at: { x: number; y: number; scale: number; tick: number },
): void {
  const { g } = pen;
  pen.rest();
  g.strokeStyle = "#ffd25e";
  g.lineWidth = 3;
  g.globalAlpha = 0.8;
  g.beginPath();
  for (let line = 0; line < 3; line++) {
    const slide = ((at.tick * 2 + line * 13) % 30) * at.scale;
    const y = at.y - (22 + line * 24) * at.scale;
    g.moveTo(at.x + 26 * at.scale + slide, y);
    g.lineTo(at.x + 42 * at.scale + slide, y);
  }
  g.stroke();
  g.globalAlpha = 1;
}

/** Draws a shot on its way. */
export function drawShot({ pen, layout }: Easel, shot: Shot): void {
  const share = clamp(shot.ticks / shot.flightTicks);
  const arc = shot.kind === "lob" ? Math.sin(share * Math.PI) * 150 : 0;
  const ground = groundY(layout, shot.kind === "lob" ? shot.row : shot.y);
  const x = boardX(layout, shot.x);
  const spin = shot.kind === "lob" || shot.kind === "grape" ? shot.ticks * 0.2 : 0;
  pen.stand({
    x,
    y: ground - (48 + arc) * layout.figure,
    scale: layout.figure,
    turn: spin,
    sx: shot.ticks < 5 ? 1.3 : 1,
    sy: shot.ticks < 5 ? 0.8 : 1,
  });
  pen.put(`shot ${shot.kind}`);
}

/** Where a drop of sun is on the stage. */
export function placeOfSun(sun: Sun, layout: Layout): { x: number; y: number } {
  const x = boardX(layout, sun.x);
  const y = boardY(layout, sun.y);
  if (sun.from === "sky") {
    const share = clamp(sun.ticks / SUN_FALL_TICKS);
    return { x: x + Math.sin(sun.ticks / 40) * 10 * (1 - share), y: y - (1 - share) * (y + 40) };
  }
  const jump = clamp(sun.ticks / 36);
  return { x: x + jump * 16, y: y - Math.sin(jump * Math.PI) * 52 - (1 - jump) * 18 };
}

/** Draws a drop of sun that begs to be caught: it turns, breathes, and blinks before it fades. */
export function drawSun({ pen, layout }: Easel, sun: Sun): void {
  const { x, y } = placeOfSun(sun, layout);
  const left = SUN_WAIT_TICKS + (sun.from === "sky" ? SUN_FALL_TICKS : 0) - sun.ticks;
  const born = backOut(clamp(sun.ticks / 14));
  const breath = 1 + Math.sin(sun.ticks / 9) * 0.05;
  const hop = left < 240 ? Math.abs(Math.sin(sun.ticks / 7)) * 8 : 0;
  const alpha = left < 120 && sun.ticks % 16 < 6 ? 0.45 : 1;
  const scale = layout.figure * born * breath;
  pen.stand({ x, y: y - hop, scale, turn: sun.ticks / 50, alpha });
  pen.put("sun rays");
  pen.stand({ x, y: y - hop, scale, alpha });
  pen.put("sun");
}

/** Draws the last guard of a lane. */
export function drawRooster({ pen, world, layout }: Easel, rooster: Rooster): void {
  if (rooster.state === "gone") return;
  const dashing = rooster.state === "dashing";
  const upright = layout.orientation === "portrait";
  const x = boardX(layout, rooster.x + (upright && !dashing ? 0.28 : 0));
  const y = groundY(layout, rooster.row);
  const hop = dashing ? Math.abs(Math.sin(world.tick / 3)) * 10 : 0;
  const breath = Math.sin(world.tick / 34 + rooster.row) * 0.02;
  const scale = layout.figure * (upright ? 0.58 : 0.82);
  pen.stand({ x, y: y + 4, scale: (28 * layout.figure) / SHADOW_WIDTH });
  pen.put("shadow");
  pen.stand({ x, y: y - hop, scale, sx: 1 - breath, sy: 1 + breath, turn: dashing ? 0.12 : 0 });
  pen.put("rooster key", { x: -20, y: -26, sy: Math.cos(world.tick / (dashing ? 3 : 26)) });
  pen.put("rooster");
}
