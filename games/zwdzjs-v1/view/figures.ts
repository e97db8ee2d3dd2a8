import type { PartPen } from "../art/part.ts";
import { type PlantLook, posePlant } from "../art/plant_poses.ts";
import { poseZombie } from "../art/zombie_poses.ts";
import { backOut, clamp } from "../../kit/motion.ts";
import { SUN_FALL_TICKS, SUN_WAIT_TICKS } from "../rules/economy.ts";
import { levelIn } from "../rules/levels.ts";
import { isAsleep } from "../rules/plant_acts.ts";
import type { Plant, Rooster, Shot, Sun, World, Zombie } from "../rules/world.ts";
import { boardX, boardY, groundY, type Layout } from "./layout.ts";
import type { Pen } from "./pen.ts";
import { reusedStance, type Stance } from "./stance.ts";
import type { Wash } from "./pictures.ts";
import { keyOfPlant, lookOfPlant, lookOfPlantPose, poseOfPlant } from "./plant_looks.ts";
import { putRooster, putShadow, putSun } from "./thing_looks.ts";
import { bentBy, type Figure, hopNow, keyOfPose, lookOfPose, poseOf } from "./zombie_looks.ts";

/** The number of steps in which a hit shows white. */
const FLASH_TICKS = 3;
const GIANT_SIZE = 1.4;
const ZOMBIE_SIZE = 0.92;
const IMP_SIZE = 0.6;
/** The most pixels for a unit: zombies move, and there are hundreds of pictures of them. */
export const FINEST_ZOMBIE = 2.2;
/** The shadow of a plant, as a part of it. */
const PLANT_SHADOW = { y: -2, sx: 0.9, sy: 0.9 } as const;
/** The plants that give light at night. */
const GLOWING: ReadonlySet<Plant["kind"]> = new Set(["glowberry", "fern", "dragonfruit"]);

/** The reused stance of each plant or zombie. */
const stance = reusedStance();

/** The parts that draw figures. */
export interface Easel {
  readonly pen: Pen;
  readonly world: World;
  readonly layout: Layout;
}

/** The reused place of each shadow. */
const shade = { x: 0, y: 0, width: 0 };

/** Draws the shadows of what moves in a row, below all that is there; a plant's own is a part of its picture. */
export function drawShadows({ pen, world, layout }: Easel, row: number): void {
  const { figure } = layout;
  const y = groundY(layout, row);
  shade.y = y;
  for (const zombie of world.zombies) {
    if (zombie.row !== row) continue;
    const { lift } = hopNow(zombie);
    shade.x = boardX(layout, zombie.x);
    shade.width = (32 - lift * 0.12) * zombieScale(zombie, layout) * arrivalOf(world, zombie);
    putShadow(pen, shade, figure);
    // The shadow alone tells the lane of one that flies.
    if (zombie.mode === "fly") putShadow(pen, shade, figure);
  }
  shade.width = 9 * figure;
  for (const shot of world.shots) {
    if (Math.round(shot.y) !== row) continue;
    shade.x = boardX(layout, shot.x);
    putShadow(pen, shade, figure);
  }
}

/** The share of a plant that has come up, 0 to 1 with an overshoot. */
function growthOf(world: World, plant: Plant): number {
  return backOut(clamp((world.tick - plant.bornAt) / 16));
}

/** The share of a zombie that has come out of the mist, 0 to 1. */
function arrivalOf(world: World, zombie: Zombie): number {
  return clamp((world.tick - zombie.bornAt) / 30);
}

/** Draws a plant, and whether it sleeps. */
export function drawPlant(easel: Easel, plant: Plant): void {
  drawGrowing(easel, plant);
  if (!isAsleep(easel.world, plant)) return;
  const { pen, world, layout } = easel;
  const bob = Math.sin(world.tick / 30 + plant.col) * 4;
  const x = boardX(layout, plant.col + 0.5) + 22 * layout.figure;
  const y = groundY(layout, plant.row) - (74 + bob) * layout.figure;
  pen.stand({ x, y, scale: layout.figure });
  pen.putAlone("snooze");
}

function drawGrowing({ pen, world, layout }: Easel, plant: Plant): void {
  const x = boardX(layout, plant.col + 0.5);
  const y = groundY(layout, plant.row);
  const grown = growthOf(world, plant);
  const hurt = clamp(1 - (world.tick - plant.hurtAt) / 14);
  if (GLOWING.has(plant.kind) && levelIn(world).hour === "night") {
    pen.stand({ x, y: y - 44 * layout.figure, scale: layout.figure * grown });
    pen.putAlone("glow");
  }
  stance.x = x + Math.sin(world.tick * 1.3) * hurt * 3;
  stance.y = y;
  stance.scale = layout.figure;
  stance.wash = world.tick - plant.hurtAt < FLASH_TICKS ? "flash" : "plain";
  stance.sx = 2 - grown;
  stance.sy = grown;
  stance.turn = 0;
  stance.alpha = 1;
  const pose = poseOfPlant(world, plant);
  if (pose !== undefined) {
    const key = keyOfPlant(plant.kind, pose);
    if (pen.putFrame(stance, key)) return;
    const look = lookOfPlantPose(plant.kind, pose);
    pen.orderFrame(key, { pose: (pen) => standPlant(pen, look) });
  }
  pen.stand(stance);
  standPlant(pen, lookOfPlant(world, plant));
}

/** Draws the parts of a plant on its shadow. */
function standPlant(pen: PartPen, look: PlantLook): void {
  pen.put("shadow", PLANT_SHADOW);
  posePlant(pen, look);
}

