import type { PlantKind, ShotKind, ZombieKind } from "./kinds.ts";
import { seconds } from "./kinds.ts";
import { levelOf } from "./levels.ts";
import { PLANTS } from "./plants.ts";

/** A plant on the lawn. */
export interface Plant {
  readonly id: number;
  readonly kind: PlantKind;
  readonly row: number;
  readonly col: number;
  health: number;
  /** Steps until it may act again. */
  wait: number;
  /** Shots left of a volley that has begun. */
  volley: number;
  /** When it was planted, last acted and was last hurt, for those who draw it. */
  readonly bornAt: number;
  actedAt: number;
  hurtAt: number;
}

/** What a zombie is busy with. */
export type Mode = "walk" | "eat" | "vault" | "fly" | "fall" | "drum" | "fuse" | "smash";

/** A zombie on the lawn. */
export interface Zombie {
  readonly id: number;
  readonly kind: ZombieKind;
  readonly row: number;
  /** Where its feet are, in cells from the lawn's left edge. */
  x: number;
  health: number;
  armour: number;
  mode: Mode;
  /** Steps spent in this mode. */
  modeTicks: number;
  /** Where in its hop it is. */
  hopTicks: number;
  /** Steps until the drum sounds again. */
  drumWait: number;
  /** Whether it still has what makes it special: the pole, the kite. */
  gifted: boolean;
  chillTicks: number;
  hasteTicks: number;
  hurtAt: number;
  readonly bornAt: number;
}

/** Something in the air. */
export interface Shot {
  readonly id: number;
  readonly kind: ShotKind;
  readonly row: number;
  readonly fromRow: number;
  readonly fromX: number;
  readonly damage: number;
  x: number;
  /** Where between the rows a homing shot is. */
  y: number;
  ticks: number;
  /** A lob comes down here after so many steps. */
  readonly toX: number;
  readonly flightTicks: number;
}

/** A drop of sun waiting to be caught. */
export interface Sun {
  readonly id: number;
  readonly amount: number;
  readonly x: number;
  readonly y: number;
  /** Whether it fell from the sky or sprang from a plant. */
  readonly from: "sky" | "plant";
  ticks: number;
}

/** A seed packet in the bar. */
export interface Packet {
  readonly kind: PlantKind;
  /** Steps until it can be used. */
  wait: number;
}

/** The last guard of a lane, a clockwork rooster: one dash, then it is gone. */
export interface Rooster {
  readonly row: number;
  state: "ready" | "dashing" | "gone";
  x: number;
}

/** What happened in a step, for the eyes and the ears. */
export interface Happening {
  readonly kind:
    | "planted"
    | "dug"
    | "refused"
    | "eaten"
    | "shot"
    | "hit"
    | "clang"
    | "splash"
    | "bite"
    | "broken"
    | "charred"
    | "fallen"
    | "vaulted"
    | "drummed"
    | "lit"
    | "blast"
    | "smashed"
    | "armed"
    | "healed"
    | "sunBorn"
    | "sunTaken"
    | "rooster"
    | "arrived"
    | "announced"
    | "wave"
    | "won"
    | "lost";
  readonly what?: string;
  readonly id?: number;
  readonly x?: number;
  readonly row?: number;
}

/** A zombie of the running wave that is still to come. */
export interface Arrival {
  readonly kind: ZombieKind;
  readonly row: number;
  readonly atTick: number;
}

/** What an edition changes about the rules. */
export interface Allowances {
  readonly endlessSun: boolean;
  readonly noRecharge: boolean;
}

/** One game, whole: plain data, so that a copy of it is a saved game. */
export interface World {
  readonly levelNumber: number;
  readonly allowances: Allowances;
  random: number;
  tick: number;
  nextId: number;
  outcome: "playing" | "won" | "lost";
  sun: number;
  skySunWait: number;
  packets: Packet[];
  plants: Plant[];
  zombies: Zombie[];
  shots: Shot[];
  suns: Sun[];
  roosters: Rooster[];
  /** Waves that have begun. */
  wave: number;
  waveWait: number;
  announced: boolean;
  arrivals: Arrival[];
  lastRows: number[];
  score: number;
  plantsLost: number;
  happenings: Happening[];
}

/** The normal rules. */
export const PLAIN: Allowances = { endlessSun: false, noRecharge: false };

/** Sun never counts past this. */
export const SUN_LIMIT = 9990;

/** How a game begins. */
export interface Start {
  readonly level: number;
  readonly seed: number;
  /** The packets taken along. */
  readonly plants: readonly PlantKind[];
  /** @default PLAIN */
  readonly allowances?: Allowances;
}

/** A fresh game; throws for a level that does not exist. */
export function createWorld(start: Start): World {
  const level = levelOf(start.level);
  if (!level) throw new RangeError(`Cannot start level ${start.level}: there is no such level`);
  const allowances = start.allowances ?? PLAIN;
  return {
    levelNumber: start.level,
    allowances,
    random: start.seed >>> 0,
    tick: 0,
    nextId: 1,
    outcome: "playing",
    sun: allowances.endlessSun ? SUN_LIMIT : level.startSun,
    skySunWait: seconds(5),
    packets: start.plants.map((kind) => ({
      kind,
      wait: PLANTS[kind].slowStart && !allowances.noRecharge ? PLANTS[kind].rechargeTicks / 2 : 0,
    })),
    plants: [],
    zombies: [],
    shots: [],
    suns: [],
    roosters: level.rows.map((row) => ({ row, state: "ready", x: -0.55 })),
    wave: 0,
    waveWait: seconds(level.firstWaveSeconds),
    announced: false,
    arrivals: [],
    lastRows: [],
    score: 0,
    plantsLost: 0,
    happenings: [],
  };
}

/** A number for the next thing on the lawn. */
export function takeId(world: World): number {
  return world.nextId++;
}

/** What grows in a cell, if anything. */
export function plantAt(world: World, row: number, col: number): Plant | undefined {
  for (const plant of world.plants) if (plant.row === row && plant.col === col) return plant;
  return undefined;
}

/** Tells the eyes and ears of this step. */
export function tell(world: World, happening: Happening): void {
  world.happenings.push(happening);
}
