// What a player reads off the lawn: how strong each lane is against what walks, hides, flies and digs.

import { COLS, type PlantKind, type ZombieKind } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { type Level, levelIn } from "../../../games/zwdzjs-v1/rules/levels.ts";
import type { Plant, World, Zombie } from "../../../games/zwdzjs-v1/rules/world.ts";
import { KITE_SHARE, SHIELD_SHARE, ZOMBIES } from "../../../games/zwdzjs-v1/rules/zombies.ts";

/** The ways in which zombies come. */
export const WAYS = ["open", "shield", "air", "under"] as const;
export type Way = typeof WAYS[number];
/** Numbers for each way, in the order of `WAYS`. */
export type Ways = [number, number, number, number];

const S = SHIELD_SHARE;
const K = KITE_SHARE;

/** The damage a second of each plant against each way, in its lane. */
export const POWER: Partial<Record<PlantKind, Ways>> = {
  lotus: [14, 14 * S, 14 * K, 0],
  mint: [21, 14 * S, 14 * K, 0],
  fern: [9, 9 * S, 9 * K, 0],
  grape: [28, 28 * S, 28 * K, 0],
  clover: [14, 14 * S, 14, 0],
  pomegranate: [38, 38, 0, 0],
  dandelion: [6, 6, 8, 3],
  caltrop: [12, 12, 0, 12],
  peanut: [5, 5, 0, 30],
};

/** The rows beside its own on which a plant counts; undefined counts on its own row only. */
export function reachOf(kind: PlantKind): number {
  return kind === "dandelion" ? 4 : kind === "clover" ? 1 : 0;
}

export function wayOf(zombie: Zombie): number {
  if (zombie.mode === "fly") return 2;
  if (zombie.mode === "dig") return 3;
  if (zombie.kind === "giant") return 1;
  return ZOMBIES[zombie.kind].shield && zombie.armour > 0 ? 1 : 0;
}

function wayOfKind(kind: ZombieKind): number {
  return kind === "kite"
    ? 2
    : kind === "mole"
    ? 3
    : ZOMBIES[kind].shield || kind === "giant"
    ? 1
    : 0;
}

/** The shares of the ways among the zombies that a level brings soon. */
export function expectedWays(level: Level, wave: number): Ways {
  const shares: Ways = [0.001, 0, 0, 0];
  for (const [kind, from] of level.zombies) {
    if (from > wave + 2) continue;
    const { points, health, armour } = ZOMBIES[kind];
    shares[wayOfKind(kind)]! += (health + armour) / (points + 2);
  }
  const sum = shares.reduce((a, b) => a + b);
  return shares.map((share) => share / sum) as Ways;
}

/** One lane as a player sees it. */
export interface Lane {
  readonly row: number;
  readonly threat: number;
  /** The health of its zombies for each way. */
  readonly threats: Ways;
  readonly strengths: Ways;
  readonly nearest: number;
  /** The seconds by which its zombies would outlive the way to the plants; below 0 the lane is safe. */
  readonly lateness: number;
  readonly plants: readonly Plant[];
  readonly zombies: readonly Zombie[];
}

/** The x at which zombies should be stopped. */
const STOP_X = 3.2;

export function surveyLanes(world: World): Lane[] {
  const level = levelIn(world);
  return level.rows.map((row) => {
    const zombies = world.zombies.filter((zombie) => zombie.row === row);
    const threats: Ways = [0, 0, 0, 0];
    let threat = 0;
    let nearest = 99;
    let arrival = 999;
    for (const zombie of zombies) {
      const left = zombie.health + zombie.armour;
      threats[wayOf(zombie)]! += left;
      threat += left;
      nearest = Math.min(nearest, zombie.x);
      arrival = Math.min(arrival, (zombie.x - STOP_X) / ZOMBIES[zombie.kind].speed);
    }
    const strengths: Ways = [0, 0, 0, 0];
    const plants: Plant[] = [];
    for (const plant of world.plants) {
      const away = Math.abs(plant.row - row);
      if (away === 0) plants.push(plant);
      const power = POWER[plant.kind];
      if (!power || away > reachOf(plant.kind)) continue;
      for (let way = 0; way < 4; way++) strengths[way]! += power[way]!;
    }
    const walled = plants.some(({ kind }) => kind === "bamboo") ? 20 : 0;
    let needed = 0;
    for (let way = 0; way < 4; way++) {
      if (threats[way]! > 0) needed += threats[way]! / Math.max(0.5, strengths[way]!);
    }
    const lateness = threat === 0 ? -999 : needed - arrival - walled;
    return { row, threat, threats, strengths, nearest, lateness, plants, zombies };
  });
}

/** The column of a zombie, on the lawn. */
export function colOf(x: number): number {
  return Math.max(0, Math.min(COLS - 1, Math.floor(x)));
}
