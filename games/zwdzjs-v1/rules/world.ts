import type { PlantKind, ShotKind, ZombieKind } from "./kinds.ts";
import { seconds } from "./kinds.ts";
import { type Level, levelOf } from "./levels.ts";
import { PLANTS } from "./plants.ts";

/** A plant on the lawn. */
export interface Plant {
  readonly id: number;
  readonly kind: PlantKind;
  readonly row: number;
  readonly col: number;
  health: number;
  /** The steps until it may act again. */
  wait: number;
  /** The shots left of the current volley. */
  volley: number;
  /** The steps at which it was planted, last acted and was last hurt, for the drawing. */
  readonly bornAt: number;
  actedAt: number;
  hurtAt: number;
}

/** The activity of a zombie. */
export type Mode =
  | "walk"
  | "eat"
  | "vault"
  | "fly"
  | "fall"
  | "drum"
  | "fuse"
  | "smash"
  | "dig"
  | "rise"
  | "sling";

/** A zombie on the lawn. */
export interface Zombie {
  readonly id: number;
  readonly kind: ZombieKind;
  readonly row: number;
  /** The x of its feet, in cells from the lawn's left edge. */
  x: number;
  health: number;
  armour: number;
  mode: Mode;
  /** The steps in this mode so far. */
  modeTicks: number;
  /** The step within its hop. */
  hopTicks: number;
  /** The steps until the next beat of the drum. */
  drumWait: number;
  /** Whether it still has its pole or kite. */
  gifted: boolean;
  chillTicks: number;
  hasteTicks: number;
  hurtAt: number;
  readonly bornAt: number;
  /** Whether its end is worth no points, because it did not come by itself. @default false */
  isWorthless?: boolean;
}

/** A shot in the air. */
export interface Shot {
  readonly id: number;
  readonly kind: ShotKind;
  readonly row: number;
  readonly fromRow: number;
  readonly fromX: number;
  readonly damage: number;
  x: number;
  /** The y of a homing shot, which may be between rows. */
  y: number;
  ticks: number;
  /** The place where a lob lands, after so many steps. */
  readonly toX: number;
  readonly flightTicks: number;
}

/** A drop of sun that can be collected. */
export interface Sun {
  readonly id: number;
  readonly amount: number;
  readonly x: number;
  readonly y: number;
  /** Whether it fell from the sky or came from a plant. */
  readonly from: "sky" | "plant";
  ticks: number;
}

/** A seed packet in the tray. */
export interface Packet {
  readonly kind: PlantKind;
  /** The steps until it can be used. */
  wait: number;
}

/** The clockwork rooster of a lane, which dashes once. */
export interface Rooster {
  readonly row: number;
  state: "ready" | "dashing" | "gone";
  x: number;
}

/** An event in a step, for the drawing and the sounds. */
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
    | "surfaced"
    | "slung"
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

/** A zombie of the current wave that is still to come. */
export interface Arrival {
  readonly kind: ZombieKind;
  readonly row: number;
  readonly atTick: number;
}

/** An edition's changes to the rules. */
export interface Allowances {
  readonly endlessSun: boolean;
  readonly noRecharge: boolean;
}

/** The whole state of a game: plain data, so that a copy of it is a saved game. */
export interface World {
  readonly levelNumber: number;
  /** The level of a game that is none of the numbered ones. */
  readonly ownLevel?: Level;
  readonly allowances: Allowances;
  /** Whether the player took the help that costs a star. */
  readonly helped?: true;
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
  /** The number of waves so far. */
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

/** The most sun that a player can have. */
export const SUN_LIMIT = 9990;

/** The start of a game. */
export interface Start {
  /** A level's number, or a level of its own. */
  readonly level: number | Level;
  readonly seed: number;
  /** The plants of the packets. */
  readonly plants: readonly PlantKind[];
  /** @default PLAIN */
  readonly allowances?: Allowances;
  /** Fewer zombies and more sun, for a star. @default false */
  readonly help?: boolean;
}

/** The sun with which help begins. */
const HELP_SUN = 100;

/** Makes a new game; throws for a level that does not exist. */
export function createWorld(start: Start): World {
  const level = typeof start.level === "number" ? levelOf(start.level) : start.level;
  if (!level) throw new RangeError(`Cannot start level ${start.level}: there is no such level`);
  const allowances = start.allowances ?? PLAIN;
  return {
    levelNumber: level.number,
    ...(typeof start.level === "number" ? {} : { ownLevel: start.level }),
    allowances,
    ...(start.help ? { helped: true } : {}),
    random: start.seed >>> 0,
    tick: 0,
    nextId: 1,
    outcome: "playing",
    sun: allowances.endlessSun ? SUN_LIMIT : level.startSun + (start.help ? HELP_SUN : 0),
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

/** Takes the id for the next thing on the lawn. */
export function takeId(world: World): number {
  return world.nextId++;
}

/** Finds the plant in a cell. */
export function plantAt(world: World, row: number, col: number): Plant | undefined {
  for (const plant of world.plants) if (plant.row === row && plant.col === col) return plant;
  return undefined;
}

/** Records an event of this step. */
export function tell(world: World, happening: Happening): void {
  world.happenings.push(happening);
}
