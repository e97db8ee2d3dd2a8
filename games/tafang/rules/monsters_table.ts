// The monsters: their health, speed and abilities.

/** A kind of monster. */
export type MonsterKind =
  | "gumble"
  | "scoot"
  | "sesame"
  | "tinback"
  | "flutter"
  | "bubbloo"
  | "jelloid"
  | "jellet"
  | "mossback"
  | "nursecap"
  | "embertail"
  | "snowfluff"
  | "gobble"
  | "boulder"
  | "lunara";

/** The plan of a kind of monster; speeds in cells a second, lengths in cells. */
export interface MonsterPlan {
  readonly kind: MonsterKind;
  readonly health: number;
  readonly speed: number;
  readonly bounty: number;
  /** The bites that it takes out of the carrot. */
  readonly bites: number;
  readonly radius: number;
  /** The damage that it takes off every blow that is not sharp. */
  readonly armour: number;
  /** The number of blows of any strength that its bubble absorbs first. */
  readonly bubble: number;
  readonly flies: boolean;
  /** Whether it runs for a while when first hurt. */
  readonly bolts: boolean;
  readonly slowProof: boolean;
  readonly fireProof: boolean;
  /** The health that it regains each second while it does not burn. */
  readonly regrows: number;
  /** The health that others near it regain each second. */
  readonly heals: number;
  /** The number of monsters into which it splits. */
  readonly splits: number;
  readonly boss: boolean;
}

function monster(
  kind: MonsterKind,
  numbers: Partial<MonsterPlan> & { health: number; speed: number; bounty: number },
): MonsterPlan {
  return {
    bites: 1,
    radius: 0.3,
    armour: 0,
    bubble: 0,
    flies: false,
    bolts: false,
    slowProof: false,
    fireProof: false,
    regrows: 0,
    heals: 0,
    splits: 0,
    boss: false,
    ...numbers,
    kind,
  };
}

/** Every kind of monster. */
export const MONSTERS: Readonly<Record<MonsterKind, MonsterPlan>> = {
  gumble: monster("gumble", { health: 44, speed: 0.9, bounty: 14 }),
  scoot: monster("scoot", { health: 34, speed: 1.55, bounty: 14, radius: 0.26, bolts: true }),
  sesame: monster("sesame", { health: 16, speed: 1.15, bounty: 5, radius: 0.18 }),
  tinback: monster("tinback", { health: 80, speed: 0.72, bounty: 24, armour: 12 }),
  flutter: monster("flutter", { health: 46, speed: 1.1, bounty: 18, flies: true }),
  bubbloo: monster("bubbloo", { health: 50, speed: 0.85, bounty: 20, bubble: 6 }),
  jelloid: monster("jelloid", { health: 90, speed: 0.75, bounty: 18, radius: 0.34, splits: 3 }),
  jellet: monster("jellet", { health: 26, speed: 1.1, bounty: 4, radius: 0.2 }),
  mossback: monster("mossback", {
    health: 190,
    speed: 0.55,
    bounty: 36,
    radius: 0.38,
    armour: 3,
    regrows: 16,
    bites: 2,
  }),
  nursecap: monster("nursecap", { health: 70, speed: 0.8, bounty: 28, heals: 14 }),
  embertail: monster("embertail", { health: 62, speed: 1.05, bounty: 20, fireProof: true }),
  snowfluff: monster("snowfluff", {
    health: 95,
    speed: 0.95,
    bounty: 24,
    radius: 0.33,
    slowProof: true,
  }),
  gobble: monster("gobble", {
    health: 1100,
    speed: 0.5,
    bounty: 160,
    bites: 5,
    radius: 0.55,
    armour: 4,
    boss: true,
  }),
  boulder: monster("boulder", {
    health: 1300,
    speed: 0.42,
    bounty: 180,
    bites: 5,
    radius: 0.58,
    armour: 16,
    boss: true,
  }),
  lunara: monster("lunara", {
    health: 1150,
    speed: 0.55,
    bounty: 180,
    bites: 5,
    radius: 0.52,
    flies: true,
    boss: true,
  }),
};

/** All kinds in the order of the almanac. */
export const MONSTER_KINDS = Object.keys(MONSTERS) as readonly MonsterKind[];
