/**
 * What a frame of the lane-defence game costs on slow hardware: Chromium with its CPU slowed four times,
 * 80 zombies and 40 plants on screen, one step and one drawing a frame. Then ten minutes of the endless
 * garden with the clock run fast, and how much memory they leave behind.
 *
 *     deno run --import-map=.import_map.json -A bench/garden_frames.ts
 */
import type { CDPSession } from "puppeteer-core";
import { startBrowser, type TestPage } from "../tests/support/browser.ts";
import { serveGames } from "../tests/support/game_server.ts";

const SLOWED = 4;
const ZOMBIES = 80;
const FRAMES = 300;
const ENDLESS_MINUTES = 10;

interface Frames {
  readonly stepAndDraw: number[];
  readonly withRaster: number[];
}

/** Runs in the page: the game's own modules, fed with a crowd that never grows thinner. */
async function measureFrames(
  base: string,
  crowd: { zombies: number; frames: number; raster: boolean },
): Promise<void> {
  const at = (path: string) => import(new URL(path, base).href);
  const [kinds, worlds, waves, steps, scenes, stages, layouts, reactions] = await Promise.all([
    at("rules/kinds.ts"),
    at("rules/world.ts"),
    at("rules/waves.ts"),
    at("rules/step.ts"),
    at("view/scene.ts"),
    at("kit/stage.ts"),
    at("view/layout.ts"),
    at("view/reactions.ts"),
  ]);
  const plants = [
    "lotus",
    "mint",
    "grape",
    "clover",
    "pomegranate",
    "dandelion",
    "ginseng",
    "bamboo",
  ];
  const world = worlds.createWorld({ level: 0, seed: 1, plants });
  for (let row = 0; row < 5; row++) {
    for (let col = 0; col < 8; col++) {
      world.plants.push({
        id: worlds.takeId(world),
        kind: plants[(row * 3 + col) % plants.length],
        row,
        col,
        health: 300,
        wait: (row * 8 + col) * 3,
        volley: 0,
        bornAt: 0,
        actedAt: -999,
        hurtAt: -999,
      });
    }
  }
  const host = document.createElement("div");
  host.style.cssText = "position:fixed;inset:0;z-index:99";
  document.body.append(host);
  const stage = new stages.Stage({ host, ...layouts.SIZES });
  const scene = new scenes.Scene(stage);
  const hand = { held: undefined, pointer: undefined, cursor: undefined, hint: undefined };
  const hands = {
    effects: scene.effects,
    layout: scene.layout,
    world,
    sunGoal: { x: 0, y: 0 },
    onSunHome() {},
    holdStill() {},
  };
  function refill(): void {
    world.waveWait = 9999;
    for (const plant of world.plants) plant.health = 300;
    for (const zombie of world.zombies) if (zombie.x < 3) zombie.x += 6;
    while (world.zombies.length < crowd.zombies) {
      const kind = kinds.ZOMBIE_KINDS[world.nextId % 10];
      waves.addZombie(world, kind, { row: world.nextId % 5, x: 4 + ((world.nextId * 0.37) % 5) });
    }
  }
  function frame(): void {
    refill();
    steps.step(world);
    for (const happening of world.happenings.splice(0)) reactions.react(happening, hands);
    scene.effects.update(1000 / 60);
    scene.draw(world, hand);
    // A copy makes the software canvas draw what was only noted so far.
    if (crowd.raster) new OffscreenCanvas(1, 1).getContext("2d")!.drawImage(stage.canvas, 0, 0);
  }
  for (let warm = 0; warm < 120; warm++) frame();
  for (let done = 0; done < crowd.frames; done++) {
    // The trace tells what each of these callbacks cost.
    await new Promise<void>((next) =>
      requestAnimationFrame(() => {
        frame();
        next();
      })
    );
  }
  stage.dispose();
  host.remove();
}

