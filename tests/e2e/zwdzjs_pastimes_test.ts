import { assert, assertEquals } from "@std/assert";
import { dayName, levelName } from "../../games/kit/classroom.ts";
import { fitStage } from "../../games/kit/fit.ts";
import { boardX, boardY, layoutOf, SIZES } from "../../games/zwdzjs-v1/view/layout.ts";
import { makeQr } from "../../games/kit/qr.ts";
import { openGame, sharedBrowser, type TestPage } from "../support/browser.ts";
import { LAN_NAME } from "../support/chromium.ts";
import { serveGames } from "../support/game_server.ts";
import { browserTest as test } from "../support/programs.ts";

const WON_FIVE = { "coplay.zwdzjs-v1": '{"version":1,"data":{"stars":[3,3,2,1,3],"best":0}}' };

/** Taps a point on the board, in cells from its upper left corner. */
async function tap(page: TestPage, x: number, y: number): Promise<void> {
  const box = await page.read<DOMRect>(
    "document.querySelector('canvas.stage').getBoundingClientRect().toJSON()",
  );
  const fit = fitStage(box, SIZES);
  const layout = layoutOf(fit);
  await page.pressAt({
    x: box.left + fit.left + boardX(layout, x) * fit.scale,
    y: box.top + fit.top + boardY(layout, y) * fit.scale,
  });
}

/** Reads the modules of the QR code, without the quiet ones around it; none where there is no code. */
const QR_MODULES = `(() => {
  const canvas = document.querySelector(".qr");
  if (!canvas) return [];
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(4, 4, width - 8, height - 8);
  const row = (y) => Array.from({ length: width - 8 }, (_, x) => data[(y * (width - 8) + x) * 4] < 128);
  return Array.from({ length: height - 8 }, (_, y) => row(y));
})()`;

async function untilCount(page: TestPage, name: string, count: number): Promise<void> {
  await page.until(`document.querySelector('canvas.stage').dataset.${name} === "${count}"`);
}

/** Takes an item of the tray in hand and taps a cell with it. */
async function use(page: TestPage, item: string, cell: { x: number; y: number }): Promise<void> {
  const selector = `[data-item="${item}"]`;
  await page.see(selector);
  const isHeld = `document.querySelector('${selector}').getAttribute("aria-pressed") === "true"`;
  if (!await page.read(isHeld)) await page.press(selector);
  await tap(page, cell.x, cell.y);
}

/** Chooses an entry of the title by its words. */
async function choose(page: TestPage, words: string): Promise<void> {
  const at = await page.read<number>(
    `[...document.querySelectorAll(".screen-title .actions .button")]
      .findIndex((button) => button.textContent === ${JSON.stringify(words)})`,
  );
  assert(at >= 0, `there is no "${words}" on the title`);
  await page.press(`.screen-title .actions .button:nth-child(${at + 1})`);
}

test("a lawn that was set up by a finger is kept, handed on as a code, bet on and run", async () => {
  await using page = await openGame("zwdzjs-v2", { profile: "phone", language: "en" });
  await choose(page, "Sandbox");
  await page.untilScreen("play");
  await use(page, "place lotus", { x: 1.5, y: 1.5 });
  await page.press(".build-swap");
  await use(page, "place hopper", { x: 7.5, y: 1.5 });
  await untilCount(page, "plants", 1);
  await untilCount(page, "zombies", 1);
  await page.press(".build-menu");
  await page.untilScreen("lawns");
  await page.press(".slot .button");
  await page.see(".slot .lawn-picture");
  await page.press(".lawn-actions .button");
  await page.untilScreen("share");
  const code = await page.read<string>("document.querySelector('.code-field').value");
  assert(code.length <= 200);
  await page.read(`void (document.querySelector(".paste-field").value = "植物")`);
  await page.press(".paste .button");
  assertEquals(
    await page.textOf(".fault"),
    "That is not a lawn's code: it has characters that codes never have.",
  );
  await page.read(`void (location.hash = "lawn=${code}")`);
  await page.untilScreen("gift");
  await page.press(".screen-gift .actions .button");
  await page.untilScreen("play");
  await page.read(`void (location.hash = "clock=32")`);
  await page.untilScreen("win");
  assertEquals(await page.textOf(".end-body p"), "Just as you guessed.");
  await page.press(".screen-win .actions .button:last-child");
  await page.untilScreen("play");
  await untilCount(page, "zombies", 1);
  await page.reload();
  await page.untilScreen("title");
  await choose(page, "Sandbox");
  await untilCount(page, "plants", 1);
});

test("a puzzle waits while it is planned, and is solved by taps", async () => {
  await using page = await openGame("zwdzjs-v2", { profile: "desktop", language: "zh" });
  await choose(page, "谜题");
  await page.press("[data-puzzle=bait]");
  await page.untilScreen("play");
  for (const [row, col] of [[1, 6], [2, 8], [3, 6]] as const) {
    await use(page, "sow fern", { x: col + 0.5, y: row + 0.5 });
  }
  await untilCount(page, "plants", 5);
  await untilCount(page, "zombies", 0);
  await page.press(".go");
  await page.read(`void (location.hash = "clock=16")`);
  await page.untilScreen("win");
  assertEquals(await page.textOf(".screen-win .panel-title"), "解开了！");
  assertEquals(await page.read("document.querySelectorAll('.screen-win .star.gold').length"), 3);
});

