import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import type { Direction } from "../../../games/kit/input.ts";
import { levelOf } from "../../../games/2048/progress/tell_class.ts";
import {
  boardOf,
  firstProgress,
  leaveRound,
  openOwnBoard,
  openSharedBoard,
  play,
  type Progress,
  restart,
} from "../../../games/2048/progress/progress.ts";
import { openProgress, readProgress } from "../../../games/2048/progress/stored.ts";
import { countDay, NO_STREAK, streakOn } from "../../../games/2048/progress/streak.ts";
import { rankedGames } from "../../../games/2048/progress/today.ts";
import type { Side } from "../../../games/2048/rules/rules.ts";

const seeds = fc.integer({ min: 0, max: 0xffffffff });
const directions = fc.constantFrom<Direction>("up", "down", "left", "right");
const TODAY = "2026-11-30";
const ROUND = { name: "round", of: "1", seed: 77 } as const;
const DAILY = { name: "daily", of: TODAY, seed: 5 } as const;

function playAll(progress: Progress, moves: readonly Direction[]): Progress {
  return moves.reduce((before, way) => play(before, way)?.progress ?? before, progress);
}

/** Plays until a score, always the same way round. */
function playSome(progress: Progress): Progress {
  const ways = ["left", "down", "right", "down"] as const;
  return playAll(progress, Array.from({ length: 60 }, (_, at) => ways[at % 4]!));
}

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
      let progress = playAll(firstProgress(seed), moves);
      for (const side of [3, 5] as const) {
        progress = playAll(openOwnBoard(progress, side, seed + side), moves);
      }
      progress = playAll(openSharedBoard(progress, DAILY), moves);
      progress = restart(progress, 1, TODAY);
      openProgress(0, storage).store(progress);
      assertEquals(openProgress(1, storage).load(), progress);
    }),
    { numRuns: 30 },
  );
});

Deno.test("a save that no game could have made is not continued", () => {
  const good = JSON.parse(JSON.stringify(firstProgress(4)));
  assert(readProgress(good));
  const board = good.boards["4"];
  const withRun = (run: unknown) => ({ ...good, boards: { "4": { ...board, run } } });
  const withGame = (game: unknown) => withRun({ ...board.run, game });
  const { game } = board.run;
  const broken = [
    null,
    [],
    {},
    { ...good, current: "6" },
    { ...good, current: "3" },
    withGame({ ...game, cells: [2, 2] }),
    withGame({ ...game, cells: game.cells.map(() => 0) }),
    withGame({ ...game, cells: game.cells.map(() => 3) }),
    withGame({ ...game, score: -1 }),
    withGame({ ...game, random: "x" }),
    withRun({ ...board.run, past: [{}] }),
    withRun({ ...board.run, past: 7 }),
    withRun({ ...board.run, ways: "lx" }),
  ];
  for (const stored of broken) {
    assertEquals(readProgress(stored), undefined, JSON.stringify(stored));
  }
});

Deno.test("a game saved before there were several boards is continued", () => {
  const older = playSome(firstProgress(9));
  const { run, best, largest } = boardOf(older);
  const { game, past } = run;
  const data = { game, past, best: best + 100, largest, wentOn: false, lessons: 3 };
  const storage = memory(new Map([["coplay.2048", JSON.stringify({ version: 1, data })]]));
  const progress = openProgress(1, storage).load();
  assertEquals(boardOf(progress).run.game, game);
  assertEquals(boardOf(progress).run.past, past);
  assertEquals(boardOf(progress).best, best + 100);
  assertEquals(progress.lessons, 3);
});

Deno.test("each board keeps its own game and its own best", () => {
  const four = playSome(firstProgress(1));
  const three = playSome(openOwnBoard(four, 3, 2));
  const back = openOwnBoard(three, 4, 3);
  assertEquals(boardOf(back), boardOf(four));
  assertEquals(boardOf(openOwnBoard(back, 3, 4)), boardOf(three));
  assertEquals(boardOf(three).run.game.cells.length, 9);
  assertNotEquals(boardOf(three).best, boardOf(four).best);
});

Deno.test("a round is the same board for everybody, and starts over on it", () => {
  const [mine, yours] = [firstProgress(1), playSome(firstProgress(2))]
    .map((progress) => playSome(openSharedBoard(progress, ROUND)));
  assertEquals(boardOf(mine!).run, boardOf(yours!).run);
  const again = playSome(restart(mine!, 99, TODAY));
  assertEquals(boardOf(again).run, boardOf(mine!).run);
});

