import { assert, assertEquals, assertMatch } from "@std/assert";
import { decodeMap } from "../../games/tafang/maps/map_code.ts";
import { fitStage } from "../../games/kit/fit.ts";
import { makeQr } from "../../games/kit/qr.ts";
import { layoutFor, STAGE_SIZES } from "../../games/tafang/art/layout.ts";
import { sharedBrowser, type TestPage } from "../support/browser.ts";
import { LAN_NAME } from "../support/chromium.ts";
import { serveGames } from "../support/game_server.ts";
import { browserTest as test } from "../support/programs.ts";
import { EXPERIENCED, openTafang, stateOf, untilState } from "./tafang_player.ts";

/** The modules along a side of a link's QR code, with the quiet ones around it. */
const sizeOfQr = (link: string) => makeQr(link)!.length + 8;

/** The middle of a cell of the maker's board in the window. */
async function makerCell(game: TestPage, cx: number, cy: number) {
  const box = await game.read<{ x: number; y: number; width: number; height: number }>(
    `(() => {
      const { x, y } = document.querySelector('.maker-board .stage').getBoundingClientRect();
      const { clientWidth, clientHeight } = document.querySelector('.maker-board');
      return { x, y, width: clientWidth, height: clientHeight };
    })()`,
  );
  const fit = fitStage(box, STAGE_SIZES);
  const layout = layoutFor(fit.orientation);
  return {
    x: box.x + fit.left + layout.toX(cx + 0.5, cy + 0.5) * fit.scale,
    y: box.y + fit.top + layout.toY(cx + 0.5, cy + 0.5) * fit.scale,
  };
}

async function openMaker(game: TestPage): Promise<void> {
  await game.untilScreen("title");
  await game.press(".screen-title .primary");
  await game.untilScreen("maps");
  // The maker begins with a map of chance, the same in every run.
  await game.page.evaluate(() => {
    Object.assign(crypto, { getRandomValues: (values: Uint32Array) => values.fill(7) });
  });
  await game.page.evaluate(() => document.querySelector(".make-card")!.scrollIntoView());
  await game.press(".make-card");
  await game.untilScreen("maker");
  await game.see(".maker-board .stage");
}

/** Draws a line with a finger over the middles of cells. */
async function draw(game: TestPage, cells: readonly (readonly [number, number])[]): Promise<void> {
  const [first, ...rest] = await Promise.all(cells.map(([cx, cy]) => makerCell(game, cx, cy)));
  const finger = await game.page.touchscreen.touchStart(first!.x, first!.y);
  for (const { x, y } of rest) await finger.move(x, y);
  await finger.end();
}

const status = (game: TestPage) => game.textOf(".maker-status");

