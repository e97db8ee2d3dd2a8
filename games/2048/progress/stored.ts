// How a player's progress is stored, and what is accepted of what was stored.

import { openSave, type Save, type SaveFormat, type SaveStorage } from "../../kit/save.ts";
import { type Game, largestTile, type Side } from "../rules/rules.ts";
import { directionOfLetter, MOST_UNDOS, type Run } from "../rules/run.ts";
import { BOARD_NAMES, type BoardName, sideOfBoard } from "./board_names.ts";
import { type Board, firstProgress, type Progress } from "./progress.ts";
import { NO_STREAK, type Streak } from "./streak.ts";
import { type DayGame, NO_GAMES, type Today } from "./today.ts";

const NUMBER_OF_DAY = /^\d{4}-\d\d-\d\d$/;

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** The largest tile that the rules allow: a last 4 merges with a chain over all other cells. */
function largestPossible(side: Side): number {
  return 2 ** (side * side + 1);
}

function isTile(value: unknown, side: Side): value is number {
  return isCount(value) && (value === 0 ||
    value >= 2 && value <= largestPossible(side) && Number.isInteger(Math.log2(value)));
}

function isBoardName(value: unknown): value is BoardName {
  return BOARD_NAMES.some((name) => name === value);
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && NUMBER_OF_DAY.test(value);
}

function readGame(stored: unknown, side: Side): Game | undefined {
  const { cells, score, moves, random } = (stored ?? {}) as Partial<Game>;
  if (!Array.isArray(cells) || cells.length !== side * side) return undefined;
  if (!cells.every((value) => isTile(value, side))) return undefined;
  if (!cells.some((value) => value > 0)) return undefined;
  if (!isCount(score) || !isCount(moves) || !isCount(random)) return undefined;
  return { cells, score, moves, random };
}

function readRun(stored: unknown, side: Side): Run | undefined {
  const { game, past, start, ways, wentOn } = (stored ?? {}) as Partial<Run>;
  const read = { game: readGame(game, side), start: readGame(start, side) };
  if (!read.game || !read.start || !Array.isArray(past) || typeof ways !== "string") {
    return undefined;
  }
  const earlier = past.map((state) => readGame(state, side));
  if (!earlier.every((state) => state !== undefined)) return undefined;
  if (![...ways].every(directionOfLetter)) return undefined;
  return {
    game: read.game,
    start: read.start,
    past: earlier.slice(-MOST_UNDOS),
    ways,
    wentOn: wentOn === true,
  };
}

function readBoard(stored: unknown, name: BoardName): Board | undefined {
  const side = sideOfBoard(name);
  const { run: storedRun, best, largest, of, seed } = (stored ?? {}) as Partial<Board>;
  const run = readRun(storedRun, side);
  if (!run || typeof of !== "string") return undefined;
  const held = largestTile(run.game.cells);
  return {
    run,
    best: Math.max(run.game.score, isCount(best) ? best : 0),
    largest: Math.max(held, isTile(largest, side) ? largest : 0),
    of,
    ...(isCount(seed) && { seed }),
  };
}

function readStreak(stored: unknown): Streak {
  const { days, last } = (stored ?? {}) as Partial<Streak>;
  return isCount(days) && isDay(last) ? { days, last } : NO_STREAK;
}

function readToday(stored: unknown): Today {
  const { day, games } = (stored ?? {}) as Partial<Today>;
  if (!isDay(day) || !Array.isArray(games)) return NO_GAMES;
  const isGame = (game: Partial<DayGame> | null) =>
    isBoardName(game?.board) && isCount(game.score) && isCount(game.largest);
  return { day, games: games.filter(isGame) };
}

/** Accepts stored progress if the board that was played can be continued. */
export function readProgress(stored: unknown): Progress | undefined {
  const { boards, current, before, streak, today, lessons } = (stored ?? {}) as Partial<Progress>;
  if (!isBoardName(current) || typeof boards !== "object" || boards === null) return undefined;
  const read: Partial<Record<BoardName, Board>> = {};
  for (const name of BOARD_NAMES) {
    const board = readBoard(boards[name], name);
    if (board) read[name] = board;
  }
  const own = isBoardName(before) && before !== "round" && read[before] ? before : undefined;
  const back = current === "round" ? own : own ?? current;
  if (!read[current] || !back) return undefined;
  return {
    boards: read,
    current,
    before: back,
    streak: readStreak(streak),
    today: readToday(today),
    lessons: isCount(lessons) ? lessons : 0,
  };
}

/** Version 1 knew one board and no history. */
function fromVersion1(older: unknown): unknown {
  const { game, past, best, largest, wentOn, lessons } = older as Record<string, unknown>;
  const run = { game, past, start: game, ways: "", wentOn };
  return { boards: { "4": { run, best, largest, of: "" } }, current: "4", before: "4", lessons };
}

/** Opens the stored progress; `seed` starts a new player's first game. */
export function openProgress(seed: number, storage?: SaveStorage): Save<Progress> {
  const format: SaveFormat<Progress> = {
    id: "2048",
    version: 2,
    empty: () => firstProgress(seed),
    read: readProgress,
    migrations: { 1: fromVersion1 },
  };
  return storage ? openSave(format, storage) : openSave(format);
}
