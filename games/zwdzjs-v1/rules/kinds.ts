/** All plants in the order in which the levels give them. */
export const PLANT_KINDS = [
  "lotus",
  "glowberry",
  "bamboo",
  "peanut",
  "popcorn",
  "mint",
  "fern",
  "caltrop",
  "grape",
  "dragonfruit",
  "clover",
  "pomegranate",
  "dandelion",
  "ginseng",
] as const;

/** A kind of plant. */
export type PlantKind = typeof PLANT_KINDS[number];

/** All zombies in the order in which the levels introduce them. */
export const ZOMBIE_KINDS = [
  "hopper",
  "lantern",
  "hat",
  "pole",
  "wok",
  "dasher",
  "door",
  "drummer",
  "cracker",
  "kite",
  "imp",
  "giant",
  "mole",
  "slinger",
] as const;

/** A kind of zombie. */
export type ZombieKind = typeof ZOMBIE_KINDS[number];

/** The kinds of shots, each with its own look and effect. */
export const SHOT_KINDS = [
  "seed",
  "frost",
  "grape",
  "spark",
  "leaf",
  "lob",
  "fluff",
  "stone",
] as const;

/** A kind of shot. */
export type ShotKind = typeof SHOT_KINDS[number];

/** The number of rows of the lawn, and of cells in each. */
export const ROWS = 5;
export const COLS = 9;

/** The rate of steps. The rules use only whole steps, so that a replay is exact. */
const TICKS_PER_SECOND = 60;

/** The number of steps in so many seconds. */
export function seconds(count: number): number {
  return Math.round(count * TICKS_PER_SECOND);
}
