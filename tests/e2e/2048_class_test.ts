import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { openGame, type TestPage } from "../support/browser.ts";
import { announceRound, joinClass, toldScores } from "../support/class_host.ts";
import { browserTest as test } from "../support/programs.ts";

/** A round that has just begun and lasts until it is ended. */
function roundNow(number = 1) {
  return { number, seed: 4242, startsAt: Date.now() - 1, endsAt: null };
}

async function readBoard(game: TestPage): Promise<number[]> {
  return await game.read<number[]>(
    `[...document.querySelectorAll(".board-table td")].map((cell) => Number(cell.textContent) || 0)`,
  );
}

test("2048 tells the class the score as it grows", async () => {
  await using game = await openGame("2048", { profile: "desktop" });
  await joinClass(game);
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  for (let turn = 0; turn < 12; turn++) await game.keys("ArrowLeft", "ArrowDown", "ArrowRight");
  const told = await toldScores(game);
  assert(told.length > 0, "no score");
  const score = Number(await game.textOf(".score .card-value"));
  assertEquals(told.at(-1), { value: score, best: "high", level: "4 × 4" } as object);
  assertEquals(
    told.map(({ value }) => value),
    told.map(({ value }) => value).toSorted((a, b) => a - b),
  );
});

test("2048 plays a round on everybody's board, and then goes on with the own game", async () => {
  await using one = await openGame("2048", { profile: "phone", language: "zh" });
  await using other = await openGame("2048", { profile: "desktop" });
  const boards: number[][] = [];
  for (const game of [one, other]) {
    await joinClass(game);
    await game.press(".screen-title .primary");
    await game.untilScreen("play");
    await game.keys("ArrowLeft", "ArrowDown");
    const own = await readBoard(game);
    await game.keys("Escape");
    await game.untilScreen("pause");
    await announceRound(game, roundNow());
    await game.untilScreen("play");
    const start = await readBoard(game);
    assertNotEquals(start, own);
    await game.keys("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowDown");
    boards.push(start, await readBoard(game));
    await announceRound(game, null);
    await game.untilScreen("round-over");
    await game.press(".screen-round-over .primary");
    await game.untilScreen("play");
    assertEquals(await readBoard(game), own);
  }
  assertEquals(boards.slice(0, 2), boards.slice(2));
});

test("2048 starts a round at its moment, also on the title screen, and ends it when its time is up", async () => {
  await using game = await openGame("2048", { profile: "desktop", language: "en" });
  await joinClass(game);
  await game.untilScreen("title");
  const startsAt = Date.now() + 300;
  await announceRound(game, { ...roundNow(), startsAt, endsAt: startsAt + 5000 });
  await game.untilScreen("play");
  assert((await game.textOf(".wordmark")).startsWith("Class round · 0:0"));
  await game.untilScreen("round-over");
  assertEquals(await game.textOf(".wordmark"), "2048");
});

test("2048 keeps the scores of a round to that round", async () => {
  await using game = await openGame("2048", { profile: "desktop", language: "en" });
  await joinClass(game);
  await game.untilScreen("title");
  await announceRound(game, roundNow(1));
  await game.untilScreen("play");
  assertEquals(await game.textOf(".best .card-name"), "Round best");
  await game.keys("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowDown");
  await game.keys("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowDown");
  await game.press(".new-game");
  await game.untilScreen("ask");
  await game.press(".screen-ask .actions .button:last-child");
  await game.untilScreen("play");
  assertEquals(await game.read("document.querySelectorAll('.day-score').length"), 1);
  await announceRound(game, null);
  await game.untilScreen("round-over");
  await announceRound(game, { ...roundNow(2), seed: 77 });
  await game.untilScreen("play");
  assertEquals(await game.textOf(".best .card-value"), "0");
  assertEquals(await game.read("document.querySelectorAll('.day-score').length"), 0);
});

test("2048 continues a round on a page that is loaded again", async () => {
  const round = roundNow(3);
  await using game = await openGame("2048", { profile: "desktop" });
  await joinClass(game, round);
  await game.untilScreen("play");
  await game.keys("ArrowLeft", "ArrowDown", "ArrowRight");
  const left = await readBoard(game);
  await game.reload();
  await game.untilScreen("play");
  assertEquals(await readBoard(game), left);
});
