import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Direction } from "../../games/kit/input.ts";
import {
  firstProgress,
  MOST_UNDOS,
  openProgress,
  play,
  type Progress,
  readProgress,
  restart,
  standing,
  undo,
} from "../../games/2048/progress.ts";
import {
  canMove,
  type Game,
  GOAL,
  largestTile,
  makeMove,
  replay,
  SIDE,
  slideTiles,
  startGame,
} from "../../games/2048/rules.ts";
import { middleOfCell } from "../../games/2048/board_shape.ts";
import { heightOfRising } from "../../games/2048/sparks.ts";
import { TILE_STEPS, tileColours } from "../../games/2048/tile_colours.ts";

const DIRECTIONS: readonly Direction[] = ["up", "down", "left", "right"];
const seeds = fc.integer({ min: 0, max: 0xffffffff });
const directions = fc.constantFrom(...DIRECTIONS);
const tiles = fc.constantFrom(0, 0, 2, 4, 8, 16, 1024, 2048);
const boards = fc.array(tiles, { minLength: 16, maxLength: 16 });

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
  return cells.map((_, cell) => cells[(3 - cell % 4) * 4 + Math.floor(cell / 4)]!);
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
      const across = direction === "left" || direction === "right";
      assertEquals(across ? from >> 2 : from & 3, across ? to >> 2 : to & 3);
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
  const crowded = fc.array(fc.constantFrom(0, 2, 4, 8, 16, 32, 64, 128), {
    minLength: 16,
    maxLength: 16,
  });
  fc.assert(fc.property(crowded, (cells) => {
    if (cells.every((value) => value === 0)) return;
    const any = DIRECTIONS.some((direction) => makeMove(gameOn(cells), direction));
    assertEquals(canMove(cells), any);
  }));
});

Deno.test("a new game holds two small tiles", () => {
  fc.assert(fc.property(seeds, (seed) => {
    const held = startGame(seed).cells.filter((value) => value > 0);
    assertEquals(held.length, 2);
    assert(held.every((value) => value === 2 || value === 4));
  }));
});

Deno.test("the same seed and moves lead to the same end, and no tile is illegal on the way", () => {
  fc.assert(
    fc.property(seeds, fc.array(directions, { maxLength: 300 }), (seed, moves) => {
      const game = replay(seed, moves);
      assertEquals(game, replay(seed, moves));
      for (const value of game.cells) {
        assert(value === 0 || value >= 2 && Number.isInteger(Math.log2(value)), `${value}`);
      }
      assert(game.moves <= moves.length);
    }),
    { numRuns: 40 },
  );
});

Deno.test("about one new tile in ten is a 4", () => {
  let fours = 0;
  for (let seed = 0; seed < 2000; seed++) {
    const move = DIRECTIONS.map((way) => makeMove(startGame(seed), way)).find((made) => made)!;
    if (move.spawn.value === 4) fours++;
  }
  assert(fours > 150 && fours < 260, `${fours} of 2000`);
});

Deno.test("undo takes moves back exactly, as far as it is meant to", () => {
  fc.assert(fc.property(seeds, fc.array(directions, { maxLength: 30 }), (seed, moves) => {
    let progress = firstProgress(seed);
    const games = [progress.game];
    for (const direction of moves) {
      progress = play(progress, direction)?.progress ?? progress;
      if (progress.game !== games.at(-1)) games.push(progress.game);
    }
    const steps = Math.min(MOST_UNDOS, games.length - 1);
    for (let step = 1; step <= steps; step++) {
      progress = undo(progress)!;
      assertEquals(progress.game, games.at(-1 - step));
    }
    assertEquals(undo(progress), undefined);
  }));
});

Deno.test("the same move after an undo brings the same tile: undo is no second roll", () => {
  const before = firstProgress(5);
  const direction = DIRECTIONS.find((way) => play(before, way))!;
  const first = play(before, direction)!;
  const again = play(undo(first.progress)!, direction)!;
  assertEquals(again.move, first.move);
});

Deno.test("the game is won at the goal, goes on when asked, and ends when nothing moves", () => {
  const cells = [1024, 1024, ...Array.from({ length: 14 }, () => 0)];
  const start: Progress = { ...firstProgress(1), game: gameOn(cells) };
  const won = play(start, "left")!.progress;
  assertEquals(largestTile(won.game.cells), GOAL);
  assertEquals(standing(won, true), "won");
  assertEquals(standing({ ...won, wentOn: true }, true), "playing");
  assertEquals(standing({ ...won, wentOn: true }, false), "lost");
  assertEquals(undo({ ...won, wentOn: true })!.wentOn, false);
  assertEquals(restart({ ...won, wentOn: true }, 3).wentOn, false);
  assertEquals(restart(won, 3).best, GOAL);
});

function memory(entries: Map<string, string> = new Map()) {
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  };
}

Deno.test("progress is the same after it was saved and read", () => {
  fc.assert(
    fc.property(seeds, fc.array(directions, { maxLength: 40 }), (seed, moves) => {
      const storage = memory();
      let progress = firstProgress(seed);
      for (const direction of moves) progress = play(progress, direction)?.progress ?? progress;
      openProgress(0, storage).store(progress);
      assertEquals(openProgress(1, storage).load(), progress);
    }),
    { numRuns: 30 },
  );
});

Deno.test("a save that no game could have made is not continued", () => {
  const good = JSON.parse(JSON.stringify(firstProgress(4)));
  assert(readProgress(good));
  const broken = [
    null,
    [],
    {},
    { ...good, game: { ...good.game, cells: [2, 2] } },
    { ...good, game: { ...good.game, cells: good.game.cells.map(() => 0) } },
    { ...good, game: { ...good.game, cells: good.game.cells.map(() => 3) } },
    { ...good, game: { ...good.game, score: -1 } },
    { ...good, game: { ...good.game, random: "x" } },
    { ...good, past: [{}] },
    { ...good, past: 7 },
  ];
  for (const stored of broken) {
    assertEquals(readProgress(stored), undefined, JSON.stringify(stored));
  }
});

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

Deno.test("every tile's number can be read on it", () => {
  for (const value of [...TILE_STEPS, 4096, 131_072]) {
    const { body, number } = tileColours(value);
    const [dark, light] = [luminance(body), luminance(number)].toSorted((one, two) => one - two);
    const contrast = (light! + 0.05) / (dark! + 0.05);
    assert(contrast >= 4.5, `${value}: ${contrast.toFixed(2)}`);
  }
});

Deno.test("the points of a merge rise over no number and stay on the canvas", () => {
  const half = 52 / 2 + 10 / 2;
  const [first, below] = [middleOfCell(0).y, middleOfCell(SIDE).y];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const height = heightOfRising(share);
    assert(first - height - half >= 0, "cut by the canvas");
    // A number stands 66 below the middle of its tile, and is at most 76 high.
    assert(below - height - half >= first + 66, "over the number of the tile above");
    assert(height - half >= 76 - 66, "over its own tile's number");
  }
});
