/**
 * What a frame of the lane-defence game costs on slow hardware: Chromium with its CPU slowed four times,
 * 80 zombies and 40 plants on screen, one step and one drawing a frame. Then twenty minutes of the endless
 * garden with the clock run fast, and how much memory each leaves behind on an empty lawn.
 *
 *     deno run -P=bench --import-map=.import_map.json bench/games/garden_frames.ts [desktop|phone|memory]...
 *
 * "Step and draw" is the script's own share of a frame: the rules and every call on the canvas. Without a
 * GPU the canvas only notes those calls and software fills the pixels later, which a tablet's GPU does
 * beside the script; that raster is told apart, for so few frames as are enough to compare.
 */
import type { PlantKind } from "../../games/zwdzjs-v1/rules/kinds.ts";
import type { World } from "../../games/zwdzjs-v1/rules/world.ts";
import type { Hand, Scene } from "../../games/zwdzjs-v1/view/scene.ts";
import { startBrowser, type TestPage } from "../../tests/support/browser.ts";
import { serveGames } from "../../tests/support/game_server.ts";
import { firstError } from "./first_error.ts";
import { takeHeap } from "./heap.ts";
import { print } from "../support/print.ts";

const SLOWED = 4;
const ZOMBIES = 80;
const FRAMES = 150;
/**
 * Every frame of all rounds counts. On a busy machine Chromium does not get to slow each of them down:
 * those that it did are told apart.
 */
const ROUNDS = 3;
/** Frames until nearly all pictures of the crowd's poses are made, and what runs hot is compiled. */
const WARM_FRAMES = 600;
/** Software rasters the whole screen in each of these, which no tablet does: a few tell enough. */
const RASTER_FRAMES = 20;
/** In the first ten every picture is made and what runs hot is compiled; the others show what grows on. */
const ENDLESS_MINUTES = 20;

/** The game's own modules by their names here, as the page loads them. */
const MODULES = {
  worlds: "rules/world.ts",
  kinds: "rules/kinds.ts",
  waves: "rules/waves.ts",
  steps: "rules/step.ts",
  actions: "rules/actions.ts",
  player: "rules/simple_player.ts",
  scenes: "view/scene.ts",
  stages: "../kit/stage.ts",
  layouts: "view/layout.ts",
  reactions: "view/reactions.ts",
} as const;

/** Those modules, and what the page builds of them. */
interface Rig {
  readonly worlds: typeof import("../../games/zwdzjs-v1/rules/world.ts");
  readonly kinds: typeof import("../../games/zwdzjs-v1/rules/kinds.ts");
  readonly waves: typeof import("../../games/zwdzjs-v1/rules/waves.ts");
  readonly steps: typeof import("../../games/zwdzjs-v1/rules/step.ts");
  readonly actions: typeof import("../../games/zwdzjs-v1/rules/actions.ts");
  readonly player: typeof import("../../games/zwdzjs-v1/rules/simple_player.ts");
  readonly scenes: typeof import("../../games/zwdzjs-v1/view/scene.ts");
  readonly stages: typeof import("../../games/kit/stage.ts");
  readonly layouts: typeof import("../../games/zwdzjs-v1/view/layout.ts");
  readonly reactions: typeof import("../../games/zwdzjs-v1/view/reactions.ts");
  scene: Scene;
  world: World | undefined;
  step: (world: World) => void;
  refill: (world: World) => void;
}

/** Where the page keeps its rig between the steps of a measurement. */
type Keeper = { rig: Rig };

const HAND: Hand = { held: undefined, pointer: undefined, cursor: undefined, hint: undefined };

/** Runs in the page: loads the game's modules, and builds a scene and one step of a game in it. */
async function setUp(base: string, modules: Record<string, string>): Promise<void> {
  const loaded: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(modules)) {
    loaded[name] = await import(new URL(path, base).href);
  }
  const rig = loaded as unknown as Rig;
  (globalThis as unknown as Keeper).rig = rig;
  // A bare page is laid out 980 wide on a phone, on a canvas six times as large as the game's.
  const viewport = document.createElement("meta");
  viewport.name = "viewport";
  viewport.content = "width=device-width, initial-scale=1";
  document.head.append(viewport);
  await new Promise((next) => requestAnimationFrame(next));
  const host = document.createElement("div");
  host.style.cssText = "position:fixed;inset:0;z-index:99";
  document.body.append(host);
  const stage = new rig.stages.Stage({ host, ...rig.layouts.SIZES });
  const scene = rig.scene = new rig.scenes.Scene(stage);
  rig.step = (world) => {
    rig.steps.step(world);
    for (const happening of world.happenings.splice(0)) {
      rig.reactions.react(happening, {
        effects: scene.effects,
        layout: scene.layout,
        sunGoal: { x: 0, y: 0 },
        onSunHome() {},
        holdStill() {},
      });
    }
    scene.effects.update(1000 / 60);
  };
}

