// The rules of 2048. They are pure: the same seed and moves give the same game.

import type { Direction } from "../../kit/input.ts";
import { Random } from "../../kit/random.ts";

/** The number of cells in a row, and of rows. */
export type Side = 3 | 4 | 5;
/** All boards there are. */
export const SIDES: readonly Side[] = [3, 4, 5];
/** The tile that wins on each board: a board of nine cells has no room for 2048. */
const GOALS: Readonly<Record<Side, number>> = { 3: 256, 4: 2048, 5: 4096 };
/** One spawned tile in ten is a 4. */
const SHARE_OF_FOURS = 0.1;

/** A game between two moves. Cells go row by row from the top left; 0 is an empty cell. */
export type Game = {
  readonly cells: readonly number[];
  readonly score: number;
  /** The number of moves so far. */
  readonly moves: number;
  /** The state of the random generator: the same move from here always spawns the same tile. */
  readonly random: number;
};

/** The movement of one tile in a move. */
export type Slide = {
  readonly from: number;
  readonly to: number;
  /** The value before the merge. */
  readonly value: number;
  /** Whether another tile moves to the same cell. */
  readonly merges: boolean;
};

/** A tile that has just appeared. */
export type Spawn = { readonly cell: number; readonly value: number };

/** The result of a move. */
export type Move = {
  readonly game: Game;
  /** All tiles of the board, including those that stay. */
  readonly slides: readonly Slide[];
  readonly spawn: Spawn;
  /** The points of the move. */
  readonly gained: number;
};

/** The number of cells in a row of this board. */
export function sideOf(cells: readonly number[]): Side {
  return Math.sqrt(cells.length) as Side;
}

/** The tile that wins on this board. */
export function goalOf(cells: readonly number[]): number {
  return GOALS[sideOf(cells)];
}

/** Lists the cells of a line, from the end to which tiles slide. */
function lineCells(direction: Direction, line: number, side: Side): number[] {
  const towardsEnd = direction === "right" || direction === "down";
  const across = direction === "left" || direction === "right";
  return Array.from({ length: side }, (_, at) => {
    const place = towardsEnd ? side - 1 - at : at;
    return across ? line * side + place : place * side + line;
  });
}

/** Slides a line: each tile goes as far as it can, and merges at most once with an equal one before it. */
function slideLine(cells: readonly number[], line: readonly number[]): Slide[] {
  const slides: Slide[] = [];
  let target = 0;
  let open: Slide | undefined;
  for (const from of line) {
    const value = cells[from]!;
    if (value === 0) continue;
    if (open?.value === value) {
      slides[slides.length - 1] = { ...open, merges: true };
      slides.push({ from, to: open.to, value, merges: true });
      open = undefined;
    } else {
      open = { from, to: line[target++]!, value, merges: false };
      slides.push(open);
    }
  }
  return slides;
}

/** Computes where every tile goes in a move. */
export function slideTiles(cells: readonly number[], direction: Direction): Slide[] {
  const side = sideOf(cells);
  const lines = Array.from({ length: side }, (_, line) => lineCells(direction, line, side));
  return lines.flatMap((line) => slideLine(cells, line));
}

function emptyCells(side: Side): number[] {
  return Array.from({ length: side * side }, () => 0);
}

function land(slides: readonly Slide[], side: Side): number[] {
  const cells = emptyCells(side);
  for (const { to, value } of slides) cells[to]! += value;
  return cells;
}

function spawnTile(cells: readonly number[], random: Random): Spawn {
  const empty = cells.flatMap((value, cell) => value === 0 ? [cell] : []);
  return { cell: random.pick(empty), value: random.chance(SHARE_OF_FOURS) ? 4 : 2 };
}

/** Starts a game with two tiles. */
export function startGame(seed: number, side: Side = 4): Game {
  const random = new Random(seed);
  const cells = emptyCells(side);
  for (let count = 0; count < 2; count++) {
    const { cell, value } = spawnTile(cells, random);
    cells[cell] = value;
  }
  return { cells, score: 0, moves: 0, random: random.state };
}

/** Makes a move; undefined where no tile would move. */
export function makeMove(game: Game, direction: Direction): Move | undefined {
  const slides = slideTiles(game.cells, direction);
  if (slides.every(({ from, to, merges }) => from === to && !merges)) return undefined;
  const cells = land(slides, sideOf(game.cells));
  const random = new Random(game.random);
  const spawn = spawnTile(cells, random);
  cells[spawn.cell] = spawn.value;
  // Both tiles of a merge count, so their sum is the new tile's value, which is its points.
  const gained = slides.reduce((sum, { merges, value }) => merges ? sum + value : sum, 0);
  return {
    game: { cells, score: game.score + gained, moves: game.moves + 1, random: random.state },
    slides,
    spawn,
    gained,
  };
}

/** Whether any move is possible. */
export function canMove(cells: readonly number[]): boolean {
  return (["left", "up"] as const).some((direction) =>
    cells.includes(0) || slideTiles(cells, direction).some(({ merges }) => merges)
  );
}

/** The largest tile on the board. */
export function largestTile(cells: readonly number[]): number {
  return Math.max(...cells);
}
