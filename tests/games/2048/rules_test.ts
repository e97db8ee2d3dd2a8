import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Direction } from "../../../games/kit/input.ts";
import {
  canMove,
  type Game,
  makeMove,
  type Side,
  SIDES,
  slideTiles,
  startGame,
} from "../../../games/2048/rules/rules.ts";

const DIRECTIONS: readonly Direction[] = ["up", "down", "left", "right"];
const seeds = fc.integer({ min: 0, max: 0xffffffff });
const sides = fc.constantFrom(...SIDES);
const directions = fc.constantFrom(...DIRECTIONS);
const tiles = fc.constantFrom(0, 0, 2, 4, 8, 16, 1024, 2048);
const boards = sides.chain((side) =>
  fc.array(tiles, { minLength: side * side, maxLength: side * side })
);

function sum(cells: readonly number[]): number {
  return cells.reduce((total, value) => total + value, 0);
}

function landed(cells: readonly number[], direction: Direction): number[] {
  const after = cells.map(() => 0);
  for (const { to, value } of slideTiles(cells, direction)) after[to]! += value;
  return after;
}

/** Turns a board a quarter clockwise. */
function turn(cells: readonly number[]): number[] {
  const side = Math.sqrt(cells.length);
  return cells.map((_, cell) => cells[(side - 1 - cell % side) * side + Math.floor(cell / side)]!);
}

function gameOn(cells: readonly number[]): Game {
  return { cells, score: 0, moves: 0, random: 1 };
}

Deno.test("a line slides and merges by the rules", () => {
  const cases: [line: number[], left: number[]][] = [
    [[0, 0, 0, 0], [0, 0, 0, 0]],
    [[0, 2, 0, 0], [2, 0, 0, 0]],
    [[2, 0, 0, 2], [4, 0, 0, 0]],
    [[2, 2, 2, 0], [4, 2, 0, 0]],
    [[2, 2, 2, 2], [4, 4, 0, 0]],
    [[4, 2, 2, 0], [4, 4, 0, 0]],
    [[2, 2, 4, 8], [4, 4, 8, 0]],
    [[8, 0, 8, 16], [16, 16, 0, 0]],
    [[2, 4, 8, 16], [2, 4, 8, 16]],
    [[0, 4, 0, 2], [4, 2, 0, 0]],
  ];
  for (const [line, left] of cases) {
    const rest = Array.from({ length: 12 }, () => 0);
    assertEquals(landed([...line, ...rest], "left").slice(0, 4), left, `${line}`);
    const mirrored = landed([...line.toReversed(), ...rest], "right").slice(0, 4);
    assertEquals(mirrored, left.toReversed(), `${line} mirrored`);
  }
});

Deno.test("a push up is a push left of the turned board", () => {
  fc.assert(fc.property(boards, (cells) => {
    assertEquals(turn(landed(cells, "left")), landed(turn(cells), "up"));
    assertEquals(turn(landed(cells, "up")), landed(turn(cells), "right"));
    assertEquals(turn(landed(cells, "right")), landed(turn(cells), "down"));
  }));
});

Deno.test("a move keeps the sum of all tiles but for the one that appears", () => {
  fc.assert(fc.property(boards, directions, (cells, direction) => {
    const move = makeMove(gameOn(cells), direction);
    if (!move) return;
    assertEquals(sum(move.game.cells), sum(cells) + move.spawn.value);
    assert(move.spawn.value === 2 || move.spawn.value === 4);
    assertEquals(move.game.cells[move.spawn.cell], move.spawn.value);
  }));
});

Deno.test("a move scores the tiles it makes", () => {
  fc.assert(fc.property(boards, directions, (cells, direction) => {
    const move = makeMove(gameOn(cells), direction);
    if (!move) return;
    const made = new Map<number, number>();
    for (const { to, value, merges } of move.slides) if (merges) made.set(to, value * 2);
    assertEquals(move.gained, sum([...made.values()]));
    assertEquals(move.game.score, move.gained);
  }));
});

Deno.test("every tile slides along its own line, and every tile of the board is told", () => {
  fc.assert(fc.property(boards, directions, (cells, direction) => {
    const slides = slideTiles(cells, direction);
    const held = cells.flatMap((value, cell) => value ? [cell] : []);
    assertEquals(slides.map(({ from }) => from).toSorted(), held.toSorted());
    for (const { from, to, value } of slides) {
      assertEquals(cells[from], value);
      const side = Math.sqrt(cells.length);
      const across = direction === "left" || direction === "right";
      const line = (cell: number) => across ? Math.floor(cell / side) : cell % side;
      assertEquals(line(from), line(to));
    }
  }));
});

Deno.test("a move that moves nothing is no move", () => {
  const cells = [2, 4, 0, 0, 4, 2, 0, 0, 2, 4, 0, 0, 4, 2, 0, 0];
  assertEquals(makeMove(gameOn(cells), "left"), undefined);
  assertEquals(makeMove(gameOn(cells), "up"), undefined);
  assert(makeMove(gameOn(cells), "right"));
});

Deno.test("canMove agrees with trying all four ways", () => {
  const values = fc.constantFrom(0, 2, 4, 8, 16, 32, 64, 128);
  const crowded = sides.chain((side) =>
    fc.array(values, { minLength: side * side, maxLength: side * side })
  );
  fc.assert(fc.property(crowded, (cells) => {
    if (cells.every((value) => value === 0)) return;
    const any = DIRECTIONS.some((direction) => makeMove(gameOn(cells), direction));
    assertEquals(canMove(cells), any);
  }));
});

Deno.test("a new game holds two small tiles", () => {
  fc.assert(fc.property(seeds, sides, (seed, side: Side) => {
    const held = startGame(seed, side).cells.filter((value) => value > 0);
    assertEquals(held.length, 2);
    assertEquals(startGame(seed, side).cells.length, side * side);
    assert(held.every((value) => value === 2 || value === 4));
  }));
});

Deno.test("about one new tile in ten is a 4", () => {
  let fours = 0;
  for (let seed = 0; seed < 2000; seed++) {
    const move = DIRECTIONS.map((way) => makeMove(startGame(seed), way)).find((made) => made)!;
    if (move.spawn.value === 4) fours++;
  }
  assert(fours > 150 && fours < 260, `${fours} of 2000`);
});