/** Runs in the page. */
function canvasSize(): string {
  const { width, height } = (globalThis as unknown as Keeper).rig.scene.stage.canvas;
  return `${width} x ${height}`;
}

/** Runs in the page: a garden of 40 plants and a crowd that never grows thinner. */
function bringCrowd(zombies: number): void {
  const { rig } = globalThis as unknown as Keeper;
  const plants: PlantKind[] = [
    "lotus",
    "mint",
    "grape",
    "clover",
    "pomegranate",
    "dandelion",
    "ginseng",
  ];
  const world = rig.world = rig.worlds.createWorld({ level: 0, seed: 1, plants });
  for (let at = 0; at < 40; at++) {
    world.plants.push({
      id: rig.worlds.takeId(world),
      kind: plants[(at * 3) % plants.length]!,
      row: at % 5,
      col: Math.floor(at / 5),
      health: 300,
      wait: at * 3,
      volley: 0,
      bornAt: 0,
      actedAt: -999,
      hurtAt: -999,
    });
  }
  const planted = [...world.plants];
  rig.refill = (world) => {
    world.waveWait = 9999;
    for (const plant of planted) {
      plant.health = 300;
      // What a giant smashed stands again at once.
      if (!world.plants.includes(plant)) world.plants.push(plant);
    }
    for (const zombie of world.zombies) if (zombie.x < 3) zombie.x += 6;
    while (world.zombies.length < zombies) {
      const kind = rig.kinds.ZOMBIE_KINDS[world.nextId % 10]!;
      const x = 4 + ((world.nextId * 0.37) % 5);
      rig.waves.addZombie(world, kind, { row: world.nextId % 5, x });
    }
  };
}

/** Runs in the page: so many frames, each in an animation frame of its own, which the trace then tells. */
async function runFrames(
  frames: { count: number; raster: boolean },
  hand: Hand,
): Promise<void> {
  const { rig } = globalThis as unknown as Keeper;
  const copy = new OffscreenCanvas(1, 1).getContext("2d")!;
  for (let done = 0; done < frames.count; done++) {
    const world = rig.world!;
    rig.refill(world);
    await new Promise<void>((next) => {
      requestAnimationFrame(() => {
        rig.step(world);
        rig.scene.draw(world, hand);
        // A copy makes the software canvas draw what was only noted so far.
        if (frames.raster) copy.drawImage(rig.scene.stage.canvas, 0, 0);
      });
      // Wiped before it is shown, so that no software fills the pixels between two frames.
      requestAnimationFrame(() => {
        rig.scene.stage.begin();
        next();
      });
    });
  }
}

/** Runs in the page: minutes of the endless garden, drawn thirty steps apart. */
async function playEndless(
  minutes: { from: number; to: number },
  hand: Hand,
): Promise<number> {
  const { rig } = globalThis as unknown as Keeper;
  const plants: PlantKind[] = ["glowberry", "lotus", "bamboo", "popcorn", "mint", "grape"];
  const start = { level: 0, seed: 3, plants };
  let world = rig.world ?? rig.worlds.createWorld(start);
  for (let tick = minutes.from * 3600; tick < minutes.to * 3600; tick++) {
    if (world.outcome !== "playing") world = rig.worlds.createWorld(start);
    if (tick % 30 === 0) {
      for (const action of rig.player.chooseActions(world)) rig.actions.applyAction(world, action);
    }
    rig.step(world);
    if (tick % 30 === 0) rig.scene.draw(world, hand);
    if (tick % 600 === 0) await new Promise((next) => requestAnimationFrame(next));
  }
  rig.world = world;
  return world.wave;
}

/** The part of a trace event that is read. */
interface TraceEvent {
  readonly name: string;
  /** When it began, in microseconds. */
  readonly ts: number;
  /** Microseconds of the thread's own time. */
  readonly tdur?: number;
}

/** What each frame took of its thread's time, in ms. */
interface Frames {
  readonly stepAndDraw: number[];
  /** The same with the pictures that were made between this frame and the next. */
  readonly withPictures: number[];
}

/**
 * Runs and traces frames. Their thread's time is told, not that of the wall clock: on a machine that does
 * other things as well, that would measure those.
 */