/** Runs in the page: minutes of the endless garden, drawn eight steps apart. */
async function playEndless(base: string, minutes: { from: number; to: number }): Promise<number> {
  const at = (path: string) => import(new URL(path, base).href);
  const [worlds, actions, player, steps, scenes, stages, layouts, reactions] = await Promise.all([
    at("rules/world.ts"),
    at("rules/actions.ts"),
    at("rules/simple_player.ts"),
    at("rules/step.ts"),
    at("view/scene.ts"),
    at("kit/stage.ts"),
    at("view/layout.ts"),
    at("view/reactions.ts"),
  ]);
  const kept = globalThis as unknown as { endless?: Record<string, unknown> };
  if (!kept.endless) {
    const host = document.createElement("div");
    host.style.cssText = "position:fixed;inset:0;z-index:99";
    document.body.append(host);
    const stage = new stages.Stage({ host, ...layouts.SIZES });
    kept.endless = { scene: new scenes.Scene(stage) };
  }
  const scene = kept.endless.scene as { [name: string]: never } & {
    draw(world: unknown, hand: unknown): void;
    effects: { update(ms: number): void; count: number };
    layout: unknown;
  };
  const plants = [
    "glowberry",
    "lotus",
    "bamboo",
    "popcorn",
    "mint",
    "grape",
    "dragonfruit",
    "clover",
  ];
  const fresh = () => worlds.createWorld({ level: 0, seed: 3, plants });
  let world = (kept.endless.world as ReturnType<typeof fresh>) ?? fresh();
  for (let tick = minutes.from * 3600; tick < minutes.to * 3600; tick++) {
    if (world.outcome !== "playing") world = fresh();
    if (tick % 30 === 0) {
      for (const action of player.chooseActions(world)) actions.applyAction(world, action);
    }
    steps.step(world);
    for (const happening of world.happenings.splice(0)) {
      reactions.react(happening, {
        effects: scene.effects,
        layout: scene.layout,
        world,
        sunGoal: { x: 0, y: 0 },
        onSunHome() {},
        holdStill() {},
      });
    }
    scene.effects.update(1000 / 60);
    if (tick % 8 === 0) scene.draw(world, {});
    if (tick % 600 === 0) await new Promise((next) => requestAnimationFrame(next));
  }
  kept.endless.world = world;
  return world.wave;
}

function percentile(times: readonly number[], share: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1);
}

async function heapMib(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  return usedSize / 2 ** 20;
}

/** The part of a trace event that is read. */
interface TraceEvent {
  readonly name: string;
  /** Microseconds of the thread's own time. */
  readonly tdur?: number;
}

/**
 * What each frame took of its thread's time, in ms. Not of the wall clock: on a machine that does other
 * things as well, that would measure those.
 */
async function traceFrames(page: TestPage, base: string, raster: boolean): Promise<number[]> {
  await page.page.tracing.start({ categories: ["devtools.timeline"] });
  await page.page.evaluate(measureFrames, base, { zombies: ZOMBIES, frames: FRAMES, raster });
  const trace = await page.page.tracing.stop();
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(
    new TextDecoder().decode(trace),
  );
  return traceEvents.filter(({ name, tdur }) => name === "FireAnimationFrame" && tdur)
    .map(({ tdur }) => tdur! / 1000);
}

async function measurePage(page: TestPage, base: string): Promise<Frames> {
  const cdp = await page.page.createCDPSession();
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const stepAndDraw = await traceFrames(page, base, false);
  const withRaster = await traceFrames(page, base, true);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return { stepAndDraw, withRaster };
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

async function main(): Promise<void> {
  await using server = serveGames();
  await using browser = await startBrowser();
  const base = `${server.origin}/games/zwdzjs-v1/`;
  // A page of the same origin where no game runs beside the one that is measured.
  const bare = `${base}style.css`;
  for (const profile of ["desktop", "phone"] as const) {
    await using page = await browser.open(bare, { profile });
    const { stepAndDraw, withRaster } = await measurePage(page, base);
    page.problems.length = 0; // A bare page asks for a favicon that no game has.
    print(`${profile}, CPU slowed ${SLOWED} times, ${ZOMBIES} zombies, ${FRAMES} frames, in ms:`);
    for (
      const [name, times] of [["step and draw", stepAndDraw], [
        "and raster in software",
        withRaster,
      ]] as const
    ) {
      const at = (share: number) => percentile(times, share);
      print(`  ${name}: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, worst ${at(1)}`);
    }
  }
  await using page = await browser.open(bare, { profile: "desktop" });
  const cdp = await page.page.createCDPSession();
  print("endless garden, heap after garbage collection, in MiB:");
  for (let minute = 0; minute < ENDLESS_MINUTES; minute += 2) {
    const wave = await page.page.evaluate(playEndless, base, { from: minute, to: minute + 2 });
    page.problems.length = 0;
    print(`  minute ${minute + 2}: ${(await heapMib(cdp)).toFixed(1)} (wave ${wave})`);
  }
}

if (import.meta.main) await main();
