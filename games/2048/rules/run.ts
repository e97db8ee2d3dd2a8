// One game from its first tile on: its moves so far, and those that can be taken back.

import type { Direction } from "../../kit/input.ts";
import {
  type Game,
  goalOf,
  largestTile,
  makeMove,
  type Move,
  type Side,
  startGame,
} from "./rules.ts";

/** The number of moves that can be taken back: enough for a mistake, too few for careless play. */
export const MOST_UNDOS = 10;
/** The number of moves that are kept to be looked at again; the earliest of a longer game are forgotten. */
const MOST_WAYS = 10_000;

const LETTERS: Readonly<Record<Direction, string>> = { left: "l", right: "r", up: "u", down: "d" };
const DIRECTIONS: Readonly<Record<string, Direction>> = {
  l: "left",
  r: "right",
  u: "up",
  d: "down",
};

/** A game with its history. */
export type Run = {
  readonly game: Game;
  /** The earlier states that can be returned to, the latest last. */
  readonly past: readonly Game[];
  /** The state from which `ways` lead to `game`. */
  readonly start: Game;
  /** All moves since `start`, a letter each. */
  readonly ways: string;
  /** Whether the player reached the goal in this game and chose to go on. */
  readonly wentOn: boolean;
};

/** The state of a game. */
export type Standing = "playing" | "won" | "lost";

/** Starts a game. */
export function startRun(seed: number, side: Side = 4): Run {
  const game = startGame(seed, side);
  return { game, past: [], start: game, ways: "", wentOn: false };
}

/** Makes a move if it moves any tile. */
export function playRun(
  run: Run,
  direction: Direction,
): { readonly run: Run; readonly move: Move } | undefined {
  const move = makeMove(run.game, direction);
  if (!move) return undefined;
  const next = {
    ...run,
    game: move.game,
    past: [...run.past, run.game].slice(-MOST_UNDOS),
    ways: run.ways + LETTERS[direction],
  };
  return { move, run: next.ways.length > MOST_WAYS ? forgetEarly(next) : next };
}

/** Drops half of the history. */
function forgetEarly(run: Run): Run {
  const dropped = MOST_WAYS / 2;
  const start = statesOf({ ...run, ways: run.ways.slice(0, dropped) }).at(-1)!;
  return { ...run, start, ways: run.ways.slice(dropped) };
}

/** Takes the last move back; undefined where none can be taken back. */
export function undoRun(run: Run): Run | undefined {
  const game = run.past.at(-1);
  if (!game) return undefined;
  const ways = run.ways.slice(0, -1);
  return {
    game,
    past: run.past.slice(0, -1),
    start: ways ? run.start : game,
    ways,
    // Taking back the winning move takes back the choice to go on as well.
    wentOn: run.wentOn && largestTile(game.cells) >= goalOf(game.cells),
  };
}

/** Whether the game is won (and the player has not gone on), lost, or still open. */
export function standing({ game, wentOn }: Run, canStillMove: boolean): Standing {
  if (largestTile(game.cells) >= goalOf(game.cells) && !wentOn) return "won";
  return canStillMove ? "playing" : "lost";
}

/** The direction of a letter of `ways`; undefined for other letters. */
export function directionOfLetter(letter: string): Direction | undefined {
  return DIRECTIONS[letter];
}

/** All states from the start to now. A letter that moves nothing adds none. */
export function statesOf({ start, ways }: Pick<Run, "start" | "ways">): Game[] {
  const states = [start];
  for (const letter of ways) {
    const direction = directionOfLetter(letter);
    const move = direction && makeMove(states.at(-1)!, direction);
    if (move) states.push(move.game);
  }
  return states;
}
