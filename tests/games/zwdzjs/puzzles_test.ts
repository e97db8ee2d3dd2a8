import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../games/kit/random.ts";
import { applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { COLS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import type { Bout } from "../../../games/zwdzjs-v1/bout.ts";
import { keyOfHeld } from "../../../games/zwdzjs-v1/hud/tray_content.ts";
import { beginPuzzle, pastimeOf } from "../../../games/zwdzjs-v2/puzzles/bout.ts";
import { rowsOf } from "../../../games/zwdzjs-v2/puzzles/line_up.ts";
import { PUZZLES } from "../../../games/zwdzjs-v2/puzzles/list.ts";
import { type Puzzle, PuzzleGame } from "../../../games/zwdzjs-v2/puzzles/puzzle.ts";

/** A use of a packet, or of the spade, so many seconds after the guests were let in; 0 is before that. */
type Move = readonly [atSeconds: number, what: string, row: number, col: number];

const LONGEST_TICKS = 60 * 400;

function act(game: PuzzleGame, [, what, row, col]: Move): boolean {
  const name = what === "spade" ? "unearth" : "sow";
  const action = { kind: "extra", name, values: [what, row, col + 0.5] } as const;
  return applyAction(game.world, action, game.extras);
}

/** Options of a game. */
interface Playing {
  /** Whether each move must be possible. @default false */
  readonly isExact?: boolean;
  /** The steps for which the player thinks before the guests are let in. @default 0 */
  readonly planTicks?: number;
}

/** Plays a puzzle to its end. Returns the game, and for how many steps it lasted. */
function play(puzzle: Puzzle, moves: readonly Move[], options: Playing = {}) {
  const { isExact = false, planTicks = 0 } = options;
  const game = new PuzzleGame(puzzle);
  const { world } = game;
  let next = 0;
  const actUntil = (seconds: number) => {
    while (next < moves.length && moves[next]![0] <= seconds) {
      const done = act(game, moves[next]!);
      assert(done || !isExact, `${puzzle.id}: ${moves[next]} was refused`);
      next++;
    }
  };
  actUntil(0);
  world.tick += planTicks;
  applyAction(world, { kind: "extra", name: "begin", values: [] }, game.extras);
  const begun = world.tick;
  while (world.outcome === "playing" && world.tick < begun + LONGEST_TICKS) {
    actUntil((world.tick - begun) / 60);
    step(world);
    if (world.outcome === "playing") game.step();
    world.happenings.length = 0;
  }
  return Object.assign(game, { lasted: world.tick - begun });
}

const FERN_COLS = [5, 4, 3];

/** Plants three ferns in a row of the lawn. */
function plantFerns(atSeconds: number, row: number): Move[] {
  return FERN_COLS.map((col) => [atSeconds, "fern", row, col]);
}

/** Moves three ferns from one row to another. */
function moveFerns(atSeconds: number, from: number, to: number): Move[] {
  const digs = FERN_COLS.map((col): Move => [atSeconds, "spade", from, col]);
  return [...digs, ...plantFerns(atSeconds, to)];
}

/** A recorded solution of each puzzle. */
const SOLUTIONS: Readonly<Record<string, readonly Move[]>> = {
  bait: [[0, "fern", 1, 6], [0, "fern", 2, 8], [0, "fern", 3, 6]],
  lunch: [1, 2, 3].flatMap((row): Move[] => [[0, "bamboo", row, 5], [0, "peanut", row, 4]]),
  doors: [1, 2, 3].flatMap((row): Move[] => [[0, "bamboo", row, 5], [0, "caltrop", row, 6]]),
  photo: [[30.25, "popcorn", 2, 4]],
  ferns: [
    ...plantFerns(0, 0),
    ...plantFerns(0, 4),
    ...moveFerns(24, 0, 2),
    ...moveFerns(31, 4, 1),
    ...moveFerns(50, 2, 3),
    ...moveFerns(58, 1, 0),
    ...moveFerns(78, 3, 4),
    ...moveFerns(84, 0, 1),
  ],
  kites: [
    [0, "dandelion", 2, 0],
    [0, "dandelion", 0, 0],
    [0, "peanut", 2, 3],
    [0, "peanut", 4, 3],
  ],
  wave: [[0, "lotus", 3, 7], [6, "mint", 4, 0], [15.5, "popcorn", 1, 7]],
  giant: [
    [1, "mint", 2, 5],
    [3, "pomegranate", 1, 0],
    [25.5, "grape", 2, 4],
    [36, "popcorn", 1, 6],
    [40.75, "dragonfruit", 3, 7],
  ],
};

const RANDOM_GAMES = 100;

/** The moves of somebody who plants anything anywhere at any time. */
function randomMoves(puzzle: Puzzle, seed: number): Move[] {
  const random = new Random(seed);
  const uses = puzzle.supply.reduce((sum, [, count]) => sum + count, 0);
  const last = Math.max(...puzzle.guests.map(([after]) => after)) + 20;
  const moves = Array.from({ length: 3 * uses }, (): Move => {
    const isDig = puzzle.movable !== undefined && random.chance(0.3);
    const what = isDig ? "spade" : random.pick(puzzle.supply)[0];
    const at = random.chance(0.4) ? 0 : random.below(last);
    return [at, what, random.pick(puzzle.rows), random.below(COLS)];
  });
  return moves.sort((a, b) => a[0] - b[0]);
}

Deno.test("there are eight puzzles, each with a solution", () => {
  assertEquals(PUZZLES.map(({ id }) => id), Object.keys(SOLUTIONS));
  assertEquals(PUZZLES.length, 8);
});

for (const puzzle of PUZZLES) {
  Deno.test(`the puzzle "${puzzle.id}" is solved with three stars, and not by doing nothing`, () => {
    const solved = play(puzzle, SOLUTIONS[puzzle.id]!, { isExact: true });
    assertEquals(solved.world.outcome, "won");
    assertEquals(solved.stars, 3);
    assertEquals(play(puzzle, []).world.outcome, "lost");
  });

  Deno.test(`the puzzle "${puzzle.id}" is not solved by somebody who plants at random`, () => {
    const wins = Array.from(
      { length: RANDOM_GAMES },
      (_, seed) => play(puzzle, randomMoves(puzzle, seed)),
    ).filter(({ world }) => world.outcome === "won");
    assert(wins.length <= 1, `${wins.length} of ${RANDOM_GAMES} were won`);
  });
}

Deno.test("however long a player plans, the same plan ends in the same way", () => {
  for (const puzzle of PUZZLES) {
    const ends = [0, 1, 2, 607].map((planTicks) => {
      const game = play(puzzle, SOLUTIONS[puzzle.id]!, { planTicks });
      return [game.lasted, game.world.plants.map(({ health }) => health)];
    });
    for (const end of ends) assertEquals(end, ends[0], puzzle.id);
  }
});

Deno.test("who tries a puzzle again finds the plan of the last try on the lawn, paid for and to be changed", () => {
  const pastime = pastimeOf(PUZZLES.find(({ id }) => id === "bait")!);
  const begin = () => pastime.begin({ seed: 1, losses: 0 });
  const of = ({ world, tray }: Bout) => [
    world.plants.map(({ kind, row, col }) => `${kind} ${row} ${col}`),
    tray!().items[0]!.count,
  ];
  const act = ({ world, extras }: Bout, name: string, values: (string | number)[] = []) =>
    assert(applyAction(world, { kind: "extra", name, values }, extras));
  const own = ["clover 2 4", "ginseng 3 4"];
  const first = begin();
  assertEquals(of(first), [own, 3]);
  act(first, "sow", ["fern", 1, 6.5]);
  act(first, "begin");
  act(first, "sow", ["fern", 2, 8.5]);
  const second = begin();
  assertEquals(of(second), [[...own, "fern 1 6"], 2], "what came later was no plan");
  act(second, "unearth", ["spade", 1, 6.5]);
  assertEquals(of(begin()), [own, 3]);
});

Deno.test("guests have the numbers of their order where they come far apart", () => {
  const numbers = (wanted: string) => {
    const { guests } = PUZZLES.find(({ id }) => id === wanted)!;
    return [...rowsOf(guests).values()].flat().map(({ number }) => number);
  };
  assertEquals(numbers("bait"), [undefined, undefined, undefined]);
  assertEquals(numbers("ferns").sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("what is planned can be taken back with its sun, and nothing more once they come", () => {
  const game = new PuzzleGame(PUZZLES.find(({ id }) => id === "doors")!);
  assert(act(game, [0, "bamboo", 1, 4]));
  assertEquals([game.world.sun, game.left.get("bamboo"), game.uses], [400, 2, 1]);
  assert(act(game, [0, "spade", 1, 4]));
  assertEquals([game.world.sun, game.left.get("bamboo"), game.uses], [450, 3, 0]);
  assert(act(game, [0, "bamboo", 1, 4]));
  assertEquals(act(game, [0, "bamboo", 0, 4]), false, "there is no lawn in that row");
  assertEquals(act(game, [0, "grape", 2, 4]), false, "there is no such packet");
  applyAction(game.world, { kind: "extra", name: "begin", values: [] }, game.extras);
  assertEquals(act(game, [0, "spade", 1, 4]), false);
});

Deno.test("no packet moves when the guests are let in, though the spade is of no use any more", () => {
  for (const puzzle of PUZZLES) {
    const game = new PuzzleGame(puzzle);
    const bout = beginPuzzle(game, 0);
    const keys = () => bout.tray!().items.map(({ held }) => keyOfHeld(held));
    const before = keys();
    applyAction(game.world, { kind: "extra", name: "begin", values: [] }, game.extras);
    assertEquals(keys(), before);
    const canDig = bout.tray!().items.at(-1)!.wait === 0;
    assertEquals(canDig, puzzle.movable ?? false, puzzle.id);
  }
});

Deno.test("who loses a puzzle reads how many were left", () => {
  const game = new PuzzleGame(PUZZLES.find(({ id }) => id === "giant")!);
  const bout = beginPuzzle(game, 0);
  applyAction(game.world, { kind: "extra", name: "begin", values: [] }, game.extras);
  while (game.world.outcome === "playing") {
    step(game.world);
    if (game.world.outcome === "playing") game.step();
  }
  assertEquals(game.world.outcome, "lost");
  const [first] = bout.result().lines;
  const { guests } = game.puzzle;
  assertEquals(first!(), `Zombies still out there: ${guests.length}.`);
});
