// A player's boards: three of one's own, the one of the day, and the one of the round of the class.

import type { Direction } from "../../kit/input.ts";
import { largestTile, type Move, type Side } from "../rules/rules.ts";
import { playRun, type Run, startRun, undoRun } from "../rules/run.ts";
import { type BoardName, sideOfBoard } from "./board_names.ts";
import { countDay, NO_STREAK, type Streak } from "./streak.ts";
import { enterGame, forgetGames, NO_GAMES, type Today } from "./today.ts";

/** A board with its game and its records. */
export type Board = {
  readonly run: Run;
  readonly best: number;
  /** The largest tile ever made on this board. */
  readonly largest: number;
  /** The day or the round that the board belongs to; empty for those of one's own. */
  readonly of: string;
  /** The seed of every game on this board; without it each game has another. */
  readonly seed?: number;
};

/** Everything that is kept of a player. */
export type Progress = {
  readonly boards: Readonly<Partial<Record<BoardName, Board>>>;
  /** The board that is played. */
  readonly current: BoardName;
  /** The board to which the player returns from a round. */
  readonly before: BoardName;
  readonly streak: Streak;
  readonly today: Today;
  /** The number of learnt lessons of the first game. */
  readonly lessons: number;
};

/** The board that a day or a round gives to everybody. */
export type SharedBoard = {
  readonly name: "daily" | "round";
  /** The day or the round. */
  readonly of: string;
  readonly seed: number;
};

function newBoard(run: Run, rest: Partial<Board> = {}): Board {
  return { run, best: 0, largest: largestTile(run.game.cells), of: "", ...rest };
}

/** The progress of a new player. */
export function firstProgress(seed: number): Progress {
  return {
    boards: { "4": newBoard(startRun(seed)) },
    current: "4",
    before: "4",
    streak: NO_STREAK,
    today: NO_GAMES,
    lessons: 0,
  };
}

/** The board that is played. */
export function boardOf({ boards, current }: Progress): Board {
  const board = boards[current];
  if (!board) throw new Error(`There is no board ${current}`);
  return board;
}

function withBoard(progress: Progress, board: Board): Progress {
  return { ...progress, boards: { ...progress.boards, [progress.current]: board } };
}

/** Goes to a board of one's own, with its game as it was left; `seed` starts its first. */
export function openOwnBoard(progress: Progress, side: Side, seed: number): Progress {
  const name = `${side}` as const;
  const board = progress.boards[name] ?? newBoard(startRun(seed, side));
  return { ...progress, current: name, boards: { ...progress.boards, [name]: board } };
}

/** Goes to the board of a day or a round, with its game as it was left if it is still the same. */
export function openSharedBoard(progress: Progress, { name, of, seed }: SharedBoard): Progress {
  const kept = progress.boards[name];
  const isSame = kept?.of === of && kept.seed === seed;
  const board = isSame ? kept : newBoard(startRun(seed), { of, seed });
  const before = progress.current === "round" ? progress.before : progress.current;
  const today = isSame ? progress.today : forgetGames(progress.today, name);
  const boards = { ...progress.boards, [name]: board };
  return { ...progress, before, current: name, boards, today };
}

/** Returns from a round to the board of before. */
export function leaveRound(progress: Progress): Progress {
  return progress.current === "round" ? { ...progress, current: progress.before } : progress;
}

/** Starts a new game on the current board, and enters the one before into the list of `day`. */
export function restart(progress: Progress, seed: number, day: string): Progress {
  const { current } = progress;
  const board = boardOf(progress);
  const { score, cells } = board.run.game;
  const game = { board: current, score, largest: largestTile(cells) };
  const run = startRun(board.seed ?? seed, sideOfBoard(current));
  // A board that nobody has played yet has no largest tile: its first ones were only to be seen.
  const largest = board.best > 0 ? board.largest : largestTile(run.game.cells);
  return {
    ...withBoard(progress, { ...board, run, largest }),
    today: enterGame(progress.today, day, game),
  };
}

/** Makes a move if it moves any tile. */
export function play(
  progress: Progress,
  direction: Direction,
): { readonly progress: Progress; readonly move: Move } | undefined {
  const board = boardOf(progress);
  const played = playRun(board.run, direction);
  if (!played) return undefined;
  const { run, move } = played;
  const best = Math.max(board.best, run.game.score);
  const largest = Math.max(board.largest, largestTile(run.game.cells));
  const isDaily = progress.current === "daily";
  return {
    move,
    progress: {
      ...withBoard(progress, { ...board, run, best, largest }),
      streak: isDaily ? countDay(progress.streak, board.of) : progress.streak,
    },
  };
}

/** Takes the last move back; undefined where none can be taken back. */
export function undo(progress: Progress): Progress | undefined {
  const board = boardOf(progress);
  const run = undoRun(board.run);
  return run && withBoard(progress, { ...board, run });
}

/** Lets a won game go on. */
export function goOn(progress: Progress): Progress {
  const board = boardOf(progress);
  return withBoard(progress, { ...board, run: { ...board.run, wentOn: true } });
}
