// Measures the carrot game in Chromium: a step and a drawing with a hundred monsters while the CPU is
// slowed four times, and the memory over a long game.
//
//   deno run -P=bench --import-map=.import_map.json bench/games/tafang_frames.ts [desktop|phone|memory]...
//
// A step and a drawing are the script's own share of a frame: the rules and every call on the canvas. Without a GPU the
// canvas only records those calls, and software fills the pixels later; on a tablet the GPU does that beside the script.
// That raster is reported separately, for just enough frames to compare.
import type { CDPSession, Page } from "puppeteer-core";
import { serveGames } from "../../tests/support/game_server.ts";
import { startBrowser } from "../../tests/support/browser.ts";
import { firstError } from "./first_error.ts";
import { print } from "../support/print.ts";

const SLOWED = 4;
const MONSTERS = 100;
const FRAMES = 150;
/**
 * The frames with software raster. Software rasters the whole screen in each, which no tablet does, so a few are
 * enough.
 */
const RASTER_FRAMES = 20;
/** The rounds. The game is the same in each, so a frame's median over the rounds excludes other programs' load. */
const ROUNDS = 3;
const MINUTES = 10;
/** The minutes of play between two measurements of the heap. */
const STRETCH = 1;

/** Makes a crowded board beside the page's own, for the other scripts. */
export const PREPARE = `(async () => {
  const [{ Stage }, { View }, layout, maps, session, { spawnMonster }, towers] = await Promise.all(
    ["../kit/stage.ts", "view/view.ts", "art/layout.ts", "maps/maps.ts", "play/session.ts",
     "rules/monsters.ts", "rules/towers_table.ts"].map((path) => import(new URL(path, location.href).href)));
  const host = document.createElement("div");
  host.style.cssText = "position:fixed;inset:0;z-index:9";
  document.body.append(host);
  for (const screen of document.querySelectorAll("dialog")) screen.close();
  const stage = new Stage({
    host, ...layout.STAGE_SIZES, apart: globalThis.drawApart, onSharpness: () => view.sprites.forget(),
  });
  const view = new View(stage);
  view.relayout({ x: 0, y: 0 });
  const begin = () => {
  const map = { ...maps.findMap("moonlight"), coins: 1e6, toughness: 40 };
  const play = session.startSession({ map, seed: 1, endless: false,
    listeners: [(event, game) => view.show(event, game)] });
  const { game } = play;
  game.restSteps = Number.MAX_SAFE_INTEGER;
  let kind = 0;
  game.ground.forEach((ground, cell) => {
    if (ground !== "free" || game.towers.length >= 20) return;
    const at = { cx: cell % 12, cy: Math.floor(cell / 12) };
    play.act({ do: "build", ...at, tower: towers.TOWER_KINDS[kind++ % 9] });
    play.act({ do: "upgrade", ...at });
    play.act({ do: "upgrade", ...at });
  });
  const KINDS = ["gumble", "scoot", "tinback", "flutter", "bubbloo", "mossback", "embertail",
    "snowfluff", "nursecap", "sesame"];
  let next = 0;
  return { play, view, game, stage, refill() {
    game.carrot = 10;
    game.outcome = "running";
    while (game.monsters.length < ${MONSTERS}) {
      const path = game.paths[next % 2];
      spawnMonster(game, { kind: KINDS[next % KINDS.length], path, distance: (next * 0.37) % 16 });
      next++;
    }
  } };
  };
  globalThis.crowd = begin();
  globalThis.beginCrowd = () => globalThis.crowd = begin();
})()`;

