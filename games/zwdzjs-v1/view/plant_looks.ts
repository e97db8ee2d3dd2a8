// The looks of plants, and the poses of their sway.

import { type PlantLook, restingPlant } from "../art/plant_poses.ts";
import { PLANT_KINDS, type PlantKind } from "../rules/kinds.ts";
import { isArmed } from "../rules/plant_acts.ts";
import { PLANTS } from "../rules/plants.ts";
import type { Plant, World } from "../rules/world.ts";
import { ZOMBIE_KEYS } from "./zombie_looks.ts";

/** The number of poses of a sway: so many that nothing moves more than half a unit from one to the next. */
const SWAY_POSES = 32;
/** A plant of several parts, which sways when it does not act. */
interface Sway {
  /** The speed in radians a second. */
  readonly pace: number;
  /** The seconds after which an act is no longer visible. */
  readonly act: number;
}

const SWAYS: Partial<Record<PlantKind, Sway>> = {
  lotus: { pace: 2.2, act: 0.32 },
  mint: { pace: 2.2, act: 0.32 },
  grape: { pace: 2.2, act: 0.32 },
  clover: { pace: 2.2, act: 0.32 },
  fern: { pace: 1.8, act: 0.3 },
  pomegranate: { pace: 2.2, act: 0.5 },
  dandelion: { pace: 2.2, act: 0.32 },
  ginseng: { pace: 3, act: 0.6 },
};

function timeOf(world: World, plant: Plant): number {
  return world.tick / 60 + plant.id * 1.7;
}

/** Computes the look of a plant. */
export function lookOfPlant(world: World, plant: Plant): PlantLook {
  const stats = PLANTS[plant.kind];
  const fused = stats.blast && plant.kind !== "peanut";
  return {
    kind: plant.kind,
    time: timeOf(world, plant),
    acted: (world.tick - plant.actedAt) / 60,
    health: plant.health / stats.health,
    fuse: fused ? 1 - plant.wait / stats.firstTicks : 0,
    armed: isArmed(plant),
  };
}

/** Finds the pose of a plant's sway; undefined while it acts, or where it has only one part. */
export function swayPoseOf(world: World, plant: Plant): number | undefined {
  const sway = SWAYS[plant.kind];
  if (!sway || world.tick - plant.actedAt < sway.act * 60) return undefined;
  const turns = (timeOf(world, plant) * sway.pace) / (2 * Math.PI);
  return Math.floor((turns % 1) * SWAY_POSES);
}

/** The look in the middle of a pose, which all plants of a kind share. */
export function lookOfSway(kind: PlantKind, pose: number): PlantLook {
  const turns = (pose + 0.5) / SWAY_POSES;
  return restingPlant(kind, (turns * 2 * Math.PI) / (SWAYS[kind]?.pace ?? 1));
}

/** The number of a pose; no zombie has the same. */
export function keyOfSway(kind: PlantKind, pose: number): number {
  return ZOMBIE_KEYS + PLANT_KINDS.indexOf(kind) * SWAY_POSES + pose;
}
