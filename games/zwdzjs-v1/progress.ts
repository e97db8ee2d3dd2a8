import { openSave, type Save } from "../kit/save.ts";
import { PLANT_KINDS, type PlantKind, ROWS, SHOT_KINDS, ZOMBIE_KINDS } from "./rules/kinds.ts";
import { levelOf, LEVELS, PACKET_SLOTS } from "./rules/levels.ts";
import type { World } from "./rules/world.ts";

/** The best of a day's garden. */
export interface Daily {
  /** The day, as `2026-11-30`. */
  readonly day: string;
  readonly best: number;
}

/** The stored progress. */
export interface Progress {
  /** The stars of each level in order; 0 is not won yet. */
  readonly stars: readonly number[];
  /** The best score of the endless garden. */
  readonly best: number;
  /** How often each level in order was lost since it was last won. */
  readonly losses?: readonly number[];
  /** The highest level whose introduction has been read. */
  readonly met?: number;
  readonly daily?: Daily;
  /** The plants that were chosen last, by the number of the level; 0 is the endless garden. */
  readonly picks?: Readonly<Record<string, readonly PlantKind[]>>;
  /** An unfinished game. */
  readonly game?: World;
  /** The day whose garden the unfinished game is. */
  readonly gameDay?: string;
}

const VERSION = 1;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields that items in a list of the world need, so that a step can work with them. */
interface ItemShape {
  readonly kinds?: readonly string[];
  readonly numbers: readonly string[];
  /** Whether each item is in a row of the board. */
  readonly hasRow?: boolean;
}

const ROW_NUMBERS = Array.from({ length: ROWS }, (_, row) => row);

function isItem(value: unknown, shape: ItemShape): boolean {
  if (!isRecord(value)) return false;
  if (shape.kinds && !shape.kinds.includes(String(value.kind))) return false;
  if (shape.hasRow && !ROW_NUMBERS.includes(Number(value.row ?? -1))) return false;
  return shape.numbers.every((name) => Number.isFinite(value[name]));
}

const ITEMS: Readonly<Record<string, ItemShape>> = {
  plants: {
    kinds: PLANT_KINDS,
    numbers: ["id", "col", "health", "wait", "volley", "bornAt", "actedAt", "hurtAt"],
    hasRow: true,
  },
  zombies: {
    kinds: ZOMBIE_KINDS,
    numbers: ["id", "x", "health", "armour", "modeTicks", "hopTicks", "chillTicks", "hasteTicks"],
    hasRow: true,
  },
  packets: { kinds: PLANT_KINDS, numbers: ["wait"] },
  arrivals: { kinds: ZOMBIE_KINDS, numbers: ["atTick"], hasRow: true },
  shots: {
    kinds: SHOT_KINDS,
    numbers: ["id", "x", "y", "fromX", "toX", "ticks", "damage", "flightTicks"],
    hasRow: true,
  },
  suns: { numbers: ["id", "x", "y", "amount", "ticks"] },
  roosters: { numbers: ["x"], hasRow: true },
};

const NUMBERS = [
  "tick",
  "random",
  "nextId",
  "sun",
  "skySunWait",
  "wave",
  "waveWait",
  "score",
  "plantsLost",
];
const LISTS = ["lastRows", "happenings"];

/** Reads a stored game, and accepts it only if it has everything that a step reads. */
function readGame(value: unknown): World | undefined {
  if (!isRecord(value) || value.outcome !== "playing" || !isRecord(value.allowances)) {
    return undefined;
  }
  if (typeof value.levelNumber !== "number" || !levelOf(value.levelNumber)) return undefined;
  if (!NUMBERS.every((name) => Number.isFinite(value[name]))) return undefined;
  if (!LISTS.every((name) => Array.isArray(value[name]))) return undefined;
  for (const [name, shape] of Object.entries(ITEMS)) {
    const list = value[name];
    if (!Array.isArray(list) || !list.every((item) => isItem(item, shape))) return undefined;
  }
  return value as unknown as World;
}

