import { type Planted, putPlant, quietLevel } from "../../zwdzjs-v1/fair/ground.ts";
import { COLS, type PlantKind, seconds, type ZombieKind } from "../../zwdzjs-v1/rules/kinds.ts";
import type { Hour } from "../../zwdzjs-v1/rules/levels.ts";
import { addZombie } from "../../zwdzjs-v1/rules/waves.ts";
import { createWorld, type World } from "../../zwdzjs-v1/rules/world.ts";

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
  readonly plants: readonly Planted[];
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
