import { assert, assertEquals } from "@std/assert";
import type { TestPage } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";
import {
  cellPlace,
  chooseOn,
  EXPERIENCED,
  openTafang,
  tapCell,
  untilState,
} from "./tafang_player.ts";

/** Waits until the edge of something lies beside the meadow, with the columns of the board to its left. */
async function untilBeside(game: TestPage, left: string): Promise<void> {
  const { x, cellPx } = await cellPlace(game, 11, 0);
  await game.until(`${left} >= ${x + cellPx / 2}`);
}

test("the lesson and the news of the carrot game", async (t) => {
  await t.step("the lesson lets nobody wait for the first wave", async () => {
    await using game = await openTafang({ profile: "phone" });
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.see(".hint");
    await chooseOn(game, { cx: 3, cy: 2, choice: "sling" });
    const asks = "/Tap Next wave/.test(document.querySelector('.hint').textContent)";
    await game.until(asks);
    await game.press(".call-button");
    await untilState(game, "wave", "1");
    await game.until(`!${asks}`);
    // A game that is carried on goes on with what is still to be learnt.
    await game.reload();
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.see(".hint");
  });

  await t.step(
    "the lesson points at its words' things, and covers none of a low board",
    async () => {
      await using game = await openTafang({ profile: "phone" });
      await game.untilScreen("title");
      await game.rotate();
      await game.press(".screen-title .primary");
      await game.see(".hint");
      await untilBeside(game, "document.querySelector('.hint').getBoundingClientRect().left");
      await tapCell(game, 3, 2);
      await game.see('.pointed[data-choice="sling"]');
      assertEquals((await game.page.$$(".pointed")).length, 1);
      await game.press('[data-choice="sling"]');
      await game.see(".call-button.pointed");
    },
  );

  await t.step("a card of news is low, and time stands still while it is read", async () => {
    const progress = { stars: { sprout: EXPERIENCED.stars.sprout }, met: [], taught: true };
    await using game = await openTafang({ profile: "phone", progress });
    await game.untilScreen("title");
    await game.rotate();
    await game.press(".screen-title .primary");
    await game.press('[data-map="zigzag"]');
    await game.untilScreen("play");
    await game.see(".news");
    assertEquals(await game.textOf(".news strong"), "New tower: Puffball Mortar");
    const left = "document.querySelector('.news').getBoundingClientRect().left";
    await untilBeside(game, left);
    await game.rotate();
    await game.until("innerWidth < innerHeight");
    const height = "document.querySelector('.news').offsetHeight";
    assert(await game.read<number>(height) < 60, await game.read(height));
    await game.press(".news");
    await untilState(game, "held", "true");
    await game.press(".news");
    await untilState(game, "held", "false");
    assertEquals(await game.read("document.querySelector('.news')"), null);
    // The beam, which this map does not have, is no help here.
    await game.press(".call-button");
    await game.until("/Gumble/.test(document.querySelector('.news strong')?.textContent)");
    assertEquals((await game.page.$$(".news .answer.good")).length, 2);
    assertEquals((await game.page.$$(".news .answer.bad")).length, 0);
  });
});
