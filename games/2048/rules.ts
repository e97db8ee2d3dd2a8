// The rules of 2048: pure, and the same for the same seed and moves.

import type { Direction } from "../kit/input.ts";
import { Random } from "../kit/random.ts";

/** Cells in a row, and rows. */
export const SIDE = 4;
/** The tile that wins. */
export const GOAL = 2048;
/** One spawned tile in ten is a 4. */
const SHARE_OF_FOURS = 0.1;

/** A game between two moves. Cells go row by row from the top left; 0 is empty. */
export type Game = {
  readonly cells: readonly number[];
  readonly score: number;
  /** Moves made so far. */
  readonly moves: number;
  /** The state of chance: the same move from here always spawns the same tile. */
  readonly random: number;
};

/** One tile's way in a move. */
export type Slide = {
  readonly from: number;
  readonly to: number;
  /** What it was before it merged. */
  readonly value: number;
  /** Whether another tile arrives in the same cell. */
  readonly merges: boolean;
};

/** A tile that has just appeared. */
export type Spawn = { readonly cell: number; readonly value: number };

/** What a move did. */
export type Move = {
  readonly game: Game;
  /** Every tile of the board, those that stay included. */
  readonly slides: readonly Slide[];
  readonly spawn: Spawn;
  /** Points gained. */
  readonly gained: number;
};

/** The cells of one line, starting where tiles come to rest. */
function lineCells(direction: Direction, line: number): number[] {
  const towardsEnd = direction === "right" || direction === "down";
  const across = direction === "left" || direction === "right";
  return Array.from({ length: SIDE }, (_, at) => {
    const place = towardsEnd ? SIDE - 1 - at : at;
    return across ? line * SIDE + place : place * SIDE + line;
  });
}

/** Slides one line: each tile goes as far as it can, and merges once with an equal before it. */
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

/** Where every tile goes when the board is pushed that way. */
export function slideTiles(cells: readonly number[], direction: Direction): Slide[] {
  const lines = Array.from({ length: SIDE }, (_, line) => lineCells(direction, line));
  return lines.flatMap((line) => slideLine(cells, line));
}

function land(slides: readonly Slide[]): number[] {
  const cells = Array.from({ length: SIDE * SIDE }, () => 0);
  for (const { to, value } of slides) cells[to]! += value;
  return cells;
}

function spawnTile(cells: readonly number[], random: Random): Spawn {
  const empty = cells.flatMap((value, cell) => value === 0 ? [cell] : []);
  return { cell: random.pick(empty), value: random.chance(SHARE_OF_FOURS) ? 4 : 2 };
}

/** A new game with its first two tiles. */
export function startGame(seed: number): Game {
  const random = new Random(seed);
  const cells = Array.from({ length: SIDE * SIDE }, () => 0);
  for (let count = 0; count < 2; count++) {
    const { cell, value } = spawnTile(cells, random);
    cells[cell] = value;
  }
  return { cells, score: 0, moves: 0, random: random.state };
}

/** Pushes all tiles one way; undefined when none of them would move. */
export function makeMove(game: Game, direction: Direction): Move | undefined {
  const slides = slideTiles(game.cells, direction);
  if (slides.every(({ from, to, merges }) => from === to && !merges)) return undefined;
  const cells = land(slides);
  const random = new Random(game.random);
  const spawn = spawnTile(cells, random);
  cells[spawn.cell] = spawn.value;
  // Both tiles of a merge are counted, so their sum is the new tile: its points.
  const gained = slides.reduce((sum, { merges, value }) => merges ? sum + value : sum, 0);
  return {
    game: { cells, score: game.score + gained, moves: game.moves + 1, random: random.state },
    slides,
    spawn,
    gained,
  };
}

/** Whether any move is left. */
export function canMove(cells: readonly number[]): boolean {
  return (["left", "up"] as const).some((direction) =>
    cells.includes(0) || slideTiles(cells, direction).some(({ merges }) => merges)
  );
}

/** The largest tile on the board. */
export function largestTile(cells: readonly number[]): number {
  return Math.max(...cells);
}

/** The game that a seed and a list of moves lead to; moves that move nothing are passed over. */
export function replay(seed: number, directions: readonly Direction[]): Game {
  return directions.reduce(
    (game, direction) => makeMove(game, direction)?.game ?? game,
    startGame(seed),
  );
}
