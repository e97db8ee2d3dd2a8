// The towers: their price, range and damage on each of three levels.

import { toSteps } from "./clock.ts";

/** A kind of tower. */
export type TowerKind =
  | "sling"
  | "frost"
  | "mortar"
  | "whirl"
  | "chili"
  | "bell"
  | "ballista"
  | "beam"
  | "lamp";

/** How a tower strikes; each value is a branch of `fire`. */
export type Attack = "shot" | "shell" | "bolt" | "chain" | "pulse" | "beam" | "aura";

/** One level of one tower; lengths in cells, damage in health points. */
export interface TowerLevel {
  /** The coins to build it, or to upgrade from the level below. */
  readonly cost: number;
  readonly range: number;
  readonly damage: number;
  /** The steps between two blows. */
  readonly waitSteps: number;
  /** The radius around the impact in which others are hit, too. */
  readonly splash: number;
  /** The share by which a target slows down, 0 to 1, and for how long. */
  readonly slow: number;
  readonly slowSteps: number;
  /** The damage a second of a burning target, and for how long. */
  readonly burn: number;
  readonly burnSteps: number;
  /** The number of monsters that a chain reaches. */
  readonly jumps: number;
  /** The share by which neighbours become faster. */
  readonly haste: number;
}

/** One kind of tower. */
export interface TowerPlan {
  readonly kind: TowerKind;
  readonly attack: Attack;
  /** Whether it reaches flying monsters. */
  readonly air: boolean;
  /** Whether its blows ignore armour. */
  readonly sharp: boolean;
  /** The speed of its shots in cells a second. */
  readonly speed: number;
  readonly levels: readonly [TowerLevel, TowerLevel, TowerLevel];
}

interface LevelNumbers {
  cost: number;
  range: number;
  damage?: number;
  everySeconds?: number;
  splash?: number;
  slow?: number;
  slowSeconds?: number;
  burn?: number;
  burnSeconds?: number;
  jumps?: number;
  haste?: number;
}

function level(numbers: LevelNumbers): TowerLevel {
  return {
    cost: numbers.cost,
    range: numbers.range,
    damage: numbers.damage ?? 0,
    waitSteps: toSteps(numbers.everySeconds ?? 1),
    splash: numbers.splash ?? 0,
    slow: numbers.slow ?? 0,
    slowSteps: toSteps(numbers.slowSeconds ?? 0),
    burn: numbers.burn ?? 0,
    burnSteps: toSteps(numbers.burnSeconds ?? 0),
    jumps: numbers.jumps ?? 0,
    haste: numbers.haste ?? 0,
  };
}

const sling: TowerPlan = {
  kind: "sling",
  attack: "shot",
  air: true,
  sharp: false,
  speed: 9,
  levels: [
    level({ cost: 100, range: 2.3, damage: 10, everySeconds: 0.6 }),
    level({ cost: 120, range: 2.5, damage: 18, everySeconds: 0.57 }),
    level({ cost: 200, range: 2.8, damage: 29, everySeconds: 0.5 }),
  ],
};

const frost: TowerPlan = {
  kind: "frost",
  attack: "shot",
  air: true,
  sharp: false,
  speed: 8,
  levels: [
    level({
      cost: 120,
      range: 2.1,
      damage: 4,
      everySeconds: 1,
      splash: 0.8,
      slow: 0.4,
      slowSeconds: 1.8,
    }),
    level({
      cost: 130,
      range: 2.3,
      damage: 8,
      everySeconds: 0.9,
      splash: 0.95,
      slow: 0.5,
      slowSeconds: 2.2,
    }),
    level({
      cost: 200,
      range: 2.6,
      damage: 15,
      everySeconds: 0.8,
      splash: 1.1,
      slow: 0.6,
      slowSeconds: 2.6,
    }),
  ],
};

