// What a plant looks like at a moment, and the poses of its sway.

import { type PlantLook, restingPlant } from "../art/plant_poses.ts";
import { PLANT_KINDS, type PlantKind } from "../rules/kinds.ts";
import { isArmed } from "../rules/plant_acts.ts";
import { PLANTS } from "../rules/plants.ts";
import type { Plant, World } from "../rules/world.ts";
import { ZOMBIE_KEYS } from "./zombie_looks.ts";

/** Poses of a sway that are told apart: so many that from one to the next nothing moves half a unit. */
const SWAY_POSES = 32;
/** A plant of several parts, which sways on when it has done what it does. */
interface Sway {
  /** Radians a second. */
  readonly pace: number;
  /** Seconds until nothing is left of its last act. */
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

/** What can be seen of a plant now. */
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

/** Which pose of its sway a plant is in; undefined while it does more than that, or has but one part. */
export function swayPoseOf(world: World, plant: Plant): number | undefined {
  const sway = SWAYS[plant.kind];
  if (!sway || world.tick - plant.actedAt < sway.act * 60) return undefined;
  const turns = (timeOf(world, plant) * sway.pace) / (2 * Math.PI);
  return Math.floor((turns % 1) * SWAY_POSES);
}

/** The look of the middle of a pose, which all plants of a kind share. */
export function lookOfSway(kind: PlantKind, pose: number): PlantLook {
  const turns = (pose + 0.5) / SWAY_POSES;
  return restingPlant(kind, (turns * 2 * Math.PI) / (SWAYS[kind]?.pace ?? 1));
}

/** The number of what a pose looks like; no zombie has the same. */
export function keyOfSway(kind: PlantKind, pose: number): number {
  return ZOMBIE_KEYS + PLANT_KINDS.indexOf(kind) * SWAY_POSES + pose;
}
