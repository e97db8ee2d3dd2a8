/**
 * Measures the cost of a frame of the lane-defence game on slow hardware: Chromium with its CPU slowed four times, 80
 * zombies and 40 plants on screen, one step and one drawing a frame. Then plays twenty minutes of the endless garden
 * with a fast clock, and measures the memory that each minute leaves behind on an empty lawn.
 *
 *     deno run -P=bench --import-map=.import_map.json bench/games/garden_frames.ts [desktop|phone|memory]...
 *
 * "Step and draw" is the script's own share of a frame: the rules and every call on the canvas. Without a GPU the canvas
 * only records those calls, and software fills the pixels later; on a tablet the GPU does that beside the script. That
 * raster is reported separately, for just enough frames to compare.
 */
import type { PlantKind } from "../../games/zwdzjs-v1/rules/kinds.ts";
import { applyAction } from "../../games/zwdzjs-v1/rules/actions.ts";
import type { Move } from "../../games/zwdzjs-v1/rules/replay.ts";
import { step } from "../../games/zwdzjs-v1/rules/step.ts";
import { createWorld, type Start, type World } from "../../games/zwdzjs-v1/rules/world.ts";
import type { Hand, Scene } from "../../games/zwdzjs-v1/view/scene.ts";
import { startBrowser, type TestPage } from "../../tests/support/browser.ts";
import { planAction } from "../../tests/support/garden/planner.ts";
import { serveGames } from "../../tests/support/game_server.ts";
import { firstError } from "./first_error.ts";
import { takeHeap } from "./heap.ts";
import { print } from "../support/print.ts";

const SLOWED = 4;
export const ZOMBIES = 80;
const FRAMES = 150;
/**
 * Every frame of all rounds counts. On a busy machine Chromium does not manage to slow every frame down; the slowed
 * ones are reported separately.
 */
const ROUNDS = 3;
/** The frames after which nearly all pictures of the crowd's poses exist and hot code is compiled. */
const WARM_FRAMES = 600;
/**
 * The frames with software raster. Software rasters the whole screen in each, which no tablet does, so a few are
 * enough.
 */
const RASTER_FRAMES = 20;
/** The minutes of the endless garden. The first ten make every picture and compile hot code; the others show a leak. */
const ENDLESS_MINUTES = 20;

/** The game's modules and their names in the page. */
export const MODULES = {
  worlds: "rules/world.ts",
  kinds: "rules/kinds.ts",
  waves: "rules/waves.ts",
  steps: "rules/step.ts",
  actions: "rules/actions.ts",
  scenes: "view/scene.ts",
  stages: "../kit/stage.ts",
  layouts: "view/layout.ts",
  reactions: "view/reactions.ts",
} as const;

/** The modules, and the objects that the page makes of them. */
export interface Rig {
  readonly worlds: typeof import("../../games/zwdzjs-v1/rules/world.ts");
  readonly kinds: typeof import("../../games/zwdzjs-v1/rules/kinds.ts");
  readonly waves: typeof import("../../games/zwdzjs-v1/rules/waves.ts");
  readonly steps: typeof import("../../games/zwdzjs-v1/rules/step.ts");
  readonly actions: typeof import("../../games/zwdzjs-v1/rules/actions.ts");
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

export const HAND: Hand = {
  held: undefined,
  pointer: undefined,
  cursor: undefined,
  hint: undefined,
};

/** Loads the game's modules in the page, and builds a scene and one step of a game. */
export async function setUp(
  base: string,
  modules: Record<string, string>,
  apart = false,
): Promise<void> {
  const loaded: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(modules)) {
    loaded[name] = await import(new URL(path, base).href);
  }
  const rig = loaded as unknown as Rig;
  (globalThis as unknown as Keeper).rig = rig;
  // Without a viewport, a phone lays out a page 980 wide, with a canvas six times as large as the game's.
  const viewport = document.createElement("meta");
  viewport.name = "viewport";
  viewport.content = "width=device-width, initial-scale=1";
  document.head.append(viewport);
  await new Promise((next) => requestAnimationFrame(next));
  const host = document.createElement("div");
  host.style.cssText = "position:fixed;inset:0;z-index:99";
  document.body.append(host);
  const stage = new rig.stages.Stage({ host, ...rig.layouts.SIZES, apart });
  const scene = rig.scene = new rig.scenes.Scene(stage);
  rig.step = (world) => {
    rig.steps.step(world);
    for (const happening of world.happenings.splice(0)) {
      rig.reactions.react(happening, {
        effects: scene.effects,
        layout: scene.layout,
        sunGoal: () => ({ x: 0, y: 0 }),
        onSunHome() {},
        holdStill() {},
      });
    }
    scene.effects.update(1000 / 60);
  };
}

