// Measures the carrot game in Chromium: a step and a drawing with a hundred monsters while the CPU is
// slowed four times, and the memory over a long game.
//
//   deno run --import-map=.import_map.json --allow-all bench/tafang.ts [FRAMES] [MINUTES]
import type { CDPSession, Page } from "puppeteer-core";
import { serveGames } from "../tests/support/game_server.ts";
import { startBrowser } from "../tests/support/browser.ts";
import { print } from "./support/print.ts";

const SLOWED = 4;
const MONSTERS = 100;
const FRAMES = Number(Deno.args[0] ?? 300);
/** The game is the same each time, so that a frame's median over rounds is free of other programs. */
const ROUNDS = 5;
const MINUTES = Number(Deno.args[1] ?? 60);
/** Game minutes between two looks at the heap. */
const STRETCH = 5;

/** Makes a crowded board next to the page's own and hands it to the other scripts. */
const PREPARE = `(async () => {
  const [{ Stage }, { View }, layout, maps, session, { spawnMonster }, towers] = await Promise.all(
    ["./kit/stage.ts", "./view.ts", "./layout.ts", "./maps.ts", "./session.ts",
     "./rules_monsters.ts", "./towers.ts"].map((path) => import(new URL(path, location.href).href)));
  const host = document.createElement("div");
  host.style.cssText = "position:fixed;inset:0;z-index:9";
  document.body.append(host);
  for (const screen of document.querySelectorAll("dialog")) screen.close();
  const stage = new Stage({ host, ...layout.STAGE_SIZES });
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
  return { play, view, game, refill() {
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

/** Steps and draws once a frame. @returns milliseconds of each, without the wait between them */
const MEASURE = `new Promise((done) => {
  const { play, view, game, refill } = globalThis.beginCrowd();
  const times = [];
  let frame = 0;
  requestAnimationFrame(function tick() {
    refill();
    const start = performance.now();
    play.step();
    view.draw(game, { alpha: 0.5, frameMs: 16.7, still: false });
    const elapsed = performance.now() - start;
    // The first second makes the pictures; a player sees that behind the first wave's banner.
    if (frame++ >= 60) times.push(elapsed);
    if (times.length < ${FRAMES}) requestAnimationFrame(tick);
    else done(times);
  });
})`;

/** Some minutes of play at full speed, a drawing every two seconds, as many monsters all the time. */
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

async function bench(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await page.evaluate(PREPARE);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await page.evaluate(MEASURE) as number[]);
  }
  const frames = rounds[0]!.map((_, frame) =>
    quantile(rounds.map((times) => times[frame]!).sort((a, b) => a - b), 0.5)
  ).sort((a, b) => a - b);
  const all = rounds.flat().sort((a, b) => a - b);
  print(
    `step and draw, ${MONSTERS} monsters, 20 towers, CPU slowed ${SLOWED} times, ` +
      `${FRAMES} frames in ${ROUNDS} rounds: median ${quantile(frames, 0.5).toFixed(1)} ms, ` +
      `p99 ${quantile(frames, 0.99).toFixed(1)} ms; every single frame, with whatever else ran: ` +
      `p99 ${quantile(all, 0.99).toFixed(1)} ms (a frame is 16.7 ms)`,
  );
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const heaps = [await heapMiB(page, session)];
  for (let passed = 0; passed < MINUTES; passed += STRETCH) {
    await page.evaluate(SOAK);
    heaps.push(await heapMiB(page, session));
  }
  print(
    `heap after each ${STRETCH} minutes of play: ${
      heaps.map((heap) => heap.toFixed(1)).join(", ")
    } MiB`,
  );
}

await using server = serveGames();
await using browser = await startBrowser();
for (const profile of ["phone", "desktop"] as const) {
  print(profile);
  await using game = await browser.open(`${server.origin}/games/tafang/`, { profile });
  await game.untilScreen("title");
  await bench(game.page);
}
