import { assert, assertEquals } from "@std/assert";
import { fitStage } from "../../games/kit/fit.ts";
import { SUN_FALL_TICKS } from "../../games/zwdzjs-v1/rules/economy.ts";
import { boardX, boardY, layoutOf, SIZES } from "../../games/zwdzjs-v1/view/layout.ts";
import { type GameOptions, openGame, type Place, type TestPage } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";

/**
 * The game's seconds in a second while a test waits: a level takes a minute and a half. While a test acts, time hardly
 * moves, so that a slow machine acts as quickly as a fast one.
 */
const WAITING = 12;
const ACTING = 0.2;

const TITLE_FITS = `(() => {
  const text = document.createRange();
  text.selectNodeContents(document.querySelector(".screen-title .panel-title"));
  const { left, right } = text.getBoundingClientRect();
  return left >= 0 && right <= innerWidth;
})()`;

async function setClock(page: TestPage, clock: number): Promise<void> {
  await page.read(`void (location.hash = "clock=${clock}")`);
}

const STAGE = `document.querySelector("canvas.stage")`;

/**
 * Waits at a fast clock, which the page slows down itself when it is so: a test on a busy machine would be told of it
 * late, with the lawn lost by then.
 */
async function waitFast(page: TestPage, condition: string): Promise<void> {
  await setClock(page, WAITING);
  await page.until(`(() => {
    if (!(${condition})) return false;
    location.hash = "clock=${ACTING}";
    return true;
  })()`);
}

/** The box of the stage, once the canvas fills its place; the bars come and go with the title. */
async function boxOf(page: TestPage): Promise<DOMRect> {
  await page.until(`(() => {
    const canvas = document.querySelector("canvas.stage");
    const place = document.querySelector(".place");
    return canvas.clientHeight === place.clientHeight && canvas.clientWidth === place.clientWidth;
  })()`);
  return await page.read("document.querySelector('canvas.stage').getBoundingClientRect().toJSON()");
}

/** The place in the window of a point on the board, in cells from its upper left corner. */
async function placeOf(page: TestPage, x: number, y: number): Promise<Place> {
  const box = await boxOf(page);
  const fit = fitStage(box, SIZES);
  const layout = layoutOf(fit);
  return {
    x: box.left + fit.left + boardX(layout, x) * fit.scale,
    y: box.top + fit.top + boardY(layout, y) * fit.scale,
  };
}

async function count(page: TestPage, name: string): Promise<number> {
  return Number(await page.read(`document.querySelector('canvas.stage').dataset.${name} ?? -1`));
}

async function plant(page: TestPage, kind: string, cell: { x: number; y: number }): Promise<void> {
  await page.press(`[data-plant=${kind}]`);
  await page.pressAt(await placeOf(page, cell.x, cell.y));
}

async function untilCount(page: TestPage, name: string, least: number): Promise<void> {
  await page.until(`Number(document.querySelector('canvas.stage').dataset.${name}) >= ${least}`);
}

/** An expression that is true if the tutorial's hand points within a packet's width of a place. */
function isFingerNear({ x, y }: Place): string {
  return `(() => {
    const box = document.querySelector(".finger").getBoundingClientRect();
    return Math.hypot(box.left - ${x}, box.top - ${y}) < 48;
  })()`;
}

/** Moves a finger or the pressed mouse along the lane where the sun lies. */
async function sweepSun(page: TestPage): Promise<void> {
  const from = await placeOf(page, 0.5, 2.6);
  const to = await placeOf(page, 8.5, 2.6);
  const stops = Array.from({ length: 13 }, (_, at) => ({
    x: from.x + ((to.x - from.x) * at) / 12,
    y: from.y,
  }));
  if (page.profile === "phone") {
    const touch = await page.page.touchscreen.touchStart(from.x, from.y);
    for (const { x, y } of stops) await touch.move(x, y);
    await touch.end();
    return;
  }
  await page.page.mouse.move(from.x, from.y);
  await page.page.mouse.down();
  for (const { x, y } of stops) await page.page.mouse.move(x, y);
  await page.page.mouse.up();
}

/** Plays the beginning of the first level: plants, collects the sun, plants again. */
async function plantLotuses(page: TestPage, wanted: number): Promise<void> {
  await page.press(".screen-title .primary");
  await page.untilScreen("play");
  await page.drag({
    from: await page.middleOf("[data-plant=lotus]"),
    to: await placeOf(page, 1.5, 2.5),
  });
  await untilCount(page, "plants", 1);
  await until(`${wanted} lotuses`, async () => {
    await waitFast(page, `${STAGE}.dataset.suns !== "0"`);
    // Sun can be collected only after it has landed.
    const landed = await count(page, "tick") + SUN_FALL_TICKS;
    await waitFast(page, `Number(${STAGE}.dataset.tick) >= ${landed}`);
    await sweepSun(page);
    const ready = "[data-plant=lotus]:not(.short):not(.waiting)";
    const plants = await count(page, "plants");
    if (await page.read(`document.querySelector('${ready}') !== null`)) {
      await plant(page, "lotus", { x: [2.5, 0.5, 3.5][plants - 1] ?? 4.5, y: 2.5 });
      await untilCount(page, "plants", plants + 1);
    }
    return await count(page, "plants") >= wanted;
  });
}

