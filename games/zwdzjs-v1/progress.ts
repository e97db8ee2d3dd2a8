import { openSave, type Save } from "../kit/save.ts";
import { PLANT_KINDS, ROWS, SHOT_KINDS, ZOMBIE_KINDS } from "./rules/kinds.ts";
import { levelOf, LEVELS } from "./rules/levels.ts";
import type { World } from "./rules/world.ts";

/** What is remembered between visits. */
export interface Progress {
  /** Stars of each level, in order; 0 is not won yet. */
  readonly stars: readonly number[];
  /** The endless garden's best score. */
  readonly best: number;
  /** The game that was left before its end. */
  readonly game?: World;
}

const VERSION = 1;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the things in a list of the world have to be, so that a step can work with them. */
interface ItemShape {
  readonly kinds?: readonly string[];
  readonly numbers: readonly string[];
  /** Whether each stands in a row of the board. */
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

/** A stored game is used only when all that a step reads is there. */
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

/** What a first visit starts with. */
export function emptyProgress(): Progress {
  return { stars: [], best: 0 };
}

/** Takes what is usable of stored progress. */
export function readProgress(stored: unknown): Progress | undefined {
  if (!isRecord(stored) || !Array.isArray(stored.stars)) return undefined;
  const stars = stored.stars.slice(0, LEVELS.length).map((count) =>
    Number.isInteger(count) ? Math.min(3, Math.max(0, Number(count))) : 0
  );
  const best = Number.isFinite(stored.best) ? Math.max(0, Number(stored.best)) : 0;
  const game = readGame(stored.game);
  return { stars, best, ...(game && { game }) };
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

/** Progress with a level's stars, never fewer than before. */
export function withStars(progress: Progress, level: number, stars: number): Progress {
  const all = Array.from({ length: LEVELS.length }, (_, at) => progress.stars[at] ?? 0);
  all[level - 1] = Math.max(all[level - 1] ?? 0, stars);
  return { ...progress, stars: all };
}

/** Progress without the game that was left. */
export function withoutGame({ stars, best }: Progress): Progress {
  return { stars, best };
}
