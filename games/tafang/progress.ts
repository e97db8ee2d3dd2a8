// The stored progress: stars, the endless record, the running game, and the monsters met.

import { openSave, type Save, type SaveStorage } from "../kit/save.ts";
import { decodeDraft } from "./maps/map_code.ts";
import { MAPS } from "./maps/maps.ts";
import { type MonsterKind, MONSTERS } from "./rules/monsters_table.ts";
import { type Recording, RULES_VERSION } from "./play/replay.ts";
import type { Stars } from "./rules/step.ts";

/** A player's stored progress. */
export interface Progress {
  readonly stars: Readonly<Record<string, Stars>>;
  /** The number of waves survived in the best endless game. */
  readonly endless: number;
  /** The monsters met so far, for the almanac. */
  readonly met: readonly MonsterKind[];
  /** How often each map was lost since it was last won. */
  readonly losses: Readonly<Record<string, number>>;
  /** The codes of the maps that the player has made or opened, the latest first. */
  readonly made: readonly string[];
  /** The best game of the last day on which the day's arena was played. */
  readonly daily?: DayBest;
  /** Whether the first map's lesson is over. */
  readonly taught: boolean;
  readonly current?: Recording;
  /** The round of the class that was left in the middle. Another round has another seed, so it may stay here. */
  readonly round?: Recording;
}

/** A day, as `2026-11-30`, and the best points in its arena. */
export interface DayBest {
  readonly day: string;
  readonly points: number;
}

/** The progress of a new player. */
export const EMPTY_PROGRESS: Progress = {
  stars: {},
  endless: 0,
  met: [],
  losses: {},
  made: [],
  taught: false,
};

/** The most maps that are kept; the oldest goes. */
export const MOST_MADE = 12;

/** The number of maps to win before the endless game opens. */
const ENDLESS_AFTER = 3;

/** @param storage @default {the browser's} */
export function openProgress(storage?: SaveStorage): Save<Progress> {
  const format = { id: "tafang", version: 1, empty: () => EMPTY_PROGRESS, read: readProgress };
  return storage ? openSave(format, storage) : openSave(format);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Accepts the valid parts of stored progress. */
export function readProgress(stored: unknown): Progress | undefined {
  if (!isRecord(stored)) return undefined;
  const stars: Record<string, Stars> = {};
  const found = isRecord(stored.stars) ? stored.stars : {};
  for (const map of MAPS) {
    const value = found[map.id];
    if (!isRecord(value)) continue;
    const health = Number(value.health);
    if (health >= 0 && health <= 3) stars[map.id] = { health, cleared: value.cleared === true };
  }
  const daily = readDay(stored.daily);
  const met = Array.isArray(stored.met) ? stored.met.filter((kind) => kind in MONSTERS) : [];
  const current = readRecording(stored.current);
  const round = readRecording(stored.round);
  return {
    stars,
    endless: Number.isInteger(stored.endless) ? Number(stored.endless) : 0,
    met,
    losses: readLosses(stored.losses),
    made: readMade(stored.made),
    ...(daily && { daily }),
    taught: stored.taught === true,
    ...(current && { current }),
    ...(round && { round }),
  };
}

function readLosses(value: unknown): Record<string, number> {
  const losses: Record<string, number> = {};
  for (const { id } of MAPS) {
    const count = isRecord(value) ? Number(value[id]) : 0;
    if (Number.isInteger(count) && count > 0) losses[id] = count;
  }
  return losses;
}

function readMade(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((code) => typeof code === "string" && decodeDraft(code)).slice(0, MOST_MADE);
}

function readDay(value: unknown): DayBest | undefined {
  if (!isRecord(value)) return undefined;
  const { day, points } = value;
  return typeof day === "string" && Number.isInteger(points)
    ? { day, points: Number(points) }
    : undefined;
}

function readRecording(value: unknown): Recording | undefined {
  if (!isRecord(value) || value.rules !== RULES_VERSION) return undefined;
  const { map, seed, endless, actions, steps } = value;
  if (typeof map !== "string" || typeof seed !== "number" || typeof endless !== "boolean") {
    return undefined;
  }
  if (!Array.isArray(actions) || !Number.isInteger(steps)) return undefined;
  if (!actions.every((entry) => Array.isArray(entry) && isRecord(entry[1]))) return undefined;
  const helped = value.helped === true;
  return { rules: RULES_VERSION, map, seed, endless, helped, actions, steps: Number(steps) };
}

/** Keeps the game that runs, or forgets the one that has ended. */
export function keepCurrent(progress: Progress, current: Recording | undefined): Progress {
  const { current: _, ...rest } = progress;
  return current ? { ...rest, current } : rest;
}

/** Keeps the round that runs beside the player's own game, or forgets the one that has ended. */
export function keepRound(progress: Progress, round: Recording | undefined): Progress {
  const { round: _, ...rest } = progress;
  return round ? { ...rest, round } : rest;
}

/** Keeps the better of each star. */
export function addStars(progress: Progress, mapId: string, stars: Stars): Progress {
  const before = progress.stars[mapId] ?? { health: 0, cleared: false };
  const best = {
    health: Math.max(before.health, stars.health),
    cleared: before.cleared || stars.cleared,
  };
  return { ...progress, stars: { ...progress.stars, [mapId]: best } };
}

/** Counts a loss of one of the maps, or forgets them all after a win. */
export function countLoss(progress: Progress, mapId: string, won: boolean): Progress {
  const { [mapId]: before = 0, ...others } = progress.losses;
  return { ...progress, losses: won ? others : { ...others, [mapId]: before + 1 } };
}

/** Keeps the better of the day's games; those of other days are over. */
export function addDay(progress: Progress, game: DayBest): Progress {
  const { daily } = progress;
  const isBest = daily?.day !== game.day || game.points > daily.points;
  return isBest ? { ...progress, daily: game } : progress;
}

/** Keeps a map of the player's in front, in the place of what it was before. */
export function keepMade(progress: Progress, code: string, before?: string): Progress {
  const others = progress.made.filter((other) => other !== code && other !== before);
  return { ...progress, made: [code, ...others].slice(0, MOST_MADE) };
}

/** Throws a map of the player's away. */
export function dropMade(progress: Progress, code: string): Progress {
  return { ...progress, made: progress.made.filter((other) => other !== code) };
}

/** Whether a map is open; it opens when the one before has been won. */
export function isOpen(progress: Progress, index: number): boolean {
  if (index === 0) return true;
  const before = MAPS[index - 1];
  return before !== undefined && (progress.stars[before.id]?.health ?? 0) > 0;
}

/** Whether the endless game may be chosen. */
export function isEndlessOpen(progress: Progress): boolean {
  return MAPS.filter((map) => (progress.stars[map.id]?.health ?? 0) > 0).length >= ENDLESS_AFTER;
}

/** Whether the arena of the day may be chosen; it needs somebody who has won once. */
export function isDayOpen(progress: Progress): boolean {
  return nextMapIndex(progress) > 0;
}

/** The index of the first map not won yet, or of the last map. */
export function nextMapIndex(progress: Progress): number {
  const index = MAPS.findIndex((map) => (progress.stars[map.id]?.health ?? 0) === 0);
  return index < 0 ? MAPS.length - 1 : index;
}

/** Counts all stars and clovers, earned and possible. */
export function countStars(progress: Progress): { have: number; all: number } {
  const have = Object.values(progress.stars)
    .reduce((sum, stars) => sum + stars.health + (stars.cleared ? 1 : 0), 0);
  return { have, all: MAPS.length * 4 };
}
