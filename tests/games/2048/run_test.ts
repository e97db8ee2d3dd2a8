import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Direction } from "../../../games/kit/input.ts";
import { type Game, largestTile, SIDES } from "../../../games/2048/rules/rules.ts";
import {
  MOST_UNDOS,
  playRun,
  type Run,
  standing,
  startRun,
  statesOf,
  undoRun,
} from "../../../games/2048/rules/run.ts";

const DIRECTIONS: readonly Direction[] = ["up", "down", "left", "right"];
const seeds = fc.integer({ min: 0, max: 0xffffffff });
const sides = fc.constantFrom(...SIDES);
const directions = fc.constantFrom(...DIRECTIONS);
const manyMoves = fc.array(directions, { maxLength: 300 });

function playAll(run: Run, moves: readonly Direction[]): Run {
  return moves.reduce((before, direction) => playRun(before, direction)?.run ?? before, run);
}

Deno.test("the same seed and moves lead to the same end, and no tile is illegal on the way", () => {
  fc.assert(
    fc.property(seeds, sides, manyMoves, (seed, side, moves) => {
      const { game } = playAll(startRun(seed, side), moves);
      assertEquals(game, playAll(startRun(seed, side), moves).game);
      for (const value of game.cells) {
        assert(value === 0 || value >= 2 && Number.isInteger(Math.log2(value)), `${value}`);
      }
      assert(game.moves <= moves.length);
    }),
    { numRuns: 40 },
  );
});

Deno.test("the history leads from the start to now, also after moves were taken back", () => {
  fc.assert(
    fc.property(
      seeds,
      sides,
      manyMoves,
      fc.nat({ max: 12 }),
      manyMoves,
      (seed, side, first, undos, then) => {
        let run = playAll(startRun(seed, side), first);
        for (let undone = 0; undone < undos; undone++) run = undoRun(run) ?? run;
        run = playAll(run, then);
        const states = statesOf(run);
        assertEquals(states[0], startRun(seed, side).game);
        assertEquals(states.at(-1), run.game);
        assertEquals(states.map(({ moves }) => moves), states.map((_, at) => at));
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("the history of a very long game forgets its first moves and still leads to now", () => {
  const played = playAll(startRun(3, 5), DIRECTIONS);
  // A letter that is no move stands for one that moves nothing.
  const long = { ...played, ways: played.ways.padStart(10_000, "-") };
  const run = playAll(long, DIRECTIONS);
  assert(run.ways.length < 6000, `${run.ways.length}`);
  assertEquals(statesOf(run).at(-1), run.game);
});

Deno.test("undo takes moves back exactly, as far as it is meant to", () => {
  fc.assert(fc.property(seeds, fc.array(directions, { maxLength: 30 }), (seed, moves) => {
    let run = startRun(seed);
    const games: Game[] = [run.game];
    for (const direction of moves) {
      run = playRun(run, direction)?.run ?? run;
      if (run.game !== games.at(-1)) games.push(run.game);
    }
    const steps = Math.min(MOST_UNDOS, games.length - 1);
    for (let step = 1; step <= steps; step++) {
      run = undoRun(run)!;
      assertEquals(run.game, games.at(-1 - step));
    }
    assertEquals(undoRun(run), undefined);
  }));
});

Deno.test("the same move after an undo brings the same tile: undo is no second roll", () => {
  const before = startRun(5);
  const direction = DIRECTIONS.find((way) => playRun(before, way))!;
  const first = playRun(before, direction)!;
  assertEquals(playRun(undoRun(first.run)!, direction)!.move, first.move);
});

Deno.test("the game is won at its board's goal, goes on when asked, and ends when nothing moves", () => {
  for (const [side, goal] of [[3, 256], [4, 2048], [5, 4096]] as const) {
    const cells = Array.from({ length: side * side }, (_, cell) => cell < 2 ? goal / 2 : 0);
    const game = { cells, score: 0, moves: 0, random: 1 };
    const won = playRun({ ...startRun(1, side), game, start: game }, "left")!.run;
    assertEquals(largestTile(won.game.cells), goal);
    assertEquals(standing(won, true), "won");
    assertEquals(standing({ ...won, wentOn: true }, true), "playing");
    assertEquals(standing({ ...won, wentOn: true }, false), "lost");
    assertEquals(undoRun({ ...won, wentOn: true })!.wentOn, false);
  }
});
