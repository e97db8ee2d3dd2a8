import { type PlantKind, seconds, type ShotKind } from "./kinds.ts";

/** The gun of a plant. */
export interface Gun {
  readonly shot: ShotKind;
  readonly damage: number;
  /** The distance at which it notices a zombie, in cells; a value beyond the board means the whole lane. */
  readonly range: number;
  /** The number of shots in a volley, and the steps between them. */
  readonly volley: number;
  readonly gapTicks: number;
  /** The rows that it hits, relative to the plant's own. */
  readonly rows: readonly number[];
}

/** The explosion of a plant. */
export interface Blast {
  readonly damage: number;
  /** The number of rows above and below that it reaches. */
  readonly rows: number;
  /** The number of cells to the left and right that it reaches. */
  readonly reach: number;
}

/** The numbers of a plant. */
export interface PlantStats {
  readonly cost: number;
  readonly health: number;
  /** The time until its packet can be used again. */
  readonly rechargeTicks: number;
  /** Whether the packet is not charged at the start of a level. */
  readonly slowStart: boolean;
  /** The time between two acts of the plant. */
  readonly periodTicks: number;
  /** The time from planting to the first act. */
  readonly firstTicks: number;
  readonly gun?: Gun;
  readonly blast?: Blast;
  /** Whether zombies walk over it and cannot bite it. */
  readonly flat?: true;
  /** Whether it is too high for a pole. */
  readonly tall?: true;
  /** Whether it sleeps by day. */
  readonly nocturnal?: true;
}

const WHOLE_LANE = 99;

function gun(shot: ShotKind, damage: number, more: Partial<Gun> = {}): Gun {
  return { shot, damage, range: WHOLE_LANE, volley: 1, gapTicks: 0, rows: [0], ...more };
}

interface Rhythm {
  readonly recharge: number;
  readonly period: number;
  readonly first: number;
}

function plant(
  cost: number,
  rhythm: Rhythm,
  more: Partial<PlantStats> = {},
): PlantStats {
  return {
    cost,
    health: 300,
    rechargeTicks: seconds(rhythm.recharge),
    slowStart: rhythm.recharge > 10,
    periodTicks: seconds(rhythm.period),
    firstTicks: seconds(rhythm.first),
    ...more,
  };
}

/** The health of a plant that explodes; nothing can destroy it before. */
const FUSED_HEALTH = 100_000;

/** The numbers of all plants. */
export const PLANTS: Readonly<Record<PlantKind, PlantStats>> = {
  lotus: plant(100, { recharge: 5, period: 1.4, first: 0.4 }, { gun: gun("seed", 20) }),
  glowberry: plant(50, { recharge: 5, period: 18, first: 6 }),
  bamboo: plant(50, { recharge: 20, period: 1, first: 1 }, { health: 3600, tall: true }),
  peanut: plant(50, { recharge: 22, period: 1, first: 12 }, {
    blast: { damage: 1800, rows: 0, reach: 0.8 },
  }),
  popcorn: plant(175, { recharge: 40, period: 1, first: 1 }, {
    health: FUSED_HEALTH,
    blast: { damage: 1800, rows: 1, reach: 1.6 },
  }),
  mint: plant(175, { recharge: 6, period: 1.4, first: 0.4 }, { gun: gun("frost", 20) }),
  fern: plant(0, { recharge: 6, period: 1.4, first: 0.4 }, {
    health: 200,
    gun: gun("spark", 16, { range: 3.5 }),
    nocturnal: true,
  }),
  caltrop: plant(100, { recharge: 6, period: 0.8, first: 0.8 }, { flat: true }),
  grape: plant(225, { recharge: 6, period: 1.8, first: 0.5 }, {
    gun: gun("grape", 15, { volley: 4, gapTicks: 6 }),
  }),
  dragonfruit: plant(150, { recharge: 40, period: 1, first: 0.9 }, {
    health: FUSED_HEALTH,
    blast: { damage: 1800, rows: 0, reach: WHOLE_LANE },
  }),
  clover: plant(300, { recharge: 6, period: 1.4, first: 0.5 }, {
    gun: gun("leaf", 20, { rows: [-1, 0, 1] }),
  }),
  pomegranate: plant(250, { recharge: 7, period: 2.6, first: 0.6 }, { gun: gun("lob", 80) }),
  dandelion: plant(225, { recharge: 7, period: 1.2, first: 0.5 }, { gun: gun("fluff", 18) }),
  ginseng: plant(75, { recharge: 10, period: 1.5, first: 1.5 }),
};

/** The health that ginseng gives to itself and each neighbour at every act. */
export const HEAL_PER_BEAT = 45;

/** The damage of a caltrop to each zombie on it at every act. */
export const CALTROP_DAMAGE = 20;
