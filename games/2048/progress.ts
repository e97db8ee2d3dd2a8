// The stored progress, and undo.

import { openSave, type Save, type SaveStorage } from "../kit/save.ts";
import { type Game, GOAL, largestTile, makeMove, type Move, SIDE, startGame } from "./rules.ts";
import type { Direction } from "../kit/input.ts";

/** The number of moves that can be taken back: enough for a mistake, too few for careless play. */
export const MOST_UNDOS = 10;
/** The largest tile that the rules allow on 16 cells. */
const LARGEST_POSSIBLE = 131_072;

/** A player's progress. */
export type Progress = {
  readonly game: Game;
  /** The earlier states of the game, the latest last. */
  readonly past: readonly Game[];
  readonly best: number;
  /** The largest tile ever made. */
  readonly largest: number;
  /** Whether the player reached the goal in this game and chose to go on. */
  readonly wentOn: boolean;
  /** The number of learnt lessons of the first game. */
  readonly lessons: number;
};

/** The state of a game. */
export type Standing = "playing" | "won" | "lost";

/** The progress of a new player. */
export function firstProgress(seed: number): Progress {
  const game = startGame(seed);
  const largest = largestTile(game.cells);
  return { game, past: [], best: 0, largest, wentOn: false, lessons: 0 };
}

/** Starts a new game for a player with progress. */
export function restart(progress: Progress, seed: number): Progress {
  return { ...progress, game: startGame(seed), past: [], wentOn: false };
}

/** Makes a move if it moves any tile. */
export function play(
  progress: Progress,
  direction: Direction,
): { readonly progress: Progress; readonly move: Move } | undefined {
  const move = makeMove(progress.game, direction);
  if (!move) return undefined;
  return {
    move,
    progress: {
      ...progress,
      game: move.game,
      past: [...progress.past, progress.game].slice(-MOST_UNDOS),
      best: Math.max(progress.best, move.game.score),
      largest: Math.max(progress.largest, largestTile(move.game.cells)),
    },
  };
}

/** Takes the last move back; undefined where none can be taken back. */
export function undo(progress: Progress): Progress | undefined {
  const game = progress.past.at(-1);
  if (!game) return undefined;
  // Taking back the winning move takes back the choice to go on as well.
  const wentOn = progress.wentOn && largestTile(game.cells) >= GOAL;
  return { ...progress, game, past: progress.past.slice(0, -1), wentOn };
}

/** Whether the game is won (and the player has not gone on), lost, or still open. */
export function standing({ game, wentOn }: Progress, canStillMove: boolean): Standing {
  if (largestTile(game.cells) >= GOAL && !wentOn) return "won";
  return canStillMove ? "playing" : "lost";
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isTile(value: unknown): boolean {
  return isCount(value) &&
    (value === 0 || value >= 2 && value <= LARGEST_POSSIBLE && Number.isInteger(Math.log2(value)));
}

function readGame(stored: unknown): Game | undefined {
  const game = stored as Partial<Game> | null;
  const { cells, score, moves, random } = game ?? {};
  if (!Array.isArray(cells) || cells.length !== SIDE * SIDE || !cells.every(isTile)) {
    return undefined;
  }
  if (!cells.some((value) => value > 0)) return undefined;
  if (!isCount(score) || !isCount(moves) || !isCount(random)) return undefined;
  return { cells, score, moves, random };
}

/** Accepts stored progress only if a game could have reached its board. */
export function readProgress(stored: unknown): Progress | undefined {
  const found = stored as Partial<Progress> | null;
  const game = readGame(found?.game);
  if (!found || !game || !Array.isArray(found.past)) return undefined;
  const past = found.past.map(readGame);
  if (!past.every((earlier) => earlier !== undefined)) return undefined;
  const largest = largestTile(game.cells);
  return {
    game,
    past: past.slice(-MOST_UNDOS),
    best: Math.max(game.score, isCount(found.best) ? found.best : 0),
    largest: Math.max(largest, isTile(found.largest) ? Number(found.largest) : 0),
    wentOn: found.wentOn === true,
    lessons: isCount(found.lessons) ? found.lessons : 0,
  };
}

/** Opens the stored progress; `seed` starts a new player's first game. */
export function openProgress(seed: number, storage?: SaveStorage): Save<Progress> {
  const format = {
    id: "2048",
    version: 1,
    empty: () => firstProgress(seed),
    read: readProgress,
  };
  return storage ? openSave(format, storage) : openSave(format);
}
