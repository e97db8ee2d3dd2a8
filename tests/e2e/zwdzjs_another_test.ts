import { assert, assertEquals } from "@std/assert";
import { createWorld } from "../../games/zwdzjs-v1/rules/world.ts";
import { openGame } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";

const ALL_LEVELS = ".screen-pause .actions .button:nth-child(2)";
const START_OVER = ".screen-pause .actions .button:nth-child(3)";

test("a garden that has gone on for a while is not given up without a question, a young one is", async () => {
  const game = createWorld({ level: 1, seed: 1, plants: ["lotus"] });
  Object.assign(game, { wave: 3, waveWait: 1e9 });
  const data = { stars: [2, 2], best: 0, met: 2, game };
  const storage = { "coplay.zwdzjs-v1": JSON.stringify({ version: 1, data }) };
  await using page = await openGame("zwdzjs-v1", { profile: "phone", language: "en", storage });
  const isPlayed = (level: number, wave: number) =>
    page.until(`(({ dataset }) => document.body.dataset.screen === "play" &&
      dataset.level === "${level}" && dataset.wave === "${wave}")(document.querySelector("canvas.stage"))`);
  const pauseAnd = async (button: string) => {
    await page.keys("Escape");
    await page.untilScreen("pause");
    await page.press(button);
  };
  await page.press(".screen-title .primary");
  await isPlayed(1, 3);
  await pauseAnd(START_OVER);
  await page.untilScreen("ask");
  assert((await page.textOf(".screen-ask p")).includes("Level 1"));
  await page.press(".screen-ask .primary");
  await isPlayed(1, 3);
  await pauseAnd(ALL_LEVELS);
  await page.press(".level:nth-child(2)");
  await page.untilScreen("ask");
  await page.press(".screen-ask .primary");
  await isPlayed(1, 3);
  await pauseAnd(ALL_LEVELS);
  await page.press(".level:nth-child(2)");
  await page.untilScreen("ask");
  await page.press(".screen-ask .actions .button");
  await isPlayed(2, 0);
  await pauseAnd(START_OVER);
  await isPlayed(2, 0);
  assertEquals(page.problems, []);
});
