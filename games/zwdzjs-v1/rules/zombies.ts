import { seconds, type ZombieKind } from "./kinds.ts";

/** The numbers of a zombie. */
export interface ZombieStats {
  readonly health: number;
  /** The health of its clothes or gear, which is used up first. */
  readonly armour: number;
  /** The speed on open lawn in cells a second. */
  readonly speed: number;
  /** The damage of a bite. */
  readonly bite: number;
  /** Its cost in a wave's budget, and its score in the endless garden. */
  readonly points: number;
  /** Whether its shield stops flying shots from the front; lobs and blasts pass it. */
  readonly shield?: true;
  /** The share of a straight shot's damage that gets through its hide. @default 1 */
  readonly hide?: number;
  /** The number that comes at once into one lane. @default 1 */
  readonly pack?: number;
}

/** Every kind of zombie. */
export const ZOMBIES: Readonly<Record<ZombieKind, ZombieStats>> = {
  hopper: { health: 200, armour: 0, speed: 0.21, bite: 50, points: 1 },
  lantern: { health: 240, armour: 0, speed: 0.25, bite: 50, points: 1 },
  hat: { health: 200, armour: 280, speed: 0.21, bite: 50, points: 2 },
  pole: { health: 320, armour: 0, speed: 0.36, bite: 50, points: 2 },
  wok: { health: 200, armour: 800, speed: 0.21, bite: 50, points: 4 },
  dasher: { health: 220, armour: 0, speed: 0.5, bite: 40, points: 2 },
  door: { health: 200, armour: 400, speed: 0.21, bite: 50, points: 4, shield: true },
  drummer: { health: 420, armour: 0, speed: 0.2, bite: 50, points: 4 },
  cracker: { health: 340, armour: 0, speed: 0.24, bite: 50, points: 3 },
  kite: { health: 200, armour: 240, speed: 0.26, bite: 50, points: 3 },
  imp: { health: 70, armour: 0, speed: 0.34, bite: 25, points: 2, pack: 3 },
  giant: { health: 2200, armour: 0, speed: 0.15, bite: 0, points: 6, hide: 0.3 },
  mole: { health: 260, armour: 0, speed: 0.26, bite: 50, points: 3 },
  slinger: { health: 220, armour: 450, speed: 0.21, bite: 50, points: 4 },
};

/** The time of a hop, and the share of it in the air. */
export const HOP_TICKS = seconds(0.9);
export const HOP_AIR_TICKS = seconds(0.5);

/** The time of a pole vault, from the run-up to the landing. */
export const VAULT_TICKS = seconds(0.8);
export const VAULT_CELLS = 1.3;

/** The drum: the time between beats, the time of a beat, and how long it speeds up others. */
export const DRUM_EVERY_TICKS = seconds(7);
export const DRUM_TICKS = seconds(1.2);
export const DRUM_HASTE_TICKS = seconds(4);
export const DRUM_REACH = 2.6;

/** The time from lighting the fuse to the explosion; a zombie that dies before does not explode. */
export const CRACKER_FUSE_TICKS = seconds(1.3);
export const CRACKER_DAMAGE = 1200;

/** The time for which a giant lifts its stone before it drops it. */
export const SMASH_TICKS = seconds(1.4);

/** The share of a straight shot's damage that wears down a shield, and a kite that flies above the shot. */
export const SHIELD_SHARE = 0.1;
export const KITE_SHARE = 0.06;

/** The x at which a mole comes up behind the plants, and the time it takes. */
export const RISE_X = 1.3;
export const RISE_TICKS = seconds(2.5);

/** The distance from which a slinger shoots, the time between its stones, and the damage of one. */
export const SLING_REACH = 5.2;
export const SLING_TICKS = seconds(2);
export const STONE_DAMAGE = 55;

export const BITE_TICKS = seconds(0.5);
export const CHILL_TICKS = seconds(4);
/** The time for which a kite's carrier lies on its back after the fall. */
export const FALL_TICKS = seconds(0.8);
