import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { openGame, type Place, type TestPage } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";

/** A stored game with these cells and a number of moves that can be taken back. */
function stored(
  cells: readonly number[],
  more: Record<string, unknown> = {},
): Record<string, string> {
  const game = { cells, score: 40, moves: 12, random: 9 };
  const data = {
    game,
    past: [],
    best: 500,
    largest: Math.max(...cells),
    wentOn: false,
    lessons: 3,
  };
  return { "coplay.2048": JSON.stringify({ version: 1, data: { ...data, ...more } }) };
}

const EMPTY_ROW = [0, 0, 0, 0];
const PAIR_IN_A_ROW = [2, 0, 0, 2, ...EMPTY_ROW, ...EMPTY_ROW, ...EMPTY_ROW];
/** A board whose only merge is in the last row; after it, the board may be full and stuck. */
const NEARLY_STUCK = [2, 4, 8, 16, 32, 64, 128, 256, 128, 4, 8, 16, 32, 64, 512, 512];
const NEARLY_WON = [1024, 1024, 0, 0, ...EMPTY_ROW, ...EMPTY_ROW, ...EMPTY_ROW];

/** Reads the board as a screen reader does. */
async function readBoard(game: TestPage): Promise<string[]> {
  return await game.read<string[]>(
    `[...document.querySelectorAll(".board-table td")].map((cell) => cell.textContent)`,
  );
}

async function startPlaying(game: TestPage): Promise<void> {
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
}

/** Waits until the score card shows a score. */
async function untilScore(game: TestPage, score: number): Promise<void> {
  await game.until(`document.querySelector(".score .card-value").textContent === "${score}"`);
}

async function middleOfBoard(game: TestPage): Promise<Place> {
  return await game.middleOf(".board-place canvas");
}

test("2048 is played by touch on a phone, in Chinese", async () => {
  await using game = await openGame("2048", {
    profile: "phone",
    language: "zh",
    storage: stored(PAIR_IN_A_ROW),
  });
  assertEquals(await game.read("document.documentElement.lang"), "zh-CN");
  await startPlaying(game);
  const from = await middleOfBoard(game);
  const before = await readBoard(game);
  await game.pressAt(from);
  assertEquals(await readBoard(game), before, "a tap is no swipe");
  await game.drag({ from, to: { x: from.x - 120, y: from.y + 12 } });
  await untilScore(game, 44);
  assertEquals((await readBoard(game))[0], "4");
  const spoken = await game.read<string>(
    `document.querySelector(".announcer[role=status]").textContent`,
  );
  assert(spoken.startsWith("向左。加 4 分。"), spoken);
  await game.press(".undo");
  await untilScore(game, 40);
  assertEquals((await readBoard(game)).filter((cell) => cell === "2").length, 2);
});

test("2048 takes swipes that begin beside the board", async () => {
  await using game = await openGame("2048", { profile: "phone", storage: stored(PAIR_IN_A_ROW) });
  await startPlaying(game);
  const chain = await game.middleOf(".chain");
  await game.drag({ from: chain, to: { x: chain.x + 100, y: chain.y } });
  await untilScore(game, 44);
  assertEquals((await readBoard(game))[3], "4");
});

test("2048 is played by mouse on a desktop", async () => {
  await using game = await openGame("2048", { profile: "desktop", storage: stored(PAIR_IN_A_ROW) });
  await startPlaying(game);
  const from = await middleOfBoard(game);
  await game.drag({ from, to: { x: from.x + 150, y: from.y } });
  await untilScore(game, 44);
  await game.press(".new-game");
  await game.untilScreen("ask");
  await game.press(".screen-ask .actions .button:last-child");
  await untilScore(game, 0);
  assertEquals(await game.textOf(".best .card-value"), "500");
});

