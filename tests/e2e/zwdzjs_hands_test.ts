import { assert, assertEquals } from "@std/assert";
import { SUN_FALL_TICKS } from "../../games/zwdzjs-v1/rules/economy.ts";
import { openGame, type Place, type TestPage } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";

const FIRST_WON = { "coplay.zwdzjs-v1": '{"version":1,"data":{"stars":[3],"best":0}}' };

async function untilPlants(page: TestPage, wanted: number): Promise<void> {
  await page.until(`document.querySelector('canvas.stage').dataset.plants === "${wanted}"`);
}

async function beginFirstLevel(page: TestPage): Promise<void> {
  await page.press(".screen-title .primary");
  await page.untilScreen("play");
}

/** The place of a cell in the first level's only lane, on an upright phone. */
async function placeInLane(page: TestPage): Promise<Place> {
  const { x, y } = await page.middleOf("canvas.stage");
  return { x, y: y + 40 };
}

test("a packet that was clicked is planted with Enter", async () => {
  await using page = await openGame("zwdzjs-v1", { profile: "desktop", language: "en" });
  await beginFirstLevel(page);
  await page.press("[data-plant=lotus]");
  await page.keys("ArrowRight", "ArrowRight", "Enter");
  await untilPlants(page, 1);
});

test("a finger that rests on the lawn keeps no other from planting, and plants nothing itself", async () => {
  await using page = await openGame("zwdzjs-v1", { profile: "phone", language: "en" });
  await beginFirstLevel(page);
  const place = await placeInLane(page);
  const resting = await page.page.touchscreen.touchStart(place.x - 80, place.y);
  await page.press("[data-plant=lotus]");
  await resting.end();
  await page.until(
    "document.querySelector('[data-plant=lotus]').getAttribute('aria-pressed') === 'true'",
  );
  const palm = await page.page.touchscreen.touchStart(place.x - 80, place.y);
  await page.pressAt(place);
  await untilPlants(page, 1);
  await palm.end();
});

test("a swipe that catches sun plants nothing where it ends, and the packet stays in hand", async () => {
  await using page = await openGame("zwdzjs-v1", { profile: "desktop", language: "en" });
  await beginFirstLevel(page);
  const stage = "document.querySelector('canvas.stage')";
  await page.until(`${stage}.dataset.suns !== "0"`);
  const tick = await page.read<number>(`Number(${stage}.dataset.tick)`);
  await page.until(`Number(${stage}.dataset.tick) > ${tick + SUN_FALL_TICKS}`);
  await page.press("[data-plant=lotus]");
  const { x, y } = await page.middleOf("canvas.stage");
  await page.page.mouse.move(x - 240, y);
  await page.page.mouse.down();
  for (const at of [0, 40, 80, 120]) {
    await page.page.mouse.move(x + 420, y + at, { steps: 24 });
    await page.page.mouse.move(x - 240, y + at, { steps: 24 });
  }
  await page.page.mouse.move(x, y + 40);
  await page.page.mouse.up();
  // Sun was caught, and none was spent.
  await page.until("Number(document.querySelector('.sun-count').textContent) > 150");
  await page.pressAt({ x, y: y + 40 });
  await untilPlants(page, 1);
});

test("a level that was lost is tried again at once, and so is one that is begun anew", async () => {
  await using page = await openGame("zwdzjs-v1", {
    profile: "desktop",
    language: "en",
    storage: FIRST_WON,
    after: "#clock=1",
  });
  await page.press(".screen-title .primary");
  await page.untilScreen("levels");
  await page.press("[data-level='2']");
  await page.untilScreen("intro");
  await page.press(".screen-intro .primary");
  await page.untilScreen("play");
  await page.press(".pause-button");
  await page.untilScreen("pause");
  await page.press(".screen-pause .actions .button:last-child");
  await page.untilScreen("play");
  await page.read(`void (location.hash = "clock=32")`);
  await page.untilScreen("lose");
  await page.press(".screen-lose .primary");
  await page.untilScreen("play");
  assertEquals(await page.read("document.querySelector('canvas.stage').dataset.level"), "2");
});

test("the score of the endless garden is read whole on a phone that lies", async () => {
  for (const language of ["zh", "en"] as const) {
    await using page = await openGame("zwdzjs-v2", { profile: "phone", language });
    await page.rotate();
    await page.press(".screen-title .primary");
    await page.untilScreen("levels");
    await page.press(".endless");
    await page.untilScreen("picker");
    await page.press("[data-choice=lotus]");
    await page.press(".screen-picker .primary");
    await page.untilScreen("play");
    const name = "document.querySelector('.progress-name')";
    const text = await page.read<string>(`${name}.innerText`);
    assert(/^(无尽花园\n得分：|Endless garden\nScore: )0\n/.test(text), text);
    await page.until(`(() => {
      const range = document.createRange();
      range.selectNodeContents(${name});
      const words = range.getBoundingClientRect();
      const box = document.querySelector(".progress").getBoundingClientRect();
      const buttons = document.querySelector(".pause-button").getBoundingClientRect();
      return words.left >= box.left - 1 && words.right <= box.right + 1 &&
        buttons.right <= innerWidth && ${name}.scrollWidth <= ${name}.clientWidth;
    })()`);
  }
});
