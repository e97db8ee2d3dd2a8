// Scenes of 2048, the mind reader and the lab.
import type { Direction } from "../../../games/kit/input.ts";
import {
  firstProgress,
  openOwnBoard,
  play as move,
} from "../../../games/2048/progress/progress.ts";
import type { TestPage } from "../../../tests/support/browser.ts";
import { play, type Scene, stored } from "./scene.ts";

const WAYS: readonly Direction[] = ["left", "down", "right", "down"];
/** Moves that fill a board of 25 cells, and are enough for a look back. */
const MOVES = 160;

/** A board of five in the middle of its game. */
function fiveInPlay(): Record<string, string> {
  let progress = { ...openOwnBoard(firstProgress(7), 5, 7), lessons: 9 };
  for (let done = 0; done < MOVES; done++) {
    progress = { ...move(progress, WAYS[done % WAYS.length]!)?.progress ?? progress, lessons: 9 };
  }
  return stored("2048", progress, 2);
}

/** Slides tiles to all sides for as long as the page lives. */
async function slide(page: TestPage): Promise<void> {
  await play(page);
  await page.read(`void setInterval(() => {
    const keys = ["ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp"];
    const key = keys[Math.floor(performance.now() / 200) % 4];
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, bubbles: true }));
  }, 200)`);
}

/** Lets the moves of a game play by themselves, from the first one. */
async function lookBack(page: TestPage): Promise<void> {
  await play(page);
  await page.press(".pause-button");
  await page.untilScreen("pause");
  await page.press(".screen-pause .actions .button:nth-child(2)");
  await page.see(".to-now");
  await page.keys("Home");
  await page.press(".history-buttons .icon-button:nth-child(2)");
}

/** Lets the mind reader's crystal wait for a tap. */
async function focus(page: TestPage): Promise<void> {
  await play(page);
  const phase = `document.querySelector(".theatre").dataset.phase`;
  while (await page.read(phase) !== "focus") await page.press(".choices .primary");
}

async function openTrick(page: TestPage, card: number): Promise<void> {
  await page.untilScreen("title");
  await page.press(".screen-title .actions .button:nth-child(2)");
  await page.untilScreen("tricks");
  await page.press(`.trick-card:nth-child(${card})`);
}

async function dayCard(page: TestPage): Promise<void> {
  await openTrick(page, 2);
  await page.press(".act-choices .primary");
  await page.see(".day-card");
}

async function numberSquare(page: TestPage): Promise<void> {
  await openTrick(page, 3);
  await page.press(".act-choices .primary");
  await page.press(".square-cell");
}

async function perform(page: TestPage): Promise<void> {
  await openTrick(page, 4);
  await page.see(".peek");
}

const MIND = { rounds: 2, phase: "find", random: 4242 };

/** Opens a scene of the lab in the middle of its run, which stands still. */
async function lab(page: TestPage, id: string): Promise<void> {
  await page.press(`#tab-${id}`);
  await page.until(`document.body.dataset.scene === "${id}"`);
  await page.page.focus(".moment input");
  for (let step = 0; step < 12; step++) await page.keys("ArrowRight");
}

export const SMALL_SCENES: readonly Scene[] = [
  { name: "2048: a game begins", game: "2048", weight: "typical", show: play },
  {
    name: "2048: tiles slide on a full board of 5 x 5",
    game: "2048",
    weight: "heaviest",
    storage: fiveInPlay,
    show: slide,
  },
  {
    name: "2048: a look back plays by itself",
    game: "2048",
    weight: "heaviest",
    storage: fiveInPlay,
    show: lookBack,
  },
  { name: "dxs: the first question", game: "dxs", weight: "typical", show: play },
  {
    name: "dxs: the crystal waits over the table of symbols",
    game: "dxs",
    weight: "heaviest",
    storage: () => stored("dxs", MIND),
    show: focus,
  },
  { name: "dxs: a card of days", game: "dxs", weight: "typical", show: dayCard },
  { name: "dxs: the square of numbers", game: "dxs", weight: "typical", show: numberSquare },
  { name: "dxs: the player is the crystal", game: "dxs", weight: "typical", show: perform },
  {
    name: "coroutines: downloads in the middle of their run",
    game: "coroutines",
    weight: "typical",
    show: (page) => lab(page, "downloads"),
  },
  {
    name: "coroutines: the server's run plays",
    game: "coroutines",
    weight: "heaviest",
    async show(page) {
      await page.press("#tab-server");
      await page.until(`document.body.dataset.scene === "server"`);
      await page.press(".run-button");
    },
  },
];
