import type { Profile, TestPage } from "../../tests/support/browser.ts";
import { bringCrowd, HAND, MODULES, type Rig, setUp, ZOMBIES } from "./garden_frames.ts";
import { PREPARE } from "./tafang_frames.ts";

/** Something that a game shows. */
export interface Scene {
  readonly name: string;
  readonly game: string;
  readonly profile: Profile;
  readonly weight: "typical" | "heaviest";
  /** The end of the address. @default nothing */
  readonly after?: string;
  /** What the browser keeps of earlier days. @default nothing */
  readonly storage?: Readonly<Record<string, string>>;
  /** Brings a page from its start to the scene. */
  readonly show: (page: TestPage) => Promise<void>;
}

async function play(page: TestPage): Promise<void> {
  await page.press(".screen-title .primary");
  await page.untilScreen("play");
}

/** Slides tiles to all sides for as long as the page lives. */
async function slide(page: TestPage): Promise<void> {
  await play(page);
  await page.read(`void setInterval(() => {
    const keys = ["ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp"];
    const key = keys[Math.floor(performance.now() / 200) % 4];
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, bubbles: true }));
  }, 200)`);
}

/** Lets the mind reader's crystal wait for a tap. */
async function focus(page: TestPage): Promise<void> {
  await play(page);
  const phase = `document.querySelector(".theatre").dataset.phase`;
  while (await page.read(phase) !== "focus") await page.press(".choices .primary");
}

async function crowdRoad(page: TestPage): Promise<void> {
  await page.untilScreen("title");
  await page.read(PREPARE);
  await page.read(`void requestAnimationFrame(function tick() {
    const { play, view, game, refill } = globalThis.crowd;
    refill();
    play.step();
    view.draw(game, { alpha: 0.5, frameMs: 16.7, still: false });
    requestAnimationFrame(tick);
  })`);
}

async function crowdGarden(page: TestPage): Promise<void> {
  const base = await page.read<string>("new URL('.', location.href).href");
  await page.page.evaluate(setUp, base, MODULES);
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

const nothing = (): Promise<void> => Promise.resolve();

/** The typical and the heaviest scene of each game, on a phone and on a desktop. */
export const SCENES: readonly Scene[] = (["phone", "desktop"] as const).flatMap((profile) => {
  const mind = JSON.stringify({ version: 1, data: { rounds: 2, phase: "find", random: 4242 } });
  const scene = (game: string, weight: Scene["weight"], show: Scene["show"]): Scene => {
    return { name: game, game, profile, weight, show };
  };
  return [
    scene("2048", "typical", play),
    scene("2048", "heaviest", slide),
    scene("dxs", "typical", play),
    { ...scene("dxs", "heaviest", focus), storage: { "coplay.dxs": mind } },
    scene("tafang", "typical", play),
    scene("tafang", "heaviest", crowdRoad),
    scene("zwdzjs-v1", "typical", (page) => page.untilScreen("title")),
    { ...scene("zwdzjs-v1", "heaviest", crowdGarden), after: "style.css" },
    scene("coroutines", "typical", nothing),
    scene("coroutines", "heaviest", (page) => page.press(".run-button")),
  ];
});
