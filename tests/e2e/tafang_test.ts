import { assert, assertEquals, assertMatch } from "@std/assert";
import type { TestPage } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";
import {
  cellPlace,
  chooseOn,
  EXPERIENCED,
  openTafang,
  stateOf,
  tapCell,
  untilState,
} from "./tafang_player.ts";

/** Purchases that win the first map: the towers, in order, and their cells. */
const PLAN = [
  { cx: 3, cy: 2, choice: "sling" },
  { cx: 5, cy: 2, choice: "sling" },
  { cx: 7, cy: 2, choice: "sling" },
  { cx: 4, cy: 4, choice: "sling" },
  { cx: 6, cy: 4, choice: "sling" },
  { cx: 5, cy: 4, choice: "frost" },
  { cx: 3, cy: 2, choice: "upgrade" },
] as const;
const PRICES = { sling: 100, frost: 120, upgrade: 120 } as const;

/** The test plays a whole game, and on a busy machine its clock is slow. */
const LONG_GAME = { timeout: 150_000 };

/** Buys while the game is held, so that a slow machine plays the same game. */
async function playFirstMap(game: TestPage): Promise<void> {
  await game.press(".speed-button");
  for (const [index, purchase] of PLAN.entries()) {
    await game.until(`(({ coins, outcome }) => outcome !== "running" ||
      Number(coins) >= ${PRICES[purchase.choice]})(document.querySelector('.place').dataset)`);
    // On a busy machine the game may be won before everything is bought.
    if ((await stateOf(game)).outcome !== "running") break;
    if (index > 0) await game.press(".hold-button");
    await untilState(game, "held", "true");
    await chooseOn(game, purchase);
    // After the first purchase the lesson releases the game itself.
    if (index > 0) await game.press(".hold-button");
    await untilState(game, "held", "false");
  }
  await game.page.waitForFunction("document.body.dataset.screen !== 'play'", LONG_GAME);
}