test("the map maker", async (t) => {
  let code = "";

  await t.step(
    "a finger draws a road, and the maker says what is missing until it can be played",
    async () => {
      await using game = await openTafang({ profile: "phone", progress: EXPERIENCED });
      await openMaker(game);
      assertEquals(await status(game), "Ready to play.");
      await game.page.evaluate(() =>
        (document.querySelectorAll(".maker-row .button")[2] as HTMLElement).click()
      );
      assertMatch(await status(game), /at least 8 cells/);
      await game.page.evaluate(() => document.querySelector(".brush-bar")!.scrollIntoView());
      await draw(game, [[0, 1], [1, 1], [2, 1], [3, 1], [4, 1], [5, 1], [6, 1], [6, 2], [6, 3]]);
      await draw(game, [[6, 3], [6, 4], [6, 5], [5, 5], [4, 5], [3, 5]]);
      assertEquals(await status(game), "Ready to play.");
      // Chromium may take a tap right after a stroke for the stroke's end.
      const isChosen = `document.querySelector('[data-brush="s"]').ariaPressed === "true"`;
      for (let tries = 0; tries < 10 && !await game.read(isChosen); tries++) {
        await game.press('[data-brush="s"]');
        await game.read("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
      }
      await game.until(isChosen);
      await draw(game, [[3, 3]]);
      await game.press('[data-kind="flutter"]');
      await game.page.type(".maker-name input", "Hook");
      await game.page.evaluate(() =>
        (document.querySelectorAll(".maker-row .button")[5] as HTMLElement).click()
      );
      await game.untilScreen("share");
      code = await game.read<string>("document.querySelector('.share-text').value");
      const made = decodeMap(code)!;
      assert(code.length <= 200, code);
      assertEquals([made.name, made.rows[3]![3], made.road.length], ["Hook", "s", 14]);
      const link = await game.read<string>("document.querySelectorAll('.share-text')[1].value");
      assert(link.endsWith(`#map=${code}`), link);
      // This page's address reaches only this machine, so no camera is asked to read it, and the code comes first.
      assertMatch(await game.textOf(".share-field:last-of-type span"), /this computer only/);
      assertEquals(await game.read("document.querySelector('.qr')"), null);
      await game.press(".screen-share .primary");
      await game.until("document.querySelector('.toast')?.textContent === 'Copied'");
    },
  );

  await t.step(
    "a low phone shows the whole map, and a hand beside it does not stop the finger",
    async () => {
      await using game = await openTafang({ profile: "phone", progress: EXPERIENCED });
      await game.untilScreen("title");
      await game.rotate();
      await openMaker(game);
      const low = "document.querySelector('.maker-board').getBoundingClientRect().bottom";
      await game.until(`${low} <= innerHeight`);
      const { x, y } = await game.middleOf(".maker-right legend");
      const hand = await game.page.touchscreen.touchStart(x, y);
      const at = await makerCell(game, 0, 0);
      const finger = await game.page.touchscreen.touchStart(at.x, at.y);
      await finger.end();
      await hand.end();
      assertMatch(await status(game), /at least 8 cells/);
    },
  );

  await t.step("the link is a QR code where others reach the game", async () => {
    await using server = serveGames();
    const address = new URL(`/games/tafang/#map=${code}`, server.origin);
    address.hostname = LAN_NAME;
    const browser = await sharedBrowser();
    await using game = await browser.open(address.href, { profile: "phone", language: "en" });
    await game.untilScreen("maker");
    await game.press(".maker-ends .button:nth-child(3)");
    await game.untilScreen("share");
    assertEquals(await game.read("document.querySelector('.qr').width"), sizeOfQr(address.href));
    assertEquals(
      await game.textOf(".by-camera p"),
      "Scan it with a camera, and the map opens there.",
    );
  });

  await t.step("who opens a link plays its map with one tap", async () => {
    await using game = await openTafang({
      profile: "phone",
      progress: EXPERIENCED,
      after: `#map=${code}`,
    });
    await game.untilScreen("maker");
    // Nothing has to be scrolled for it.
    const { y } = await game.middleOf(".maker-ends .primary");
    assert(y < 400, `${y}`);
    await game.press(".maker-ends .primary");
    await untilState(game, "map", `made:${code}`);
  });

  await t.step(
    "a made map ends a game that has gone on for a while only after a question",
    async () => {
      await using game = await openTafang({
        profile: "desktop",
        progress: { ...EXPERIENCED, made: [code] },
        clock: 4,
      });
      await game.untilScreen("title");
      await game.press(".screen-title .primary");
      await game.press('[data-map="knot"]');
      await game.untilScreen("play");
      await game.until("Number(document.querySelector('.place').dataset.seconds) >= 31");
      const playMade = async () => {
        await game.press(".pause-button");
        await game.press(".screen-pause .actions .button:nth-child(2)");
        // From a game on the made map it is the way back to the maker, from others to the list of maps.
        await game.see(".make-card + .map-card, .maker-ends");
        if (!await game.page.$(".maker-ends")) await game.press(".make-card + .map-card");
        await game.untilScreen("maker");
        await game.press(".maker-ends .primary");
      };
      await playMade();
      await game.untilScreen("ask");
      await game.press(".screen-ask .primary");
      await untilState(game, "map", "knot");
      await playMade();
      await game.untilScreen("ask");
      await game.press(".screen-ask .actions .button");
      await untilState(game, "map", `made:${code}`);
      // Its maker goes back and forth between the board and the game.
      await game.until("Number(document.querySelector('.place').dataset.seconds) >= 31");
      await game.keys("Space");
      await playMade();
      await game.untilScreen("play");
      await game.until("Number(document.querySelector('.place').dataset.seconds) < 30");
    },
  );

  await t.step("a map is thrown away only after a question", async () => {
    await using game = await openTafang({
      profile: "desktop",
      progress: { ...EXPERIENCED, made: [code] },
    });
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.press(".make-card + .map-card");
    await game.untilScreen("maker");
    await game.press(".maker-ends .button:last-child");
    await game.untilScreen("ask");
    await game.press(".screen-ask .primary");
    await game.untilScreen("maker");
    await game.press(".maker-ends .button:last-child");
    await game.press(".screen-ask .actions .button");
    await game.untilScreen("maps");
    assertEquals(await game.read("document.querySelector('.make-card + .map-card')"), null);
  });

  await t.step("a code opens the map elsewhere, which is played and kept", async () => {
    await using game = await openTafang({
      profile: "desktop",
      language: "zh",
      progress: EXPERIENCED,
    });
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.page.type(".code-form input", code.slice(1));
    await game.keys("Enter");
    await game.see(".toast");
    await game.page.evaluate(() =>
      document.querySelector<HTMLInputElement>(".code-form input")!.value = ""
    );
    await game.page.type(".code-form input", code);
    await game.keys("Enter");
    await game.untilScreen("maker");
    assertEquals(await status(game), "收到地图“Hook”，可以直接玩，也可以改。");
    await game.press(".maker-ends .primary");
    await game.untilScreen("play");
    await untilState(game, "map", `made:${code}`);
    await game.keys("KeyN");
    await untilState(game, "wave", "1");
    await game.reload();
    await game.untilScreen("title");
    assertEquals(await game.textOf(".screen-title .primary"), "接着玩：Hook");
    await game.press(".screen-title .primary");
    await untilState(game, "map", `made:${code}`);
    assertEquals((await stateOf(game)).wave, "1");
  });

  await t.step("keys alone paint, say where they are and take back", async () => {
    await using game = await openTafang({ profile: "desktop", progress: EXPERIENCED });
    await openMaker(game);
    await game.page.focus('[data-brush="c"]');
    await game.keys("Enter");
    await game.page.focus(".maker-board .stage");
    await game.keys("ArrowRight", "ArrowUp", "ArrowUp", "ArrowUp");
    await game.until(
      "document.querySelector('.announcer').textContent.startsWith('Column 1, row 1')",
    );
    const before = await game.read<boolean>(
      "document.querySelectorAll('.maker-row .button')[0].disabled",
    );
    assertEquals(before, true);
    await game.keys("Enter");
    await game.until("!document.querySelectorAll('.maker-row .button')[0].disabled");
    await game.page.evaluate(() =>
      (document.querySelectorAll(".maker-row .button")[0] as HTMLElement).click()
    );
    await game.until("document.querySelectorAll('.maker-row .button')[0].disabled");
  });

  await t.step("a map that is being drawn is still there after the page was closed", async () => {
    await using game = await openTafang({ profile: "desktop", progress: EXPERIENCED });
    await openMaker(game);
    const wipe = "document.querySelectorAll('.maker-row .button')[2].click()";
    await game.read(wipe);
    await game.reload();
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.press(".make-card + .map-card");
    await game.untilScreen("maker");
    assertMatch(await status(game), /at least 8 cells/);
    await game.press(".maker-ends .button:last-child");
    await game.press(".screen-ask .actions .button");
    await game.untilScreen("maps");
    assertEquals(await game.read("document.querySelector('.make-card + .map-card')"), null);
  });

  await t.step("the test player tries the map out", async () => {
    await using game = await openTafang({ profile: "desktop", progress: EXPERIENCED });
    await openMaker(game);
    await game.page.evaluate(() =>
      (document.querySelectorAll(".maker-row .button")[4] as HTMLElement).click()
    );
    await game.until("/Our test player/.test(document.querySelector('.maker-status').textContent)");
  });
});
