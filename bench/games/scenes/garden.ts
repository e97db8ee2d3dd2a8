// Scenes of the garden and of its unlocked edition.
import { fitStage } from "../../../games/kit/fit.ts";
import { COLS, PLANT_KINDS, ROWS, ZOMBIE_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { createWorld, type World } from "../../../games/zwdzjs-v1/rules/world.ts";
import { boardX, boardY, layoutOf, SIZES } from "../../../games/zwdzjs-v1/view/layout.ts";
import { encodeLawn } from "../../../games/zwdzjs-v2/lawn/code.ts";
import { BARE } from "../../../games/zwdzjs-v2/lawn/lawn.ts";
import type { TestPage } from "../../../tests/support/browser.ts";
import { setFor } from "../../../tests/support/garden/best_sets.ts";
import { planAction } from "../../../tests/support/garden/planner.ts";
import { bringCrowd, HAND, MODULES, type Rig, setUp, ZOMBIES } from "../garden_frames.ts";
import { choose, play, type Scene, stored } from "./scene.ts";

/** A wave with plants, zombies and shots all over the lawn, which lasts for most of a minute without another plant. */
const [LEVEL, SEED, TICK] = [10, 4, 9000];

/** The world of a planner's game at that wave. */
function middleOfLevel(): World {
  const world = createWorld({ level: LEVEL, seed: SEED, plants: setFor(LEVEL) });
  while (world.tick < TICK) {
    if (world.tick % 30 === 0) {
      for (const { id } of [...world.suns]) applyAction(world, { kind: "collect", id });
      const planned = planAction(world);
      if (planned) applyAction(world, planned);
    }
    step(world);
    world.happenings.length = 0;
  }
  return world;
}

const experienced = { stars: Array.from({ length: 20 }, () => 2), best: 0, met: 20 };

async function crowdGarden(page: TestPage): Promise<void> {
  const base = await page.read<string>("new URL('.', location.href).href");
  await page.page.evaluate(setUp, base, MODULES, true);
  await page.page.evaluate(bringCrowd, ZOMBIES);
  await page.page.evaluate((hand) => {
    const { rig } = globalThis as unknown as { rig: Rig };
    requestAnimationFrame(function tick() {
      rig.refill(rig.world!);
      rig.step(rig.world!);
      rig.scene.draw(rig.world!, hand);
      requestAnimationFrame(tick);
    });
  }, HAND);
  page.problems.length = 0; // A bare page asks for an icon that no game has.
}

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

/** Takes an item of the tray in hand and taps a cell with it. */
async function use(page: TestPage, item: string, x: number, y: number): Promise<void> {
  await page.press(`[data-item="${item}"]`);
  await tap(page, x, y);
}

/** Lets the game run faster for some seconds of its own, so that somebody has come. */
async function letCome(page: TestPage, zombies: number): Promise<void> {
  await page.read(`void (location.hash = "clock=4")`);
  await page.until(
    `Number(document.querySelector('canvas.stage').dataset.zombies) >= ${zombies}`,
  );
  await page.read(`void (location.hash = "clock=1")`);
}

function stall(id: string, what: string, show: (page: TestPage) => Promise<void>): Scene {
  return {
    name: `zwdzjs-v1: ${what}`,
    game: "zwdzjs-v1",
    weight: "typical",
    storage: () => stored("zwdzjs-v1", experienced),
    async show(page) {
      await choose(page, "Garden fair");
      await page.untilScreen("fair");
      await page.press(`[data-stall=${id}]`);
      await page.untilScreen("play");
      await show(page);
    },
  };
}

/** A lawn with a plant in each cell and a crowd among them. */
function fullLawn(): Record<string, string> {
  const cells = Array.from({ length: ROWS * COLS }, (_, at) => at);
  const draft = encodeLawn({
    ...BARE,
    plants: cells.map((at) => ({
      kind: PLANT_KINDS[at % PLANT_KINDS.length]!,
      row: Math.floor(at / COLS),
      col: at % COLS,
    })),
    zombies: cells.map((at) => ({
      kind: ZOMBIE_KINDS[at % ZOMBIE_KINDS.length]!,
      row: at % ROWS,
      tenths: 40 + (at * 7) % 55,
    })),
  });
  const slots = Array.from({ length: 6 }, () => null);
  return stored("zwdzjs-v2.lawns", { draft, slots });
}

async function openSandbox(page: TestPage): Promise<void> {
  await choose(page, "Sandbox");
  await page.untilScreen("play");
}

async function raid(page: TestPage): Promise<void> {
  await choose(page, "Play the zombies");
  await page.press("[data-raid=snack]");
  await page.untilScreen("play");
  await use(page, "send hat", 3.5, 2.5);
}

async function puzzle(page: TestPage): Promise<void> {
  await choose(page, "Puzzles");
  await page.press("[data-puzzle=bait]");
  await page.untilScreen("play");
  for (const [row, col] of [[1, 6], [2, 8], [3, 6]] as const) {
    await use(page, "sow fern", col + 0.5, row + 0.5);
  }
  await page.press(".go");
}

export const GARDEN_SCENES: readonly Scene[] = [
  {
    name: "zwdzjs-v1: a wave in the middle of a level",
    game: "zwdzjs-v1",
    weight: "typical",
    storage: () => stored("zwdzjs-v1", { ...experienced, game: middleOfLevel() }),
    show: play,
  },
  {
    name: "zwdzjs-v1: 80 zombies, 40 plants",
    game: "zwdzjs-v1",
    weight: "heaviest",
    after: "style.css",
    show: crowdGarden,
  },
  stall("bowling", "bowling with roosters", (page) => letCome(page, 3)),
  stall("moving", "moving day", (page) => letCome(page, 2)),
  stall("lights", "lights out", (page) => letCome(page, 2)),
  stall("sleepers", "let them sleep", (page) => tap(page, 5.5, 2.5)),
  {
    name: "zwdzjs-v2: a full lawn is set up",
    game: "zwdzjs-v2",
    weight: "typical",
    storage: fullLawn,
    show: openSandbox,
  },
  {
    name: "zwdzjs-v2: a full lawn runs",
    game: "zwdzjs-v2",
    weight: "heaviest",
    storage: fullLawn,
    async show(page) {
      await openSandbox(page);
      await page.press(".build-run");
    },
  },
  { name: "zwdzjs-v2: the zombies' side", game: "zwdzjs-v2", weight: "typical", show: raid },
  { name: "zwdzjs-v2: a puzzle runs", game: "zwdzjs-v2", weight: "typical", show: puzzle },
];