/** The size of a zombie beside that of a plant. */
export function sizeOfZombie({ kind }: Pick<Zombie, "kind">): number {
  if (kind === "giant") return GIANT_SIZE;
  return kind === "imp" ? IMP_SIZE : ZOMBIE_SIZE;
}

/** The scale of a zombie. */
export function zombieScale(zombie: Pick<Zombie, "kind">, layout: Layout): number {
  return layout.figure * sizeOfZombie(zombie);
}

function washOf(world: World, zombie: Zombie): Wash {
  if (world.tick - zombie.hurtAt < FLASH_TICKS) return "flash";
  return zombie.chillTicks > 0 ? "cold" : "plain";
}

/** Draws a zombie. */
export function drawZombie({ pen, world, layout }: Easel, zombie: Zombie): void {
  const { lift } = hopNow(zombie);
  const scale = zombieScale(zombie, layout);
  const x = boardX(layout, zombie.x);
  const y = groundY(layout, zombie.row);
  const knock = clamp(1 - (world.tick - zombie.hurtAt) / 8) * 2.5;
  if (zombie.hasteTicks > 0) drawHaste(pen, { x, y, scale, tick: world.tick });
  stance.x = x + knock;
  stance.y = y - lift * scale;
  stance.scale = scale;
  stance.wash = washOf(world, zombie);
  stance.sx = stance.sy = 1;
  stance.turn = 0;
  stance.alpha = arrivalOf(world, zombie);
  drawPose(pen, stance, { figure: zombie, pose: poseOf(zombie) });
}

/** Draws a zombie in a shared pose: as one picture, or of its parts until the picture exists. */
export function drawPose(
  pen: Pen,
  stance: Stance,
  { figure, pose }: { figure: Figure; pose: number },
): void {
  const key = keyOfPose(figure, pose);
  if (pen.putFrame(stance, key)) return;
  const look = lookOfPose(figure, pose);
  const bent = bentBy(look.stretch);
  // Washed parts would be made for a few frames only, so the parts stay plain.
  pen.stand({ ...stance, ...bent, wash: "plain" });
  poseZombie(pen, look);
  pen.orderFrame(key, {
    pose: (pen) => poseZombie(pen, look),
    size: sizeOfZombie(figure),
    bent,
    finest: FINEST_ZOMBIE,
  });
}

/** Draws speed lines behind a zombie that the drum speeds up. */
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

function isThrown({ kind }: Shot): boolean {
  return kind === "lob" || kind === "stone";
}

/** Draws a shot. */
export function drawShot({ pen, layout }: Easel, shot: Shot): void {
  const share = clamp(shot.ticks / shot.flightTicks);
  const arc = isThrown(shot) ? Math.sin(share * Math.PI) * 150 : 0;
  const ground = groundY(layout, isThrown(shot) ? shot.row : shot.y);
  const x = boardX(layout, shot.x);
  const spin = isThrown(shot) || shot.kind === "grape" ? shot.ticks * 0.2 : 0;
  pen.stand({
    x,
    y: ground - (48 + arc) * layout.figure,
    scale: layout.figure,
    turn: spin,
    sx: shot.ticks < 5 ? 1.3 : 1,
    sy: shot.ticks < 5 ? 0.8 : 1,
  });
  pen.putAlone(`shot ${shot.kind}`);
}

/** The place of a drop of sun on the stage. */
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

/** Draws a drop of sun, which blinks before it fades. */
export function drawSun({ pen, layout }: Easel, sun: Sun): void {
  const { x, y } = placeOfSun(sun, layout);
  const left = SUN_WAIT_TICKS + (sun.from === "sky" ? SUN_FALL_TICKS : 0) - sun.ticks;
  const born = backOut(clamp(sun.ticks / 14));
  const hop = left < 240 ? Math.abs(Math.sin(sun.ticks / 7)) * 8 : 0;
  stance.x = x;
  stance.y = y - hop;
  stance.scale = layout.figure * born;
  stance.wash = "plain";
  stance.sx = stance.sy = 1;
  stance.turn = 0;
  stance.alpha = left < 120 && sun.ticks % 16 < 6 ? 0.45 : 1;
  putSun(pen, stance, sun.ticks);
}

/**
 * How much further in a rooster waits on an upright stage, which has a narrow yard before the first cell; a dash takes
 * that back.
 */
function inSight(x: number): number {
  return 0.12 * Math.max(0, 1 - (x + 0.55) / 3);
}

/** Draws the rooster of a lane. */
export function drawRooster({ pen, world, layout }: Easel, rooster: Rooster): void {
  if (rooster.state === "gone") return;
  const dashing = rooster.state === "dashing";
  const upright = layout.orientation === "portrait";
  const x = boardX(layout, rooster.x + (upright ? inSight(rooster.x) : 0));
  const y = groundY(layout, rooster.row);
  const { figure } = layout;
  const scale = figure * (upright ? 0.58 : 0.82);
  if (!dashing) {
    putRooster(pen, { x, y, scale }, { tick: world.tick + rooster.row * 34, figure, upright });
    return;
  }
  const hop = Math.abs(Math.sin(world.tick / 3)) * 10;
  putShadow(pen, { x, y: y + 4, width: 28 * figure }, figure);
  pen.stand({ x, y: y - hop, scale, turn: 0.12 });
  pen.put("rooster key", { x: -20, y: -26, sy: Math.cos(world.tick / 3) });
  pen.put("rooster");
}