test("the lane-defence game in a real browser", async (t) => {
  const open = (id: string, options: GameOptions, clock = 1) =>
    openGame(id, { ...options, after: `#clock=${clock}` });

  await t.step("the first level is won by a finger, and it is remembered", async () => {
    await using page = await open("zwdzjs-v1", { profile: "phone", language: "zh" }, ACTING);
    await plantLotuses(page, 4);
    await setClock(page, 2 * WAITING);
    await page.untilScreen("win");
    assertEquals(await page.textOf(".screen-win .panel-title"), "院子守住啦！");
    assert(await page.read<number>("document.querySelectorAll('.star.gold').length") >= 1);
    await page.press(".screen-win .actions .button:last-child");
    await page.untilScreen("levels");
    assertEquals(await page.read("document.querySelector('[data-level=\"2\"]').disabled"), false);
    assertEquals(await page.read("document.querySelector('[data-level=\"3\"]').disabled"), true);
  });

  await t.step("the mouse plants, and sweeps up the sun that the next plant costs", async () => {
    await using page = await open("zwdzjs-v1", { profile: "desktop", language: "zh" }, ACTING);
    await plantLotuses(page, 2);
  });

  await t.step(
    "an unfinished game continues after a reload, and turning the phone keeps it playable",
    async () => {
      await using page = await open("zwdzjs-v1", { profile: "phone", language: "en" });
      await page.press(".screen-title .primary");
      await page.untilScreen("play");
      await plant(page, "lotus", { x: 1.5, y: 2.5 });
      await untilCount(page, "plants", 1);
      await page.reload();
      await page.untilScreen("title");
      assertEquals(await page.textOf(".screen-title .primary"), "Carry on");
      await page.press(".screen-title .primary");
      await page.untilScreen("play");
      await untilCount(page, "plants", 1);
      await page.rotate();
      await page.until("document.querySelector('canvas.stage').clientWidth > 600");
      await page.press(".spade");
      await page.pressAt(await placeOf(page, 1.5, 2.5));
      await page.until("document.querySelector('canvas.stage').dataset.plants === '0'");
    },
  );

  await t.step("a hand shows a beginner the packet, then the lawn, and is obeyed", async () => {
    await using page = await open("zwdzjs-v1", { profile: "phone", language: "en" });
    await page.press(".screen-title .primary");
    await page.untilScreen("play");
    const packet = await page.middleOf("[data-plant=lotus]");
    await page.until(isFingerNear(packet));
    await page.press("[data-plant=lotus]");
    const lawn = await placeOf(page, 1.5, 2.5);
    await page.until(isFingerNear(lawn));
    await page.pressAt(lawn);
    await untilCount(page, "plants", 1);
    await page.until("document.querySelector('.hint').textContent !== ''");
  });

  await t.step("a page that is hidden pauses and loses nothing", async () => {
    await using page = await open("zwdzjs-v1", { profile: "desktop", language: "en" });
    await page.press(".screen-title .primary");
    await page.untilScreen("play");
    await plant(page, "lotus", { x: 1.5, y: 2.5 });
    await untilCount(page, "plants", 1);
    await page.read(`(() => {
      Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    })()`);
    await page.untilScreen("pause");
    const saved = "JSON.parse(localStorage.getItem('coplay.zwdzjs-v1')).data.game";
    assertEquals(await page.read(`${saved}.plants.length`), 1);
    const tick = await page.read(`${saved}.tick`);
    await page.page.evaluate(async () => {
      for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
    });
    assertEquals(await page.read("document.body.dataset.screen"), "pause");
    await page.reload();
    assertEquals(await page.read(`${saved}.tick`), tick, "time stood still while hidden");
  });

  await t.step("keys alone choose, plant, put back and pause", async () => {
    await using page = await open("zwdzjs-v1", { profile: "desktop", language: "en" });
    await page.press(".screen-title .primary");
    await page.untilScreen("play");
    await page.keys("1", "ArrowRight", "ArrowRight", "Enter");
    await untilCount(page, "plants", 1);
    await page.keys("x");
    await page.until("document.querySelector('.spade').getAttribute('aria-pressed') === 'true'");
    await page.keys("Escape");
    await page.until("document.querySelector('.spade').getAttribute('aria-pressed') === 'false'");
    await page.keys("Escape");
    await page.untilScreen("pause");
    const tick = await count(page, "tick");
    await page.keys("Escape");
    await page.untilScreen("play");
    await untilCount(page, "tick", tick + 60);
  });

  await t.step("the almanac, the levels and the help are read in both languages", async () => {
    await using page = await open("zwdzjs-v1", { profile: "phone", language: "zh" });
    await page.press(".screen-title .actions .button:last-child");
    await page.untilScreen("almanac");
    assertEquals(await page.textOf(".entry h2"), "莲蓬炮手");
    assert(await page.read<number>("document.querySelectorAll('.sitter.unknown').length") > 10);
    await page.press(".screen-almanac .panel-back");
    await page.untilScreen("title");
    await page.press(".title-more .button:last-child");
    await page.untilScreen("settings");
    await page.page.evaluate(() =>
      document.querySelectorAll<HTMLInputElement>(".choice-option input")[1]!.click()
    );
    await page.press(".screen-settings .panel-back");
    assertEquals(await page.textOf(".screen-title .primary"), "Play");
  });

  for (const profile of ["desktop", "phone"] as const) {
    await t.step(`the unlocked edition differs as it promises on a ${profile}`, async () => {
      await using page = await open("zwdzjs-v2", { profile, language: "en" });
      assert(await page.read(TITLE_FITS), "its name, the longest there is, runs off the screen");
      await page.press(".screen-title .primary");
      await page.untilScreen("levels");
      assertEquals(await page.read("document.querySelectorAll('.level:disabled').length"), 0);
      await page.press("[data-level='4']");
      await page.untilScreen("picker");
      assertEquals(
        await page.read("document.querySelectorAll('.packets-shelf .sitter').length"),
        14,
      );
      assertEquals(
        await page.read("document.querySelectorAll('.sitter[aria-pressed=true]').length"),
        0,
      );
      for (const kind of ["popcorn", "grape"]) await page.press(`[data-choice=${kind}]`);
      await page.press(".screen-picker .primary");
      await page.untilScreen("play");
      // The same packet twice and an expensive one: nothing recharges, and nothing costs sun.
      await plant(page, "popcorn", { x: 1.5, y: 0.5 });
      await plant(page, "popcorn", { x: 1.5, y: 2.5 });
      await plant(page, "grape", { x: 2.5, y: 3.5 });
      await untilCount(page, "plants", 1);
      assertEquals(await page.textOf(".sun-count"), "∞");
      await page.keys("ArrowDown", "ArrowRight", "ArrowRight");
      assertEquals(await page.textOf(".announcer"), "Row 4, column 3: Grape Volley.");
      await page.press(".skip");
      await untilCount(page, "wave", 1);
      await page.press(".sandbox-toggle");
      await page.press("[data-zombie=giant]");
      const before = await count(page, "zombies");
      await page.pressAt(await placeOf(page, 5.5, 3.5));
      await untilCount(page, "zombies", Math.max(1, before + 1));
      await page.press(".sweep");
      await page.until("document.querySelector('canvas.stage').dataset.zombies === '0'");
      for (const pace of ["2×", "4×", "8×", "1×"]) {
        await page.press(".pace");
        assertEquals(await page.textOf(".pace"), pace);
      }
    });
  }

  await t.step("the endless garden counts the zombies that fall", async () => {
    await using page = await open("zwdzjs-v2", { profile: "desktop", language: "zh" });
    await page.press(".screen-title .primary");
    await page.untilScreen("levels");
    await page.press(".endless");
    await page.untilScreen("picker");
    await page.press("[data-choice=popcorn]");
    await page.press(".screen-picker .primary");
    await page.untilScreen("play");
    await page.press(".sandbox-toggle");
    await page.press("[data-zombie=wok]");
    await page.pressAt(await placeOf(page, 6.5, 2.5));
    await plant(page, "popcorn", { x: 5.5, y: 2.5 });
    await page.until("/得分：[1-9]/.test(document.querySelector('.progress-name').textContent)");
  });

  await t.step(
    "the normal edition has no tools of the unlocked one, and survives a damaged save",
    async () => {
      const storage = { "coplay.zwdzjs-v1": '{"version":1,"data":{"stars":[3,3' };
      await using page = await open("zwdzjs-v1", { profile: "desktop", language: "en", storage });
      await page.press(".screen-title .primary");
      await page.untilScreen("play");
      assertEquals(await page.read("document.querySelectorAll('.tool, .sandbox').length"), 0);
      assertEquals(await page.textOf(".sun-count"), "150");
      assertEquals(await count(page, "level"), 1);
    },
  );
});
