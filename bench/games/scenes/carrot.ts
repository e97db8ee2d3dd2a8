// Scenes of the carrot game.
import { startSession } from "../../../games/tafang/play/session.ts";
import { findMap } from "../../../games/tafang/maps/maps.ts";
import { MONSTERS } from "../../../games/tafang/rules/monsters_table.ts";
import { plannerStrategy } from "../../../tests/games/tafang/strategies.ts";
import { EXPERIENCED } from "../../../tests/e2e/tafang_player.ts";
import type { TestPage } from "../../../tests/support/browser.ts";
import { PREPARE } from "../tafang_frames.ts";
import { play, type Scene, setViewport, stored } from "./scene.ts";

/** A wave with a dozen monsters on the board, of whom some are there half a minute later. */
const [MAP, SEED, STEP] = ["spiral", 1, 6600] as const;

/** The recording of a planner's game up to that wave. */
function middleOfMap(): Record<string, string> {
  const session = startSession({ map: findMap(MAP)!, seed: SEED, endless: false, listeners: [] });
  const choose = plannerStrategy();
  while (session.game.step < STEP) {
    if (session.game.step % 15 === 0) {
      for (let action = choose(session.game); action;) {
        action = session.act(action) === undefined ? choose(session.game) : undefined;
      }
    }
    session.step();
  }
  const met = Object.keys(MONSTERS);
  return stored("tafang", { ...EXPERIENCED, met, current: session.recording });
}

/** Carries the recorded game on; a resumed game is held until the player goes on. */
async function carryOn(page: TestPage): Promise<void> {
  await play(page);
  await page.press(".hold-button");
  await page.until("document.querySelector('.place').dataset.held === 'false'");
}

async function crowdRoad(page: TestPage): Promise<void> {
  await page.page.evaluate(setViewport);
  await page.read("void (globalThis.drawApart = true)");
  await page.read(PREPARE);
  await page.read(`void requestAnimationFrame(function tick() {
    const { play, view, game, refill } = globalThis.crowd;
    refill();
    play.step();
    view.draw(game, { alpha: 0.5, frameMs: 16.7, still: false });
    requestAnimationFrame(tick);
  })`);
  page.problems.length = 0; // A bare page asks for an icon that no game has.
}

async function openMaker(page: TestPage): Promise<void> {
  await page.untilScreen("title");
  await page.press(".screen-title .primary");
  await page.untilScreen("maps");
  await page.read(`document.querySelector(".make-card").scrollIntoView()`);
  await page.press(".make-card");
  await page.untilScreen("maker");
  await page.see(".maker-board .stage");
}

const experienced = () => stored("tafang", EXPERIENCED);

export const CARROT_SCENES: readonly Scene[] = [
  {
    name: "tafang: a wave in the middle of a map",
    game: "tafang",
    weight: "typical",
    storage: middleOfMap,
    show: carryOn,
  },
  {
    name: "tafang: 100 monsters, 20 towers",
    game: "tafang",
    weight: "heaviest",
    after: "style.css",
    show: crowdRoad,
  },
  {
    name: "tafang: the map maker",
    game: "tafang",
    weight: "typical",
    storage: experienced,
    show: openMaker,
  },
];
