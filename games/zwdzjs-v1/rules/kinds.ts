/** Every plant, in the order the adventure hands them out. */
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

/** Every zombie, in the order the adventure brings them in. */
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
  "giant",
] as const;

/** A kind of zombie. */
export type ZombieKind = typeof ZOMBIE_KINDS[number];

/** What flies: each with its own look and its own way of hitting. */
export const SHOT_KINDS = ["seed", "frost", "grape", "spark", "leaf", "lob", "fluff"] as const;

/** A kind of shot. */
export type ShotKind = typeof SHOT_KINDS[number];

/** Rows of the lawn, and cells in each. */
export const ROWS = 5;
export const COLS = 9;

/** The rules know only whole steps of a sixtieth of a second, so that a replay is exact. */
const TICKS_PER_SECOND = 60;

/** Steps in so many seconds. */
export function seconds(count: number): number {
  return Math.round(count * TICKS_PER_SECOND);
}
