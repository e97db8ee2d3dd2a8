import {
  COLS,
  PLANT_KINDS,
  type PlantKind,
  ROWS,
  seconds,
  type ZombieKind,
} from "../../zwdzjs-v1/rules/kinds.ts";
import type { Hour, Level } from "../../zwdzjs-v1/rules/levels.ts";
import { PLANTS } from "../../zwdzjs-v1/rules/plants.ts";
import { addZombie } from "../../zwdzjs-v1/rules/waves.ts";
import { createWorld, takeId, type World } from "../../zwdzjs-v1/rules/world.ts";

/** A plant of a lawn. */
export interface LawnPlant {
  readonly kind: PlantKind;
  readonly row: number;
  readonly col: number;
}

/** A zombie of a lawn. */
export interface LawnZombie {
  readonly kind: ZombieKind;
  readonly row: number;
  /** The tenths of a cell from the lawn's left edge, 0 to FARTHEST. */
  readonly tenths: number;
}

/** A lawn as somebody set it up, with what the one who plays it may use. */
export interface Lawn {
  readonly hour: Hour;
  readonly plants: readonly LawnPlant[];
  readonly zombies: readonly LawnZombie[];
  /** Whether a rooster waits in each row. */
  readonly roosters: boolean;
  /** A multiple of 25. */
  readonly sun: number;
  readonly packets: readonly PlantKind[];
}

/** The x of the farthest zombie in tenths of a cell. */
export const FARTHEST = COLS * 10 + 7;
export const HOURS: readonly Hour[] = ["day", "dusk", "night"];
export const SUN_STEP = 25;
export const MOST_SUN = 3000;

/** A lawn with nothing on it. */
export const BARE: Lawn = {
  hour: "day",
  plants: [],
  zombies: [],
  roosters: false,
  sun: 0,
  packets: [],
};

/** A level in which no zombie comes by itself. */
export function quietLevel(hour: Hour, more: Partial<Level> = {}): Level {
  return {
    number: -1,
    hour,
    rows: Array.from({ length: ROWS }, (_, row) => row),
    startSun: 0,
    plants: PLANT_KINDS,
    zombies: [["hopper", 0]],
    waves: Infinity,
    hugeEvery: Infinity,
    budget: 1,
    growth: 0,
    firstWaveSeconds: Infinity,
    ...more,
  };
}

/** Puts a plant on a lawn, without a packet or sun. */
export function putPlant(world: World, { kind, row, col }: LawnPlant): void {
  world.plants.push({
    id: takeId(world),
    kind,
    row,
    col,
    health: PLANTS[kind].health,
    wait: PLANTS[kind].firstTicks,
    volley: 0,
    bornAt: world.tick,
    actedAt: -999,
    hurtAt: -999,
  });
}

/** Makes the game that begins with a lawn. */
export function worldOf(lawn: Lawn, seed = 1): World {
  const level = quietLevel(lawn.hour, { startSun: lawn.sun });
  const world = createWorld({ level, seed, plants: lawn.packets });
  if (!lawn.roosters) world.roosters = [];
  for (const plant of lawn.plants) putPlant(world, plant);
  for (const { kind, row, tenths } of lawn.zombies) addZombie(world, kind, { row, x: tenths / 10 });
  for (const packet of world.packets) packet.wait = Math.min(packet.wait, seconds(1));
  return world;
}