async function traceFrames(
  page: TestPage,
  { count, raster }: { count: number; raster: boolean },
): Promise<Frames> {
  await page.page.tracing.start({ categories: ["devtools.timeline"] });
  await page.page.evaluate(runFrames, { count, raster }, HAND);
  const trace = await page.page.tracing.stop();
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(
    new TextDecoder().decode(trace),
  );
  const named = (name: string) =>
    traceEvents.filter((event) => event.name === name).sort((one, other) => one.ts - other.ts);
  // The first of each two draws, the second wipes.
  const draws = named("FireAnimationFrame").filter((_, at) => at % 2 === 0);
  const idle = named("FireIdleCallback");
  const ms = ({ tdur }: TraceEvent) => (tdur ?? 0) / 1000;
  return {
    stepAndDraw: draws.map(ms),
    withPictures: draws.map((draw, at) => {
      const end = draws[at + 1]?.ts ?? Infinity;
      const between = idle.filter(({ ts }) => ts >= draw.ts && ts < end);
      return [draw, ...between].reduce((sum, event) => sum + ms(event), 0);
    }),
  };
}

function medianOf(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

function printTimes(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1);
  print(`  ${name}: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, worst ${at(1)}`);
}

async function measureFrames(page: TestPage, base: string): Promise<void> {
  const cdp = await page.page.createCDPSession();
  await page.page.evaluate(setUp, base, MODULES);
  await page.page.evaluate(bringCrowd, ZOMBIES);
  print(`  canvas: ${await page.page.evaluate(canvasSize)} pixels`);
  await page.page.evaluate(runFrames, { count: WARM_FRAMES, raster: false }, HAND);
  const plain = await traceFrames(page, { count: FRAMES, raster: false });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const rounds: Frames[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await traceFrames(page, { count: FRAMES, raster: false }));
  }
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const times = rounds.flatMap(({ stepAndDraw }) => stepAndDraw);
  const slow = times.filter((ms) => ms > 2 * medianOf(plain.stepAndDraw));
  const slowed = `slowed ${SLOWED} times`;
  printTimes(`${slowed}, step and draw, every frame`, times);
  printTimes(
    `  of these the ${slow.length} of ${times.length} that took twice as long or more`,
    slow,
  );
  const whole = rounds.flatMap(({ withPictures }) => withPictures);
  printTimes(`${slowed}, with the pictures made in between`, whole);
  printTimes("not slowed, step and draw", plain.stepAndDraw);
  const frames = { count: RASTER_FRAMES, raster: true };
  const raster = await traceFrames(page, frames);
  printTimes("not slowed, raster in software too", raster.stepAndDraw);
}

/** Runs in the page: puts the game aside as a saved game is, so that each look at memory sees an empty lawn. */
function putAside(): string {
  const { rig } = globalThis as unknown as Keeper;
  const saved = JSON.stringify(rig.world);
  rig.world = undefined;
  rig.scene.effects.clear();
  return saved;
}

/** Runs in the page. */
function takeUp(saved: string): void {
  (globalThis as unknown as Keeper).rig.world = JSON.parse(saved);
}

async function measureMemory(page: TestPage, base: string): Promise<void> {
  const cdp = await page.page.createCDPSession();
  await page.page.evaluate(setUp, base, MODULES);
  for (let minute = 0; minute < ENDLESS_MINUTES; minute++) {
    const wave = await page.page.evaluate(playEndless, { from: minute, to: minute + 1 }, HAND);
    const saved = await page.page.evaluate(putAside);
    const { heap, code, pictures, rest } = await takeHeap(cdp);
    print(
      `  minute ${
        minute + 1
      }, wave ${wave}: ${heap} (code ${code}, ${pictures} pictures, rest ${rest})`,
    );
    await page.page.evaluate(takeUp, saved);
  }
}

/** What can be measured, by the argument that asks for it alone. */
const PARTS = {
  desktop: {
    title: `${ZOMBIES} zombies and 40 plants on a desktop, in ms`,
    profile: "desktop",
    measure: measureFrames,
  },
  phone: {
    title: `${ZOMBIES} zombies and 40 plants on a phone, in ms`,
    profile: "phone",
    measure: measureFrames,
  },
  memory: {
    title: "endless garden, heap after garbage collection, in MiB",
    profile: "desktop",
    measure: measureMemory,
  },
} as const;

async function main(asked: readonly string[]): Promise<void> {
  await using server = serveGames();
  await using browser = await startBrowser();
  const base = `${server.origin}/games/zwdzjs-v1/`;
  for (const [name, { title, profile, measure }] of Object.entries(PARTS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    // A page of the same origin where no game runs beside the one that is measured.
    await using page = await browser.open(`${base}style.css`, { profile });
    print(`${title}:`);
    await measure(page, base);
    page.problems.length = 0; // A bare page asks for a favicon that no game has.
  }
}

if (import.meta.main) {
  await main(Deno.args).catch((error: unknown) => {
    throw firstError(error);
  });
}
