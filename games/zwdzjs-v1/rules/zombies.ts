import { seconds, type ZombieKind } from "./kinds.ts";

/** What a zombie is, in numbers. */
export interface ZombieStats {
  readonly health: number;
  /** What it wears or carries, which goes first. */
  readonly armour: number;
  /** Cells a second on open lawn. */
  readonly speed: number;
  /** Damage a bite. */
  readonly bite: number;
  /** What it costs a wave's budget, and pays in endless mode. */
  readonly points: number;
  /** A shield takes flying shots from the front only: lobs and blasts pass it. */
  readonly shield?: true;
}

/** Every kind of zombie. */
export const ZOMBIES: Readonly<Record<ZombieKind, ZombieStats>> = {
  hopper: { health: 200, armour: 0, speed: 0.21, bite: 50, points: 1 },
  lantern: { health: 240, armour: 0, speed: 0.25, bite: 50, points: 1 },
  hat: { health: 200, armour: 280, speed: 0.21, bite: 50, points: 2 },
  pole: { health: 320, armour: 0, speed: 0.36, bite: 50, points: 2 },
  wok: { health: 200, armour: 800, speed: 0.21, bite: 50, points: 4 },
  dasher: { health: 220, armour: 0, speed: 0.5, bite: 40, points: 2 },
  door: { health: 200, armour: 700, speed: 0.21, bite: 50, points: 4, shield: true },
  drummer: { health: 420, armour: 0, speed: 0.2, bite: 50, points: 4 },
  cracker: { health: 340, armour: 0, speed: 0.24, bite: 50, points: 3 },
  kite: { health: 200, armour: 120, speed: 0.26, bite: 50, points: 3 },
  giant: { health: 2200, armour: 0, speed: 0.15, bite: 0, points: 10 },
};

/** A step in the air and one on the ground make a hop. */
export const HOP_TICKS = seconds(0.9);
export const HOP_AIR_TICKS = seconds(0.5);

/** A pole vault, from the run-up to the landing. */
export const VAULT_TICKS = seconds(0.8);
export const VAULT_CELLS = 1.3;

/** The drum's beat, how long it takes, how long it drives the others on. */
export const DRUM_EVERY_TICKS = seconds(7);
export const DRUM_TICKS = seconds(1.2);
export const DRUM_HASTE_TICKS = seconds(4);
export const DRUM_REACH = 2.6;

/** From the string being lit to the bang; a zombie that falls before takes it along. */
export const CRACKER_FUSE_TICKS = seconds(1.3);
export const CRACKER_DAMAGE = 1200;

/** A giant lifts its stone before it drops it. */
export const SMASH_TICKS = seconds(1.4);

export const BITE_TICKS = seconds(0.5);
export const CHILL_TICKS = seconds(4);
/** A kite that lost its sail lies on its back for so long. */
export const FALL_TICKS = seconds(0.8);
