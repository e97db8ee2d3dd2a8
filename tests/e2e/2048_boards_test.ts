import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { openGame, type TestPage } from "../support/browser.ts";
import { joinClass, toldScores } from "../support/class_host.ts";
import { browserTest as test } from "../support/programs.ts";

const SCORE = ".score .card-value";
/** Ways that fill a board without regard. */
const WAYS = ["ArrowLeft", "ArrowDown", "ArrowRight", "ArrowDown"] as const;

async function readBoard(game: TestPage): Promise<number[]> {
  return await game.read<number[]>(
    `[...document.querySelectorAll(".board-table td")].map((cell) => Number(cell.textContent) || 0)`,
  );
}

async function moveSome(game: TestPage, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) await game.keys(...WAYS);
}

/** Goes to a board from the pause, by its place on the screen of boards. */
async function chooseBoard(game: TestPage, card: number): Promise<void> {
  await game.press(".pause-button");
  await game.untilScreen("pause");
  await game.press(".screen-pause .actions .button:nth-child(4)");
  await game.untilScreen("boards");
  await game.press(`.board-card:nth-child(${card})`);
  await game.untilScreen("play");
}

for (const profile of ["phone", "desktop"] as const) {
  test(`2048 keeps a game and a best for each board on a ${profile}`, async () => {
    await using game = await openGame("2048", { profile, language: "en" });
    await game.press(".screen-title .primary");
    await game.untilScreen("play");
    await moveSome(game, 4);
    const four = await readBoard(game);
    assertEquals(await game.textOf(".chain-goal"), "2048");
    await chooseBoard(game, 1);
    assertEquals((await readBoard(game)).length, 9);
    assertEquals(await game.textOf(".chain-goal"), "256");
    assertEquals(await game.textOf(".wordmark"), "3 × 3");
    await moveSome(game, 1);
    await chooseBoard(game, 3);
    assertEquals((await readBoard(game)).length, 25);
    await moveSome(game, 2);
    const [five, best] = [await readBoard(game), await game.textOf(".best .card-value")];
    await chooseBoard(game, 2);
    assertEquals(await readBoard(game), four);
    await game.reload();
    await game.press(".screen-title .actions .button:nth-child(3)");
    await game.untilScreen("boards");
    assert((await game.textOf(".board-card:nth-child(3)")).includes(`Best ${best}`));
    await game.press(".board-card:nth-child(3)");
    await game.untilScreen("play");
    assertEquals(await readBoard(game), five);
  });
}

test("the board of the day is the same for two players, and its score is told under the day", async () => {
  await using one = await openGame("2048", { profile: "phone", language: "zh" });
  await using other = await openGame("2048", { profile: "desktop" });
  const boards: number[][] = [];
  for (const game of [one, other]) {
    await joinClass(game);
    await game.press(".screen-title .actions .button:nth-child(2)");
    await game.untilScreen("play");
    await moveSome(game, 4);
    boards.push(await readBoard(game));
    const told = await toldScores(game);
    const day = await game.read<string>(
      `new Date().toLocaleDateString("sv-SE", { dateStyle: "short" })`,
    );
    assertEquals(told.at(-1)?.level, day);
  }
  assertEquals(boards[0], boards[1]);
  await other.press(".new-game");
  await other.untilScreen("ask");
  await other.press(".screen-ask .actions .button:last-child");
  await other.untilScreen("play");
  await moveSome(other, 4);
  assertEquals(await readBoard(other), boards[1], "a new game of the day is the same board");
});

test("2048 looks back on a game by keys, and returns to it", async () => {
  await using game = await openGame("2048", { profile: "desktop", language: "en", calm: true });
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  const boards = [await readBoard(game)];
  for (const way of ["ArrowLeft", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft"] as const) {
    await game.keys(way);
    boards.push(await readBoard(game));
  }
  const [now, score] = [boards.at(-1), await game.textOf(SCORE)];
  const [first] = boards;
  await game.keys("Escape");
  await game.untilScreen("pause");
  await game.press(".screen-pause .actions .button:nth-child(2)");
  await game.see(".to-now");
  await game.keys("Home");
  assertEquals(await readBoard(game), first);
  assertEquals(await game.textOf(SCORE), "0");
  const { largest, undo } = await game.read<{ largest: string; undo: string }>(
    `({ largest: document.querySelector(".chain").ariaLabel,
      undo: document.querySelector(".undo").ariaLabel })`,
  );
  const opened = Math.max(...first!);
  assert(largest.includes(`: ${opened}.`), largest);
  assertEquals(undo, "Nothing to take back");
  const seen = [await readBoard(game)];
  for (let step = 0; step < 5; step++) {
    await game.keys("ArrowRight");
    const board = await readBoard(game);
    if (`${board}` !== `${seen.at(-1)}`) seen.push(board);
  }
  assertEquals(seen, boards.filter((board, at) => `${board}` !== `${boards[at - 1]}`));
  await game.keys("ArrowLeft");
  assertNotEquals(await readBoard(game), now);
  await game.keys("Escape");
  assertEquals(await readBoard(game), now);
  assertEquals(await game.textOf(SCORE), score);
  await game.until(
    `document.querySelector(".to-now").checkVisibility({ visibilityProperty: true }) === false`,
  );
});

test("2048 looks back on a game by touch, and plays its moves by itself", async () => {
  await using game = await openGame("2048", { profile: "phone", language: "zh" });
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  const first = await readBoard(game);
  await moveSome(game, 1);
  const now = await readBoard(game);
  await game.press(".pause-button");
  await game.untilScreen("pause");
  await game.press(".screen-pause .actions .button:nth-child(2)");
  await game.see(".history");
  const from = await game.middleOf(".board-place canvas");
  for (let swipe = 0; swipe < 4; swipe++) {
    await game.drag({ from, to: { x: from.x + 90, y: from.y } });
  }
  assertEquals(await readBoard(game), first);
  await game.press(".history-buttons .icon-button:nth-child(2)");
  await game.until(`document.querySelector(".history .slider").value ===
    document.querySelector(".history .slider").max`);
  assertEquals(await readBoard(game), now);
  await game.press(".to-now");
  await game.see(".tools");
});

test("a wide screen lists the games of the day, the one that is played among them", async () => {
  await using game = await openGame("2048", { profile: "desktop", language: "en" });
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  assert((await game.textOf(".day-list")).startsWith("The first game"));
  await moveSome(game, 4);
  const first = await game.textOf(SCORE);
  assertEquals(await game.textOf(".day-row.current .day-score"), first);
  await game.press(".new-game");
  await game.untilScreen("ask");
  await game.press(".screen-ask .actions .button:last-child");
  await game.untilScreen("play");
  assertEquals(await game.textOf(".day-row .day-score"), first);
  await moveSome(game, 1);
  assertEquals(await game.read("document.querySelectorAll('.day-row').length"), 2);
});

test("the end of the day's board tells the best of today and of tomorrow's board", async () => {
  await using game = await openGame("2048", { profile: "phone", language: "en" });
  await game.press(".screen-title .actions .button:nth-child(2)");
  await game.untilScreen("play");
  const day = new Date().toLocaleDateString("en", { month: "short", day: "numeric" });
  assertEquals(await game.textOf(".wordmark"), `Board of the day · ${day}`);
  const isOver = `document.body.dataset.screen === "lose"`;
  while (!await game.read(isOver)) {
    await game.keys("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp");
  }
  const best = await game.textOf(".best .card-value");
  assert(
    (await game.textOf(".screen-lose .end-body"))
      .includes(`Best today: ${best}. Tomorrow there is another board.`),
  );
});
