import type { PlantKind, ZombieKind } from "./kinds.ts";
import { PLANT_KINDS } from "./kinds.ts";

/** The time of day: at night no sun falls from the sky. */
export type Hour = "day" | "dusk" | "night";

/** A level, or the endless garden. */
export interface Level {
  /** 1, 2, 3 …; 0 is the endless garden. */
  readonly number: number;
  readonly hour: Hour;
  /** The rows with lawn. */
  readonly rows: readonly number[];
  readonly startSun: number;
  /** The plants for this level. */
  readonly plants: readonly PlantKind[];
  /** The plant that the player wins. */
  readonly reward?: PlantKind;
  /** The kinds of zombies, each with its first wave. */
  readonly zombies: readonly (readonly [ZombieKind, number])[];
  /** The kind of zombie that appears for the first time, so that the level can introduce it. */
  readonly newcomer?: ZombieKind;
  /** The number of waves; Infinity in the endless garden. */
  readonly waves: number;
  /** The number of waves from one huge wave to the next; the last wave always is huge. */
  readonly hugeEvery: number;
  /** The points of the first wave, and the increase with each later wave. */
  readonly budget: number;
  readonly growth: number;
  readonly firstWaveSeconds: number;
}

/** The number of packets that a player takes along. */
export const PACKET_SLOTS = 8;

const ALL_ROWS = [0, 1, 2, 3, 4];

type Draft = Omit<Level, "number" | "plants" | "reward" | "rows" | "startSun" | "firstWaveSeconds">;

function level(number: number, draft: Draft & Partial<Level>): Level {
  const reward = PLANT_KINDS[number];
  return {
    rows: ALL_ROWS,
    startSun: 50,
    firstWaveSeconds: 24,
    plants: PLANT_KINDS.slice(0, number),
    ...(reward === undefined ? {} : { reward }),
    ...draft,
    number,
  };
}

/** All levels. Each gives one plant more than the one before, and most introduce a zombie. */
export const LEVELS: readonly Level[] = [
  level(1, {
    hour: "day",
    rows: [2],
    startSun: 150,
    zombies: [["hopper", 0]],
    newcomer: "hopper",
    waves: 5,
    hugeEvery: 5,
    budget: 1,
    growth: 0.25,
    firstWaveSeconds: 22,
  }),
  level(2, {
    hour: "day",
    rows: [1, 2, 3],
    zombies: [["hopper", 0]],
    newcomer: "lantern",
    waves: 7,
    hugeEvery: 7,
    budget: 1,
    growth: 0.5,
    firstWaveSeconds: 30,
  }),
  level(3, {
    hour: "day",
    zombies: [["hopper", 0], ["hat", 2]],
    newcomer: "hat",
    waves: 8,
    hugeEvery: 8,
    budget: 1,
    growth: 0.6,
  }),
  level(4, {
    hour: "day",
    zombies: [["hopper", 0], ["hat", 3], ["pole", 2]],
    newcomer: "pole",
    waves: 9,
    hugeEvery: 9,
    budget: 1,
    growth: 0.7,
  }),
  level(5, {
    hour: "day",
    zombies: [["hopper", 0], ["hat", 2], ["pole", 4], ["wok", 5]],
    newcomer: "wok",
    waves: 10,
    hugeEvery: 5,
    budget: 1,
    growth: 0.8,
  }),
  level(6, {
    hour: "day",
    zombies: [["hopper", 0], ["hat", 2], ["dasher", 2], ["wok", 6]],
    newcomer: "dasher",
    waves: 10,
    hugeEvery: 5,
    budget: 1,
    growth: 0.9,
  }),
  level(7, {
    hour: "night",
    startSun: 75,
    zombies: [["hopper", 0], ["hat", 3], ["pole", 5]],
    waves: 9,
    hugeEvery: 9,
    budget: 1,
    growth: 0.7,
  }),
  level(8, {
    hour: "night",
    startSun: 75,
    zombies: [["hopper", 0], ["hat", 2], ["door", 3]],
    newcomer: "door",
    waves: 10,
    hugeEvery: 5,
    budget: 1,
    growth: 0.8,
  }),
  level(9, {
    hour: "night",
    startSun: 75,
    zombies: [["hopper", 0], ["hat", 2], ["drummer", 3], ["pole", 4]],
    newcomer: "drummer",
    waves: 10,
    hugeEvery: 5,
    budget: 1,
    growth: 0.9,
  }),
  level(10, {
    hour: "night",
    startSun: 75,
    zombies: [["hopper", 0], ["hat", 2], ["cracker", 3], ["door", 5]],
    newcomer: "cracker",
    waves: 11,
    hugeEvery: 6,
    budget: 1,
    growth: 0.9,
  }),
  level(11, {
    hour: "dusk",
    zombies: [["hopper", 0], ["kite", 2], ["hat", 2], ["wok", 6]],
    newcomer: "kite",
    waves: 11,
    hugeEvery: 6,
    budget: 1,
    growth: 1,
  }),
  level(12, {
    hour: "dusk",
    zombies: [["hopper", 0], ["hat", 2], ["dasher", 3], ["door", 4], ["drummer", 5], ["kite", 6]],
    waves: 12,
    hugeEvery: 6,
    budget: 1.5,
    growth: 1.1,
  }),
  level(13, {
    hour: "dusk",
    zombies: [["hopper", 0], ["hat", 2], ["pole", 3], ["wok", 4], ["giant", 7]],
    newcomer: "giant",
    waves: 12,
    hugeEvery: 6,
    budget: 1.5,
    growth: 0.85,
  }),
  level(14, {
    hour: "night",
    startSun: 150,
    zombies: [
      ["hopper", 0],
      ["hat", 1],
      ["dasher", 3],
      ["wok", 3],
      ["door", 4],
      ["drummer", 5],
      ["cracker", 5],
      ["kite", 6],
      ["giant", 8],
    ],
    waves: 14,
    hugeEvery: 7,
    budget: 1.5,
    growth: 0.85,
  }),
];

/** The level that opens the endless garden when it is won. */
export const ENDLESS_AFTER = 5;

/** The endless garden, where all kinds of zombies come sooner or later. */
const ENDLESS: Level = {
  number: 0,
  hour: "day",
  rows: ALL_ROWS,
  startSun: 150,
  plants: PLANT_KINDS,
  zombies: [
    ["hopper", 0],
    ["hat", 2],
    ["pole", 4],
    ["dasher", 6],
    ["wok", 7],
    ["door", 9],
    ["kite", 10],
    ["drummer", 12],
    ["cracker", 13],
    ["giant", 16],
  ],
  waves: Infinity,
  hugeEvery: 8,
  budget: 1,
  growth: 0.9,
  firstWaveSeconds: 24,
};

/** The level with this number; 0 is the endless garden. */
export function levelOf(number: number): Level | undefined {
  return number === 0 ? ENDLESS : LEVELS[number - 1];
}

/** The level of a game: one of its own, or the one with its number. */
export function levelIn(world: { readonly levelNumber: number; readonly ownLevel?: Level }): Level {
  return world.ownLevel ?? levelOf(world.levelNumber)!;
}
