import { PLANT_KINDS } from "./kinds.ts";
import type { Draft, Level } from "./level.ts";
import { LEVEL_DRAFTS } from "./level_drafts.ts";

export type { Hour, Level, Weather } from "./level.ts";

/** The number of packets that a player takes along. */
export const PACKET_SLOTS = 8;

const ALL_ROWS = [0, 1, 2, 3, 4];

/** Completes a level. Each of the first ones gives one plant more than the one before. */
function complete(draft: Draft, at: number): Level {
  const number = at + 1;
  const reward = PLANT_KINDS[number];
  const missing = draft.missing ?? [];
  return {
    rows: ALL_ROWS,
    startSun: 50,
    firstWaveSeconds: 24,
    plants: PLANT_KINDS.slice(0, number).filter((kind) => !missing.includes(kind)),
    ...(reward === undefined ? {} : { reward }),
    ...draft,
    number,
  };
}

/** All levels, in order. */
export const LEVELS: readonly Level[] = LEVEL_DRAFTS.map(complete);

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
    ["imp", 11],
    ["cracker", 13],
    ["mole", 14],
    ["slinger", 15],
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