/** Runs a step and a drawing in each frame. @returns the milliseconds of each, without the wait between them */
const MEASURE = `new Promise((done) => {
  const { play, view, game, stage, refill } = globalThis.beginCrowd();
  const times = [];
  let frame = 0;
  requestAnimationFrame(function tick() {
    refill();
    const start = performance.now();
    play.step();
    view.draw(game, { alpha: 0.5, frameMs: 16.7, still: false });
    const elapsed = performance.now() - start;
    // The first half second makes the pictures; for a player, the first wave's banner hides that.
    if (frame++ >= 30) times.push(elapsed);
    // The canvas is cleared before it is shown, so that no software raster runs between two frames.
    stage.begin();
    if (times.length < ${FRAMES}) requestAnimationFrame(tick);
    else done(times);
  });
})`;

/** Plays some minutes at full speed with a constant number of monsters, and draws every two seconds. */
const SOAK = `(async () => {
  const { play, view, game, refill } = globalThis.crowd;
  for (let step = 0; step < 30 * 60 * ${STRETCH}; step++) {
    if (step % 15 === 0) refill();
    play.step();
    if (step % 60 === 0) {
      view.draw(game, { alpha: 0.5, frameMs: 2000, still: false });
      await new Promise((done) => requestAnimationFrame(done));
    }
  }
})()`;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function heapMiB(page: Page, session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { JSHeapUsedSize } = await page.metrics();
  return (JSHeapUsedSize ?? 0) / 2 ** 20;
}

/** Draws with a copy of each picture, which forces the software canvas to draw the calls that it has only recorded. */
const RASTER = `new Promise((done) => {
  const { play, view, game, refill } = globalThis.crowd;
  const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const canvas = document.querySelector("div[style*=fixed] canvas.stage");
  const times = [];
  requestAnimationFrame(function tick() {
    refill();
    const start = performance.now();
    play.step();
    view.draw(game, { alpha: 0.5, frameMs: 16.7, still: false });
    copy.drawImage(canvas, 0, 0);
    copy.getImageData(0, 0, 1, 1);
    times.push(performance.now() - start);
    if (times.length < ${RASTER_FRAMES}) requestAnimationFrame(tick);
    else done(times);
  });
})`;

function printTimes(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => quantile(sorted, share).toFixed(1);
  print(`  ${name}: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, worst ${at(1)}`);
}

async function measureFrames(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await page.evaluate(PREPARE);
  await page.evaluate(MEASURE); // After one round the pictures exist and the code is compiled.
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await page.evaluate(MEASURE) as number[]);
  }
  const frames = rounds[0]!.map((_, frame) =>
    quantile(rounds.map((times) => times[frame]!).sort((a, b) => a - b), 0.5)
  );
  printTimes(`slowed ${SLOWED} times, step and draw, median of ${ROUNDS} rounds`, frames);
  printTimes(`slowed ${SLOWED} times, step and draw, every frame`, rounds.flat());
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  printTimes("not slowed, raster in software too", await page.evaluate(RASTER) as number[]);
}

async function measureMemory(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await page.evaluate(PREPARE);
  for (let passed = 0; passed < MINUTES; passed += STRETCH) {
    await page.evaluate(SOAK);
    print(`  minute ${passed + STRETCH}: ${(await heapMiB(page, session)).toFixed(1)}`);
  }
}

const PARTS = {
  desktop: {
    title: `${MONSTERS} monsters, 20 towers on a desktop, in ms`,
    profile: "desktop",
    measure: measureFrames,
  },
  phone: {
    title: `${MONSTERS} monsters, 20 towers on a phone, in ms`,
    profile: "phone",
    measure: measureFrames,
  },
  memory: {
    title: "a long game, heap after garbage collection, in MiB",
    profile: "desktop",
    measure: measureMemory,
  },
} as const;

async function main(asked: readonly string[]): Promise<void> {
  await using server = serveGames();
  await using browser = await startBrowser();
  for (const [name, { title, profile, measure }] of Object.entries(PARTS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    await using game = await browser.open(`${server.origin}/games/tafang/`, { profile });
    await game.untilScreen("title");
    print(`${title}:`);
    await measure(game.page);
  }
}

if (import.meta.main) {
  await main(Deno.args).catch((error: unknown) => {
    throw firstError(error);
  });
}