Deno.test("after a round the game of before comes back, also when rounds follow each other", () => {
  for (const side of [3, 4, 5] as const satisfies readonly Side[]) {
    const own = playSome(openOwnBoard(firstProgress(1), side, 2));
    const first = playSome(openSharedBoard(own, ROUND));
    const second = playSome(openSharedBoard(first, { ...ROUND, of: "2", seed: 78 }));
    assertNotEquals(boardOf(second).run, boardOf(first).run);
    assertEquals(boardOf(leaveRound(second)), boardOf(own));
    assertEquals(leaveRound(own), own);
  }
});

Deno.test("a round is continued on a page that was loaded again, and another round is not", () => {
  const storage = memory();
  const inRound = playSome(openSharedBoard(firstProgress(1), ROUND));
  openProgress(0, storage).store(inRound);
  const loaded = leaveRound(openProgress(0, storage).load());
  assertEquals(boardOf(openSharedBoard(loaded, ROUND)), boardOf(inRound));
  const other = boardOf(openSharedBoard(loaded, { ...ROUND, seed: 1 }));
  assertEquals(other.run.game.moves, 0);
  assertEquals(other.best, 0);
});

Deno.test("scores are told under the board's size, and those of a day under the day", () => {
  const own = openOwnBoard(firstProgress(1), 5, 1);
  assertEquals(levelOf(own), "5 × 5");
  const daily = openSharedBoard(own, DAILY);
  assertEquals(levelOf(daily), TODAY);
  const inRound = openSharedBoard(own, ROUND);
  assertEquals(levelOf(inRound), "4 × 4");
});

Deno.test("the list of the day keeps the five best games of a board, and nothing of yesterday", () => {
  let progress = firstProgress(1);
  const scores: number[] = [];
  for (let seed = 0; seed < 8; seed++) {
    progress = playSome(progress);
    scores.push(boardOf(progress).run.game.score);
    progress = restart(progress, seed, TODAY);
  }
  const none = { board: "4", score: 0, largest: 0 } as const;
  const listed = (day: string) => rankedGames(progress.today, day, none).map(({ score }) => score);
  assertEquals(listed(TODAY), scores.toSorted((one, two) => two - one).slice(0, 5));
  assertEquals(listed("2026-12-01"), []);
  assertEquals(rankedGames(progress.today, TODAY, { ...none, board: "3" }), []);
  const now = { board: "4", score: 1_000_000, largest: 2048 } as const;
  assertEquals(rankedGames(progress.today, TODAY, now)[0], now);
});

Deno.test("the list of a round knows nothing of the rounds before, and the lists of other boards stay", () => {
  const own = restart(playSome(firstProgress(1)), 2, TODAY);
  const first = restart(playSome(openSharedBoard(own, ROUND)), 0, TODAY);
  const boards = (progress: Progress) => progress.today.games.map(({ board }) => board);
  assertEquals(boards(first), ["4", "round"]);
  assertEquals(boards(openSharedBoard(leaveRound(first), ROUND)), ["4", "round"]);
  assertEquals(boards(openSharedBoard(first, { ...ROUND, of: "2" })), ["4"]);
});

Deno.test("the first tiles of a board that was never played are no achievement", () => {
  const seed = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((one) => boardOf(firstProgress(one)).largest === 4);
  const begun = restart(firstProgress(seed!), 2, TODAY);
  const { largest, run } = boardOf(begun);
  assertEquals(largest, Math.max(...run.game.cells));
  assertEquals(largest, 2);
});

Deno.test("days in a row are counted, each once, over the ends of months and years", () => {
  let streak = NO_STREAK;
  for (const day of ["2026-12-30", "2026-12-31", "2026-12-31", "2027-01-01"]) {
    streak = countDay(streak, day);
  }
  assertEquals(streak, { days: 3, last: "2027-01-01" });
  assertEquals(streakOn(streak, "2027-01-02"), 3);
  assertEquals(streakOn(streak, "2027-01-03"), 0);
  assertEquals(countDay(streak, "2027-01-03").days, 1);
});

Deno.test("the first move on the board of the day counts the day", () => {
  const opened = openSharedBoard(firstProgress(1), DAILY);
  assertEquals(opened.streak.days, 0);
  assertEquals(playSome(opened).streak, { days: 1, last: TODAY });
  assertEquals(playSome(firstProgress(1)).streak.days, 0);
});