/** The progress of a new player. */
export function emptyProgress(): Progress {
  return { stars: [], best: 0 };
}

function readCount(value: unknown, most = Number.MAX_SAFE_INTEGER): number {
  return Number.isInteger(value) ? Math.min(most, Math.max(0, Number(value))) : 0;
}

function readDaily(value: unknown): Daily | undefined {
  if (!isRecord(value) || typeof value.day !== "string" || value.day.length > 10) return undefined;
  return { day: value.day, best: readCount(value.best) };
}

/** Reads the chosen plants of each level; what is none of a level is left out. */
function readPicks(value: unknown): Progress["picks"] {
  if (!isRecord(value)) return undefined;
  const picks = Object.entries(value).filter(([level]) => levelOf(Number(level)))
    .map(([level, kinds]) => [
      level,
      PLANT_KINDS.filter((kind) => Array.isArray(kinds) && kinds.includes(kind))
        .slice(0, PACKET_SLOTS),
    ]);
  return Object.fromEntries(picks);
}

/** Accepts the valid parts of stored progress. */
export function readProgress(stored: unknown): Progress | undefined {
  if (!isRecord(stored) || !Array.isArray(stored.stars)) return undefined;
  const stars = stored.stars.slice(0, LEVELS.length).map((count) => readCount(count, 3));
  const losses = Array.isArray(stored.losses)
    ? stored.losses.slice(0, LEVELS.length).map((count) => readCount(count, 99))
    : undefined;
  const met = readCount(stored.met, LEVELS.length);
  const daily = readDaily(stored.daily);
  const picks = readPicks(stored.picks);
  const game = readGame(stored.game);
  const gameDay = typeof stored.gameDay === "string" ? stored.gameDay : undefined;
  return {
    stars,
    best: readCount(stored.best),
    ...(losses && { losses }),
    ...(met > 0 && { met }),
    ...(daily && { daily }),
    ...(picks && { picks }),
    ...(game && { game }),
    ...(game && gameDay !== undefined && { gameDay }),
  };
}

/** Opens the progress of an edition. */
export function openProgress(id: string): Save<Progress> {
  return openSave<Progress>({ id, version: VERSION, empty: emptyProgress, read: readProgress });
}

/** The number of the first level that is not won yet, or of the last one. */
export function nextLevel(progress: Progress): number {
  const open = LEVELS.find(({ number }) => !progress.stars[number - 1]);
  return open?.number ?? LEVELS.length;
}

/** Adds a level's stars, which never become fewer. */
export function withStars(progress: Progress, level: number, stars: number): Progress {
  const all = Array.from({ length: LEVELS.length }, (_, at) => progress.stars[at] ?? 0);
  all[level - 1] = Math.max(all[level - 1] ?? 0, stars);
  return { ...progress, stars: all };
}

/** Removes the unfinished game. */
export function withoutGame({ game: _, gameDay: __, ...rest }: Progress): Progress {
  return rest;
}

/** How often a level was lost since it was last won. */
export function lossesOf(progress: Progress, level: number): number {
  return progress.losses?.[level - 1] ?? 0;
}

/** Counts a level as lost once more; a win sets the count back. */
export function withOutcome(progress: Progress, level: number, won: boolean): Progress {
  const losses = Array.from({ length: LEVELS.length }, (_, at) => progress.losses?.[at] ?? 0);
  losses[level - 1] = won ? 0 : losses[level - 1]! + 1;
  return { ...progress, losses };
}

/** Keeps a score of a day's garden, if it is that day's best. */
export function withDaily(progress: Progress, { day, best }: Daily): Progress {
  const before = progress.daily?.day === day ? progress.daily.best : 0;
  return { ...progress, daily: { day, best: Math.max(before, best) } };
}

/** Keeps the plants that were chosen for a level. */
export function withPick(
  progress: Progress,
  level: number,
  plants: readonly PlantKind[],
): Progress {
  return { ...progress, picks: { ...progress.picks, [level]: plants } };
}