for (const profile of ["desktop", "phone"] as const) {
  test(`2048 is played by keyboard alone on a ${profile}, first game and lessons`, async () => {
    await using game = await openGame("2048", { profile, language: "en" });
    await game.untilScreen("title");
    await game.keys("Enter");
    await game.untilScreen("play");
    // Where there is nothing but a finger, nothing is said about keys.
    const lesson = await game.textOf(".lesson");
    assert(lesson.startsWith("Swipe"));
    assertEquals(lesson.includes("arrow key"), profile === "desktop");
    const before = await readBoard(game);
    assertEquals(before.filter((cell) => cell !== "empty").length, 2);
    await game.keys("ArrowLeft", "KeyS", "ArrowRight", "KeyW");
    assertNotEquals(await readBoard(game), before);
    assert(!(await game.textOf(".lesson")).startsWith("Swipe"));
    await game.keys("Escape");
    await game.untilScreen("pause");
    const paused = await readBoard(game);
    await game.keys("ArrowLeft", "ArrowUp");
    assertEquals(await readBoard(game), paused);
    await game.keys("Escape");
    await game.untilScreen("play");
    await until("all moves to be taken back", async () => {
      await game.keys("KeyU");
      return await game.read<boolean>("document.querySelector('.undo').disabled");
    });
    assertEquals(await readBoard(game), before);
  });

  test(`2048 on a ${profile} continues after a reload`, async () => {
    await using game = await openGame("2048", { profile, storage: stored(PAIR_IN_A_ROW) });
    await startPlaying(game);
    await game.keys("ArrowUp", "ArrowLeft", "ArrowDown");
    const left = await readBoard(game);
    const score = await game.textOf(".score .card-value");
    await game.reload();
    await startPlaying(game);
    assertEquals(await readBoard(game), left);
    assertEquals(await game.textOf(".score .card-value"), score);
    await game.keys("KeyU");
    assertNotEquals(await readBoard(game), left);
  });

  test(`2048 on a ${profile} is redrawn when the screen turns`, async () => {
    await using game = await openGame("2048", { profile, storage: stored(PAIR_IN_A_ROW) });
    await startPlaying(game);
    await game.rotate();
    await game.until(
      `document.documentElement.clientWidth ${profile === "phone" ? ">" : "<="} 800`,
    );
    const inside = `(() => {
      const boxes = [".board-place canvas", ".undo", ".score"].map((name) =>
        document.querySelector(name).getBoundingClientRect());
      return boxes.every((box) => box.width > 60 && box.left >= 0 && box.top >= 0 &&
        box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1);
    })()`;
    await game.until(inside);
    const from = await middleOfBoard(game);
    await game.drag({ from, to: { x: from.x - 80, y: from.y } });
    await untilScore(game, 44);
  });
}

test("2048 is won, continues, and is over when nothing moves", async () => {
  await using game = await openGame("2048", { profile: "desktop", storage: stored(NEARLY_WON) });
  await startPlaying(game);
  await game.keys("ArrowLeft");
  await game.untilScreen("win");
  await game.press(".screen-win .primary");
  await game.untilScreen("play");
  await game.keys("ArrowRight");
  assertEquals((await readBoard(game)).filter((cell) => cell === "2048").length, 1);
  await game.reload();
  await startPlaying(game);
  assertEquals(await game.read("document.body.dataset.screen"), "play");
});

test("2048 says when nothing moves any more, and a move can be taken back even then", async () => {
  // The new tile is a 2 or a 4 in the only free cell, and cannot merge with its neighbours, a 32 and a 128.
  await using game = await openGame("2048", { profile: "phone", storage: stored(NEARLY_STUCK) });
  await startPlaying(game);
  await game.keys("ArrowRight");
  await game.untilScreen("lose");
  assertEquals(await game.textOf(".end-score"), "1064");
  await game.press(".screen-lose .actions .button:nth-child(2)");
  await untilScore(game, 40);
  await game.keys("ArrowRight");
  await game.untilScreen("lose");
  await game.press(".screen-lose .primary");
  await untilScore(game, 0);
});

test("2048 changes its language at once and remembers it", async () => {
  await using game = await openGame("2048", { profile: "phone", language: "en" });
  await game.press(".title-more .button:last-child");
  await game.untilScreen("settings");
  await game.press(".screen-settings .choice-option:first-child");
  await game.until(`document.documentElement.lang === "zh-CN"`);
  assertEquals(await game.textOf(".screen-settings .panel-title"), "设置");
  await game.press(".panel-back");
  await game.untilScreen("title");
  assertEquals(await game.textOf(".screen-title .primary"), "开始");
  await game.reload();
  await game.until(`document.querySelector(".screen-title .primary")?.textContent === "开始"`);
});

test("2048 pauses when the page is hidden", async () => {
  await using game = await openGame("2048", { profile: "desktop", storage: stored(PAIR_IN_A_ROW) });
  await startPlaying(game);
  await game.read(`(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
  })()`);
  await game.untilScreen("pause");
});

test("2048 starts anew from a save that cannot be read", async () => {
  await using game = await openGame("2048", {
    profile: "desktop",
    storage: { "coplay.2048": "{not json", "coplay.settings": "[]" },
    calm: true,
  });
  await startPlaying(game);
  assertEquals((await readBoard(game)).filter((cell) => cell !== "empty").length, 2);
});

test("2048 asks before it throws a game away, from the pause as on the board", async () => {
  await using game = await openGame("2048", { profile: "phone", storage: stored(PAIR_IN_A_ROW) });
  await startPlaying(game);
  await game.press(".pause-button");
  await game.untilScreen("pause");
  await game.press(".screen-pause .actions .button:last-child");
  await game.untilScreen("ask");
  await game.press(".screen-ask .primary");
  await game.untilScreen("play");
  assertEquals(await game.textOf(".score .card-value"), "40");
  await game.press(".new-game");
  await game.untilScreen("ask");
});