test("a zombie is bought and sent, and the night ends with the rooster", async () => {
  await using page = await openGame("zwdzjs-v2", { profile: "phone", language: "zh" });
  await choose(page, "我来当僵尸");
  assertEquals(await page.read("document.querySelectorAll('[data-raid]:enabled').length"), 6);
  await page.press("[data-raid=snack]");
  await page.untilScreen("play");
  await use(page, "send hat", { x: 3.5, y: 2.5 });
  await untilCount(page, "zombies", 1);
  await page.read(`void (location.hash = "clock=32")`);
  await page.untilScreen("lose");
  assertEquals(await page.textOf(".screen-lose .panel-title"), "喔喔喔，天亮了！");
});

test("the fair opens along the levels, and tells the host the score of a game", async () => {
  await using page = await openGame("zwdzjs-v1", {
    profile: "phone",
    language: "en",
    storage: WON_FIVE,
  });
  await page.read(`void (globalThis.coplay = Object.assign(new EventTarget(), {
    round: null,
    told: [],
    score(...values) { this.told.push(values); },
  }))`);
  await choose(page, "Garden fair");
  await page.untilScreen("fair");
  assertEquals(await page.read("document.querySelectorAll('.stall:disabled').length"), 2);
  await page.press("[data-stall=moving]");
  await page.untilScreen("play");
  await page.drag({
    from: await page.middleOf("canvas.stage"),
    to: await page.middleOf(".pause-button"),
  });
  await page.read(`void (location.hash = "clock=32")`);
  await page.untilScreen("lose");
  const told = await page.read<unknown[][]>("globalThis.coplay.told");
  const [score, options] = told.at(-1)!;
  assert(typeof score === "number" && score >= 0);
  // One name for both languages, so that a class has one list.
  assertEquals(options, { best: "high", level: levelName({ en: "Moving day", zh: "搬家日" }) });
});

test("the day's game is open before its own stall is, and its best is shown beside it", async () => {
  await using page = await openGame("zwdzjs-v1", {
    profile: "phone",
    language: "en",
    storage: {
      "coplay.zwdzjs-v1": '{"version":1,"data":{"stars":[3,2],"best":0}}',
      "coplay.zwdzjs-v1.games": JSON.stringify({
        version: 1,
        data: { [`day ${dayName(new Date())}`]: { stars: 1, best: 640, losses: 0 } },
      }),
    },
  });
  await choose(page, "Garden fair");
  await page.untilScreen("fair");
  assertEquals(await page.read("document.querySelectorAll('.stall:disabled').length"), 3);
  assertEquals(await page.textOf(".stall.today .stall-mark"), "Best: 640");
  await page.press(".stall.today");
  await page.untilScreen("play");
  await page.press(".pause-button");
  await page.press(".screen-pause .actions .button:nth-child(2)");
  await page.untilScreen("fair");
});

test("the map opens at the next level, and a level offers the plants that were chosen last", async () => {
  const stars = Array(10).fill(2);
  await using page = await openGame("zwdzjs-v1", {
    profile: "phone",
    language: "en",
    storage: {
      "coplay.zwdzjs-v1": JSON.stringify({ version: 1, data: { stars, best: 0, met: 11 } }),
    },
  });
  const pick = async () => {
    await page.untilScreen("levels");
    await page.press("button[data-level='11']");
    await page.untilScreen("picker");
  };
  await page.press(".screen-title .primary");
  await page.untilScreen("levels");
  assertEquals(await page.read("document.activeElement.dataset.level"), "11");
  await pick();
  const offer = ".picker-foot .button:not(.primary)";
  assertEquals(await page.read(`document.querySelector("${offer}")`), null);
  await page.press("[data-choice=clover]");
  await page.press("[data-choice=mint]");
  await page.press(".picker-foot .primary");
  await page.untilScreen("play");
  await page.press(".pause-button");
  await page.press(".screen-pause .actions .button:nth-child(2)");
  await pick();
  await page.press(offer);
  const chosen = "[...document.querySelectorAll('[data-choice][aria-pressed=true]')]";
  assertEquals(
    await page.read(`${chosen}.map((one) => one.dataset.choice).sort().join(" ")`),
    "clover mint",
  );
});

test("a lawn's link is a QR code where others reach the game, and nothing where only this machine does", async () => {
  await using server = serveGames();
  const browser = await sharedBrowser();
  for (const name of [LAN_NAME, "127.0.0.1"]) {
    const address = new URL("/games/zwdzjs-v2/", server.origin);
    address.hostname = name;
    await using page = await browser.open(address.href, { profile: "phone", language: "en" });
    await choose(page, "Sandbox");
    await page.untilScreen("play");
    await page.press(".build-run");
    await page.see(".toast");
    await use(page, "place lotus", { x: 1.5, y: 1.5 });
    await untilCount(page, "plants", 1);
    await page.press(".build-menu");
    await page.press(".lawn-actions .button");
    await page.untilScreen("share");
    const code = await page.read<string>("document.querySelector('.code-field').value");
    const drawn = await page.read<boolean[][]>(QR_MODULES);
    assertEquals(drawn, name === LAN_NAME ? makeQr(`${address.href}#lawn=${code}`)! : []);
  }
});

test("a packet that stays in hand is not put back by a player who takes it for each plant", async () => {
  await using page = await openGame("zwdzjs-v2", { profile: "desktop", language: "en" });
  await choose(page, "Puzzles");
  await page.press("[data-puzzle=bait]");
  await page.untilScreen("play");
  for (const [at, row] of [1, 2].entries()) {
    await page.press('[data-item="sow fern"]');
    await tap(page, 6.5, row + 0.5);
    await untilCount(page, "plants", 3 + at);
  }
});
