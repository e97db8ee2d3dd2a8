// The looks of plants, and the poses that many share: of their sway, and of their acts.

import { type PlantLook, restingPlant } from "../art/plant_poses.ts";
import { PLANT_KINDS, type PlantKind } from "../rules/kinds.ts";
import { isArmed } from "../rules/plant_acts.ts";
import { PLANTS } from "../rules/plants.ts";
import type { Plant, World } from "../rules/world.ts";
import { ZOMBIE_KEYS } from "./zombie_looks.ts";

/**
 * The poses of a sway, from one side to the other: so many that nothing moves more than half a unit from one to the
 * next. On its way back a plant takes the same.
 */
const SWAY_POSES = 16;
/** The poses of an act, and the places of the sway in which it may begin: the act hides the small step to them. */
const [ACT_POSES, ACT_SWAYS] = [10, 3];
/** How worn it looks, or whether it is armed; each state takes so much of its health. */
const [STATES, STATE_HEALTH] = [3, 0.45];
const POSES = SWAY_POSES + ACT_POSES * ACT_SWAYS;

/** A plant whose poses repeat. */
interface Sway {
  /** The speed in radians a second. */
  readonly pace: number;
  /** The seconds after which an act is no longer visible. */
  readonly act: number;
}

const SHOOTS: Sway = { pace: 2.2, act: 0.32 };
const SWAYS: Partial<Record<PlantKind, Sway>> = {
  lotus: SHOOTS,
  mint: SHOOTS,
  grape: SHOOTS,
  clover: SHOOTS,
  dandelion: SHOOTS,
  fern: { pace: 1.8, act: 0.3 },
  pomegranate: { pace: 2.2, act: 0.5 },
  ginseng: { pace: 3, act: 0.6 },
  glowberry: { pace: 1.7, act: 0.7 },
  bamboo: { pace: 1.4, act: 0 },
  caltrop: { pace: 2.2, act: 0.25 },
  peanut: { pace: 3, act: 0.35 },
  // Until they begin to swell.
  popcorn: { pace: 2.2, act: 0 },
  dragonfruit: { pace: 2.2, act: 0 },
};

function timeOf(world: World, plant: Plant): number {
  return world.tick / 60 + plant.id * 1.7;
}

/** The share of the time to its explosion that has passed; 0 for a plant that has none. */
function fuseOf({ kind, wait }: Plant): number {
  const { blast, firstTicks } = PLANTS[kind];
  return blast && kind !== "peanut" ? 1 - wait / firstTicks : 0;
}

/** Computes the look of a plant. */
export function lookOfPlant(world: World, plant: Plant): PlantLook {
  const stats = PLANTS[plant.kind];
  return {
    kind: plant.kind,
    time: timeOf(world, plant),
    acted: (world.tick - plant.actedAt) / 60,
    health: plant.health / stats.health,
    fuse: fuseOf(plant),
    armed: isArmed(plant),
  };
}

/** The state of a plant, from 0 on, of those that it has. */
function stateOf(plant: Plant): number {
  if (plant.kind === "peanut") return Number(isArmed(plant));
  if (plant.kind !== "bamboo") return 0;
  const share = plant.health / PLANTS.bamboo.health;
  return share > 0.66 ? 0 : share > 0.33 ? 1 : 2;
}

/** Which of so many poses is nearest to a place between -1 and 1. */
function nearest(side: number, poses: number): number {
  return Math.round((side + 1) / 2 * (poses - 1));
}

/** Finds the pose of a plant, which all of its kind share; undefined where its poses do not repeat. */
export function poseOfPlant(world: World, plant: Plant): number | undefined {
  const sway = SWAYS[plant.kind];
  if (!sway || fuseOf(plant) > 0) return undefined;
  const side = Math.sin(timeOf(world, plant) * sway.pace);
  const first = stateOf(plant) * POSES;
  const acted = (world.tick - plant.actedAt) / 60;
  if (acted >= sway.act) return first + nearest(side, SWAY_POSES);
  if (acted < 0) return undefined;
  const act = Math.floor(acted / sway.act * ACT_POSES);
  return first + SWAY_POSES + act * ACT_SWAYS + nearest(side, ACT_SWAYS);
}

/** The look of a pose. */
export function lookOfPlantPose(kind: PlantKind, pose: number): PlantLook {
  const sway = SWAYS[kind] ?? SHOOTS;
  const state = Math.floor(pose / POSES);
  const step = pose % POSES;
  const acts = step - SWAY_POSES;
  const side = acts < 0 ? step / (SWAY_POSES - 1) : (acts % ACT_SWAYS) / (ACT_SWAYS - 1);
  const act = (Math.floor(acts / ACT_SWAYS) + 0.5) / ACT_POSES;
  return {
    ...restingPlant(kind, Math.asin(side * 2 - 1) / sway.pace),
    ...(acts >= 0 && { acted: act * sway.act }),
    health: 1 - state * STATE_HEALTH,
    armed: kind === "peanut" && state > 0,
  };
}

/** The number of a pose; no zombie has the same. */
export function keyOfPlant(kind: PlantKind, pose: number): number {
  return ZOMBIE_KEYS + PLANT_KINDS.indexOf(kind) * STATES * POSES + pose;
}

/** The numbers of plants' and zombies' poses are below this. */
export const FIGURE_KEYS = ZOMBIE_KEYS + PLANT_KINDS.length * STATES * POSES;