/** Reads the canvas's size in the page. */
function canvasSize(): string {
  const { width, height } = (globalThis as unknown as Keeper).rig.scene.stage.canvas;
  return `${width} x ${height}`;
}

/** Plants a garden of 40 plants in the page, with a crowd whose size never shrinks. */
export function bringCrowd(zombies: number): void {
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
      // A plant that a giant smashed returns at once.
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

/** Runs frames in the page, each in its own animation frame, so that the trace shows them. */
export async function runFrames(
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
        // A copy forces the software canvas to draw the calls that it has only recorded.
        if (frames.raster) copy.drawImage(rig.scene.stage.canvas, 0, 0);
      });
      // The canvas is cleared before it is shown, so that no software raster runs between two frames.
      requestAnimationFrame(() => {
        rig.scene.stage.begin();
        next();
      });
    });
  }
}

/** The garden without an end that is played while the memory is measured. */
const ENDLESS: Start = {
  level: 0,
  seed: 3,
  plants: ["glowberry", "lotus", "bamboo", "popcorn", "mint", "grape"],
};

/** Lists what a player does in that garden, up to its end. */
function planEndless(): Move[] {
  const moves: Move[] = [];
  const world = createWorld(ENDLESS);
  while (world.outcome === "playing" && world.tick < ENDLESS_MINUTES * 3600) {
    if (world.tick % 30 === 0) {
      const collected = world.suns.map(({ id }) => ({ kind: "collect", id } as const));
      const planned = planAction(world);
      for (const action of planned ? [...collected, planned] : collected) {
        if (applyAction(world, action)) moves.push({ tick: world.tick, action });
      }
    }
    step(world);
    world.happenings.length = 0;
  }
  return moves;
}

/** Plays minutes of the endless garden in the page, and draws every thirtieth step. */
async function playEndless(
  minutes: { from: number; to: number; start: Start; moves: readonly Move[] },
  hand: Hand,
): Promise<number> {
  const { rig } = globalThis as unknown as Keeper;
  const { start, moves } = minutes;
  let world = rig.world ?? rig.worlds.createWorld(start);
  let next = moves.findIndex((move) => move.tick >= world.tick);
  for (let tick = minutes.from * 3600; tick < minutes.to * 3600; tick++) {
    if (world.outcome !== "playing") {
      world = rig.worlds.createWorld(start);
      next = 0;
    }
    while (moves[next] && moves[next]!.tick <= world.tick) {
      rig.actions.applyAction(world, moves[next++]!.action);
    }
    rig.step(world);
    if (tick % 30 === 0) rig.scene.draw(world, hand);
    if (tick % 600 === 0) await new Promise((next) => requestAnimationFrame(next));
  }
  rig.world = world;
  return world.wave;
}

/** The fields of a trace event that are read. */
interface TraceEvent {
  readonly name: string;
  /** The start in microseconds. */
  readonly ts: number;
  /** The thread's own time in microseconds. */
  readonly tdur?: number;
}

/** The thread time of each frame in milliseconds. */
interface Frames {
  readonly stepAndDraw: number[];
  /** The same, including the pictures that were made between this frame and the next. */
  readonly withPictures: number[];
}

/** Runs and traces frames. It reports thread time, because wall-clock time would include the machine's other work. */
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
  // Of each two callbacks the first draws and the second clears.
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

/** Saves the game in the page and clears the lawn, so that each measurement of memory sees an empty lawn. */
function putAside(): string {
  const { rig } = globalThis as unknown as Keeper;
  const saved = JSON.stringify(rig.world);
  rig.world = undefined;
  rig.scene.effects.clear();
  return saved;
}

/** Loads the saved game in the page. */
function takeUp(saved: string): void {
  (globalThis as unknown as Keeper).rig.world = JSON.parse(saved);
}

async function measureMemory(page: TestPage, base: string): Promise<void> {
  const cdp = await page.page.createCDPSession();
  await page.page.evaluate(setUp, base, MODULES);
  const plan = { start: ENDLESS, moves: planEndless() };
  for (let minute = 0; minute < ENDLESS_MINUTES; minute++) {
    const minutes = { from: minute, to: minute + 1, ...plan };
    const wave = await page.page.evaluate(playEndless, minutes, HAND);
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

/** The measurements, by their argument on the command line. */
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
    // A page of the same origin where no game runs beside the measured one.
    await using page = await browser.open(`${base}style.css`, { profile });
    print(`${title}:`);
    await measure(page, base);
    page.problems.length = 0; // A bare page requests a favicon that no game has.
  }
}

if (import.meta.main) {
  await main(Deno.args).catch((error: unknown) => {
    throw firstError(error);
  });
}
