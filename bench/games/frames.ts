// Measures the time from frame to frame of each game beside a blank page of the same browser, its CPU slowed four
// times and without a GPU: what a player sees, raster and all. Half a minute a scene.
//
//   deno run -P=bench --import-map=.import_map.json bench/games/frames.ts [SCENE]...
//
// A blank page and the scene take turns, as other programs slow both. Targets of the p95 beside the blank page's:
// a typical scene 1.5, the heaviest 3.
import { startBrowser, type TestBrowser, type TestPage } from "../../tests/support/browser.ts";
import { serveGames } from "../../tests/support/game_server.ts";
import { print } from "../support/print.ts";
import { firstError } from "./first_error.ts";
import { type Scene, SCENES } from "./scenes.ts";

const SLOWED = 4;
const FRAMES = 120;
const ROUNDS = 3;
const TARGETS = { typical: 1.5, heaviest: 3 } as const;

/** Waits for frames. @returns the p95 of the milliseconds between two */
const MEASURE = `new Promise((done) => {
  const gaps = [];
  let last;
  requestAnimationFrame(function tick(now) {
    if (last !== undefined) gaps.push(now - last);
    last = now;
    if (gaps.length < ${FRAMES}) requestAnimationFrame(tick);
    else done(gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.95)]);
  });
})`;

async function measureSlowed(page: TestPage): Promise<number> {
  await page.page.bringToFront();
  const protocol = await page.page.createCDPSession();
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const p95 = await page.read<number>(MEASURE);
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return p95;
}

async function measureScene(browser: TestBrowser, origin: string, scene: Scene): Promise<void> {
  const { name, game, profile, weight, storage } = scene;
  // A bare text of the same origin, where nothing moves.
  await using blank = await browser.open(`${origin}/games/2048/style.css`, { profile });
  blank.problems.length = 0; // It asks for an icon that no game has.
  const url = `${origin}/games/${game}/${scene.after ?? ""}`;
  await using page = await browser.open(url, { profile, ...(storage && { storage }) });
  await scene.show(page);
  const rounds: { blankMs: number; sceneMs: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const blankMs = await measureSlowed(blank);
    rounds.push({ blankMs, sceneMs: await measureSlowed(page) });
  }
  const ratios = rounds.map(({ blankMs, sceneMs }) => sceneMs / blankMs).sort((a, b) => a - b);
  const [best] = ratios;
  const median = ratios[Math.floor(ratios.length / 2)];
  const all = rounds.map(({ blankMs, sceneMs }) => `${sceneMs.toFixed(0)}/${blankMs.toFixed(0)}`);
  print(
    `${name}, ${profile}, ${weight}: ${median?.toFixed(2)} (best ${best?.toFixed(2)}; target ` +
      `${TARGETS[weight]}; ms: ${all.join(", ")})`,
  );
}

async function main(asked: readonly string[]): Promise<void> {
  await using server = serveGames();
  await using browser = await startBrowser();
  for (const scene of SCENES) {
    if (asked.length > 0 && !asked.some((word) => scene.name.includes(word))) continue;
    await measureScene(browser, server.origin, scene);
  }
}

if (import.meta.main) {
  await main(Deno.args).catch((error: unknown) => {
    throw firstError(error);
  });
}