const mortar: TowerPlan = {
  kind: "mortar",
  attack: "shell",
  air: false,
  sharp: false,
  speed: 4,
  levels: [
    level({ cost: 180, range: 3.2, damage: 24, everySeconds: 1.8, splash: 0.9 }),
    level({ cost: 190, range: 3.5, damage: 48, everySeconds: 1.7, splash: 1 }),
    level({ cost: 300, range: 3.8, damage: 92, everySeconds: 1.6, splash: 1.15 }),
  ],
};

const whirl: TowerPlan = {
  kind: "whirl",
  attack: "pulse",
  air: false,
  sharp: false,
  speed: 0,
  levels: [
    level({ cost: 160, range: 1.55, damage: 11, everySeconds: 0.9 }),
    level({ cost: 170, range: 1.65, damage: 22, everySeconds: 0.83 }),
    level({ cost: 270, range: 1.8, damage: 42, everySeconds: 0.77 }),
  ],
};

const chili: TowerPlan = {
  kind: "chili",
  attack: "shot",
  air: true,
  sharp: true,
  speed: 7,
  levels: [
    level({
      cost: 160,
      range: 1.9,
      damage: 4,
      everySeconds: 0.9,
      splash: 0.5,
      burn: 9,
      burnSeconds: 3,
    }),
    level({
      cost: 170,
      range: 2.1,
      damage: 8,
      everySeconds: 0.8,
      splash: 0.55,
      burn: 18,
      burnSeconds: 3.2,
    }),
    level({
      cost: 280,
      range: 2.3,
      damage: 15,
      everySeconds: 0.7,
      splash: 0.65,
      burn: 36,
      burnSeconds: 3.5,
    }),
  ],
};

const bell: TowerPlan = {
  kind: "bell",
  attack: "chain",
  air: true,
  sharp: false,
  speed: 0,
  levels: [
    level({ cost: 210, range: 2.3, damage: 17, everySeconds: 1.3, jumps: 4 }),
    level({ cost: 230, range: 2.5, damage: 30, everySeconds: 1.2, jumps: 5 }),
    level({ cost: 370, range: 2.7, damage: 51, everySeconds: 1.1, jumps: 6 }),
  ],
};

const ballista: TowerPlan = {
  kind: "ballista",
  attack: "bolt",
  air: true,
  sharp: false,
  speed: 11,
  levels: [
    level({ cost: 230, range: 3.5, damage: 36, everySeconds: 2.1 }),
    level({ cost: 250, range: 3.9, damage: 66, everySeconds: 2 }),
    level({ cost: 390, range: 4.3, damage: 120, everySeconds: 1.9 }),
  ],
};

const beam: TowerPlan = {
  kind: "beam",
  attack: "beam",
  air: true,
  sharp: true,
  speed: 0,
  levels: [
    level({ cost: 220, range: 2.5, damage: 14, everySeconds: 0.2 }),
    level({ cost: 240, range: 2.7, damage: 26, everySeconds: 0.2 }),
    level({ cost: 400, range: 2.9, damage: 48, everySeconds: 0.2 }),
  ],
};

const lamp: TowerPlan = {
  kind: "lamp",
  attack: "aura",
  air: true,
  sharp: false,
  speed: 0,
  levels: [
    level({ cost: 150, range: 1.5, haste: 0.25 }),
    level({ cost: 180, range: 1.5, haste: 0.4 }),
    level({ cost: 260, range: 1.5, haste: 0.6 }),
  ],
};

/** Every tower in the order of the almanac and of the build ring. */
export const TOWERS: Readonly<Record<TowerKind, TowerPlan>> = {
  sling,
  frost,
  mortar,
  whirl,
  chili,
  bell,
  ballista,
  beam,
  lamp,
};

/** All kinds in the order of the build ring. */
export const TOWER_KINDS: readonly TowerKind[] = [
  "sling",
  "frost",
  "mortar",
  "whirl",
  "chili",
  "bell",
  "ballista",
  "beam",
  "lamp",
];

/** The numbers of a tower at a level from 0 to 2. */
export function levelOf(kind: TowerKind, index: number): TowerLevel {
  const { levels } = TOWERS[kind];
  return index <= 0 ? levels[0] : index === 1 ? levels[1] : levels[2];
}