test("tafang", async (t) => {
  await t.step("the first map is won by a finger, and the next one opens", async () => {
    await using game = await openTafang({ profile: "phone", clock: 5 });
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.untilScreen("play");
    // The lesson holds the game until the first tower is built.
    await game.see(".hint");
    await untilState(game, "held", "true");
    await playFirstMap(game);
    assertEquals(await game.read("document.body.dataset.screen"), "win");
    assert((await game.page.$$(".end-body .star.gold")).length >= 2);
    await game.reload();
    await game.untilScreen("title");
    const saved = await game.read<string>("localStorage.getItem('coplay.tafang')");
    assertMatch(saved, /"sprout":\{"health":[23]/);
    await game.press(".screen-title .primary");
    await game.untilScreen("maps");
    assertEquals(
      (await game.page.$$(".map-list .map-card:not(:disabled, .today, .make-card)")).length,
      2,
    );
  });

  await t.step("time stands still for building, by button and by keys alone", async () => {
    await using game = await openTafang({ profile: "desktop", progress: EXPERIENCED });
    await game.untilScreen("title");
    await game.keys("Enter");
    await game.untilScreen("maps");
    // The next map to win is one key away, and in sight on a phone.
    assertEquals(await game.read("document.activeElement.dataset.map"), "moonlight");
    await game.press('[data-map="zigzag"]');
    await game.untilScreen("play");
    await game.keys("Space");
    await untilState(game, "held", "true");
    const { seconds } = await stateOf(game);
    // The keys move from the middle of the board to a free cell, then choose the second tower of the ring.
    await game.keys("ArrowLeft", "ArrowUp", "ArrowLeft", "Enter");
    await game.see(".ring-item");
    await game.keys("Escape");
    await game.until("!document.querySelector('.ring')");
    assertEquals(await game.read("document.body.dataset.screen"), "play");
    await game.keys("Enter", "2");
    await untilState(game, "towers", "1");
    assertEquals((await stateOf(game)).seconds, seconds);
    assertEquals((await stateOf(game)).coins, "240");
    // A screen reader has the board in words, and hears them again by a key.
    assertMatch(
      await game.read<string>("document.querySelector('.place .stage').ariaLabel"),
      /^Wave 0\/10\. 240 coins, 10 of 10 bites left, towers: 1\. Next: 6 Gumble\.$/,
    );
    await game.keys("KeyI");
    await game.until("/towers: 1/.test(document.querySelector('.announcer').textContent)");
    await game.keys("KeyX");
    await untilState(game, "towers", "0");
    await game.keys("Space", "KeyN");
    await untilState(game, "wave", "1");
    await game.until(`Number(document.querySelector('.place').dataset.seconds) > ${seconds}`);
  });

  await t.step("a game left in the middle is carried on after a reload", async () => {
    await using game = await openTafang({ profile: "phone", progress: EXPERIENCED });
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.untilScreen("maps");
    await game.press('[data-map="spiral"]');
    await game.untilScreen("play");
    await chooseOn(game, { cx: 3, cy: 1, choice: "whirl" });
    await game.press(".call-button");
    await untilState(game, "wave", "1");
    await game.until("Number(document.querySelector('.place').dataset.monsters) > 1");
    await game.press(".pause-button");
    await game.untilScreen("pause");
    const before = await stateOf(game);
    await game.reload();
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await untilState(game, "map", "spiral");
    const after = await stateOf(game);
    for (const key of ["coins", "wave", "towers", "carrot", "monsters"]) {
      assertEquals(after[key], before[key], key);
    }
    assertEquals(after.held, "true");
    assertMatch(await game.textOf(".toast"), /^Time stands still/);
  });

  await t.step("a game that has gone on for a while ends only after a question", async () => {
    await using game = await openTafang({ profile: "desktop", progress: EXPERIENCED, clock: 8 });
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.press('[data-map="knot"]');
    await game.untilScreen("play");
    await game.until("Number(document.querySelector('.place').dataset.seconds) >= 31");
    await game.keys("Space");
    await untilState(game, "held", "true");
    const { seconds } = await stateOf(game);
    const startOver = async () => {
      await game.press(".pause-button");
      await game.press(".screen-pause .actions .button:last-child");
      await game.untilScreen("ask");
    };
    await startOver();
    await game.press(".screen-ask .primary");
    await game.untilScreen("play");
    assertEquals((await stateOf(game)).seconds, seconds);
    await startOver();
    await game.press(".screen-ask .actions .button");
    await game.until("Number(document.querySelector('.place').dataset.seconds) < 30");
    assertEquals((await stateOf(game)).map, "knot");
  });

  await t.step("many coins and waves leave the bar's buttons free on a narrow phone", async () => {
    await using game = await openTafang({ profile: "phone", progress: EXPERIENCED });
    await game.untilScreen("title");
    await game.page.setViewport({ ...game.page.viewport()!, width: 360 });
    await game.press(".screen-title .primary");
    await game.press('[data-map="knot"]');
    await game.untilScreen("play");
    const free = await game.read<number>(`(() => {
      const [coins, carrot, wave] = document.querySelectorAll(".chip-value");
      [coins.textContent, carrot.textContent, wave.textContent] = ["12345", "10", "12/12"];
      return document.querySelector(".bar > .icon-button").getBoundingClientRect().left -
        document.querySelector(".chip.wave").getBoundingClientRect().right;
    })()`);
    assert(free >= 0, `${free}`);
  });

  await t.step("turning the screen keeps the game and moves the board", async () => {
    await using game = await openTafang({ profile: "phone", progress: EXPERIENCED });
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.press('[data-map="crossroads"]');
    await game.untilScreen("play");
    await chooseOn(game, { cx: 6, cy: 2, choice: "sling" });
    const upright = await cellPlace(game, 11, 0);
    await game.rotate();
    await game.until("innerWidth > innerHeight && document.querySelector('.hud .controls')");
    const lying = await cellPlace(game, 11, 0);
    assert(upright.y > upright.x && lying.x > lying.y);
    await chooseOn(game, { cx: 6, cy: 4, choice: "frost" });
    await untilState(game, "towers", "2");
    await game.rotate();
    await game.until("innerWidth < innerHeight && document.querySelector('.frame > .controls')");
    await chooseOn(game, { cx: 6, cy: 2, choice: "sell" });
    await untilState(game, "towers", "1");
  });

  await t.step("all words follow the language, and a refused purchase says why", async () => {
    await using game = await openTafang({
      profile: "desktop",
      language: "zh",
      progress: EXPERIENCED,
    });
    await game.until("document.title === '保卫萝卜'");
    assertEquals(await game.textOf(".screen-title .primary"), "开始游戏");
    await game.press(".screen-title .title-more .button:nth-child(2)");
    await game.untilScreen("settings");
    await game.page.evaluate(() => {
      const option = [...document.querySelectorAll("label.choice-option")]
        .find((label) => label.textContent === "English");
      option?.querySelector("input")?.click();
    });
    await game.until("document.title === 'Guard the Carrot'");
    await game.keys("Escape");
    await game.untilScreen("title");
    assertEquals(await game.textOf(".screen-title .primary"), "Play");
    await game.press(".screen-title .primary");
    assertEquals(await game.textOf('[data-map="sprout"] .map-name'), "Sprout Lane");
    await game.press('[data-map="sprout"]');
    await game.untilScreen("play");
    await game.keys("Space");
    await chooseOn(game, { cx: 3, cy: 2, choice: "sling" });
    await chooseOn(game, { cx: 5, cy: 2, choice: "sling" });
    await tapCell(game, 7, 2);
    assertEquals(
      await game.read("document.querySelector('[data-choice=frost]').ariaLabel"),
      "Frost Can, 120 coins",
    );
    await game.press('[data-choice="frost"]');
    await game.see(".coins.refuse");
    await untilState(game, "towers", "2");
  });

  await t.step(
    "a finger that rests on the ring reads about a tower and builds nothing",
    async () => {
      await using game = await openTafang({ profile: "phone", progress: EXPERIENCED });
      await game.untilScreen("title");
      await game.press(".screen-title .primary");
      await game.press('[data-map="firs"]');
      await game.untilScreen("play");
      await game.press(".hold-button");
      await tapCell(game, 3, 3);
      const lamp = await game.middleOf('[data-choice="lamp"]');
      const finger = await game.page.touchscreen.touchStart(lamp.x, lamp.y);
      await game.see(".ring-note");
      assertEquals(await game.textOf(".ring-note strong"), "Firefly Lamp, 150 coins");
      const since = await game.read<number>("performance.now()");
      await game.until(`performance.now() > ${since + 700}`);
      await finger.end();
      await game.see(".ring-note");
      assertEquals((await stateOf(game)).towers, "0");
      await game.press('[data-choice="lamp"]');
      await untilState(game, "towers", "1");
    },
  );

  await t.step(
    "the end of a lost game names the monster that won and what helps, and the game can be tried again",
    async () => {
      await using game = await openTafang({
        profile: "desktop",
        progress: { ...EXPERIENCED, losses: { zigzag: 2 } },
        clock: 8,
      });
      await game.untilScreen("title");
      await game.press(".screen-title .primary");
      await game.press('[data-map="zigzag"]');
      await game.untilScreen("play");
      await game.press(".speed-button");
      // New monsters are announced when they come.
      await game.press(".call-button");
      await game.see(".news");
      await game.page.waitForFunction("document.body.dataset.screen === 'lose'", LONG_GAME);
      assertEquals(await game.textOf(".culprit strong"), "Most bites: Gumble");
      // After a third loss there is a hint and help, too, and a low phone has room for all of it.
      await game.page.setViewport({ width: 844, height: 390 });
      await game.until("innerHeight === 390");
      await game.see(".advice");
      assertEquals((await game.page.$$(".screen-lose .actions .button")).length, 3);
      const beyond = await game.read<number>(`(() => {
        const { scrollHeight, clientHeight } = document.querySelector(".screen-lose");
        return scrollHeight - clientHeight;
      })()`);
      assert(beyond <= 0, `${beyond}`);
      await game.press(".screen-lose .primary");
      await game.untilScreen("play");
      await untilState(game, "carrot", "10");
    },
  );

  await t.step("marking, the almanac and the endless arena answer to a finger", async () => {
    await using game = await openTafang({
      profile: "phone",
      language: "zh",
      progress: EXPERIENCED,
    });
    await game.untilScreen("title");
    await game.press(".screen-title .actions .button:nth-child(3)");
    await game.untilScreen("almanac");
    assertEquals((await game.page.$$(".screen-almanac .card")).length, 24);
    assertEquals((await game.page.$$(".screen-almanac .card.unmet")).length, 13);
    await game.press(".panel-back");
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.press('[data-map="arena"]');
    await game.untilScreen("play");
    await game.press(".hold-button");
    await chooseOn(game, { cx: 2, cy: 2, choice: "beam" });
    await tapCell(game, 2, 3);
    await untilState(game, "marked", "crate");
    await tapCell(game, 2, 3);
    await untilState(game, "marked", "");
  });
});
