import { TestBrowser, type TestPage } from "../../tests/support/browser.ts";
import { launchChromium } from "../../tests/support/chromium.ts";
import type { Profile } from "../../tests/support/test_page.ts";
import type { Scene } from "./scenes/scene.ts";
import { slowThreads } from "./slow_threads.ts";

const SLOWED = 4;
const FRAMES = 60;
/** A scene that is far too slow has shown it after so long. */
const LONGEST_TAKE_MS = 4000;
/** Before these, pictures are made and what runs hot is compiled: at full speed, and then slowed. */
const [FULL_SPEED_FRAMES, SLOWED_FRAMES] = [150, 20];
/** So often a slowed game gets the frames of a take to find the sharpness that the machine can draw. */
const SETTLING_TAKES = 4;
/** The part of the screen's pixels, to each side, that a game's stage draws. */
const SHARPNESS = `(() => {
  const stage = document.querySelector("canvas.stage-drawn") ?? document.querySelector("canvas.stage");
  if (!stage) return 1;
  return stage.width / (stage.clientWidth * Math.min(2, devicePixelRatio));
})()`;
/** The measurements of a scene; the blank page has one before them and one after. */
const TAKES = 3;
/** A browser that has not done with a scene by then hangs. */
const PATIENCE_MS = 60_000;

/** The p95 of the time from frame to frame, in milliseconds: of a scene, and of a blank page beside it. */
export interface Gaps {
  readonly blankMs: number;
  readonly sceneMs: number;
  /** The part of the screen's pixels, to each side, that the game drew in the end. */
  readonly sharpness: number;
  /** The same with the thread that draws slowed, too; undefined where there is none or this system cannot. */
  readonly slowedMs: number | undefined;
}

/** Before a page's scripts: notes when a thread that draws has shown a frame. */
const NOTE_SHOWN = `{
  const Own = Worker;
  const shown = globalThis.shownMs = [];
  globalThis.Worker = class extends Own {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => Array.isArray(data) && shown.push(...data.map(({ shownMs }) => shownMs)));
    }
  };
}`;

/** Waits for frames. @returns the milliseconds between two, of the page and of a thread that draws for it */
function waitForFrames(count: number): string {
  return `new Promise((done) => {
    const gaps = [];
    const shown = globalThis.shownMs;
    if (shown) shown.length = 0;
    let first, last;
    requestAnimationFrame(function tick(now) {
      first ??= now;
      if (last !== undefined) gaps.push(now - last);
      last = now;
      if (gaps.length < ${count} && now - first < ${LONGEST_TAKE_MS}) requestAnimationFrame(tick);
      else done({ gaps, shown: shown?.slice(1).map((at, index) => at - shown[index]) ?? [] });
    });
  })`;
}

function p95(gaps: number[]): number {
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.95)] ?? 0;
}

/** Takes the p95 of what was seen: a thread that draws later than the page asks shows that. */
async function takeP95(page: TestPage): Promise<number> {
  const { gaps, shown } = await page.read<Record<"gaps" | "shown", number[]>>(
    waitForFrames(FRAMES),
  );
  return Math.max(p95(gaps), p95(shown));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

async function slowDown(page: TestPage): Promise<void> {
  const protocol = await page.page.createCDPSession();
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await page.read(waitForFrames(SLOWED_FRAMES));
}

/** Measures a blank page. It is open alone: a page behind it would go on drawing beside it. */
async function takeBlank(browser: TestBrowser, origin: string, profile: Profile): Promise<number> {
  // A bare text of the same origin, where nothing moves.
  await using blank = await browser.open(`${origin}/games/2048/style.css`, { profile });
  await slowDown(blank);
  const p95 = await takeP95(blank);
  blank.problems.length = 0; // It asks for an icon that no game has.
  return p95;
}

/** Takes the median once the game has found its sharpness. */
async function takeSettled(page: TestPage): Promise<number> {
  for (let take = 0; take < SETTLING_TAKES; take++) await takeP95(page);
  const takes: number[] = [];
  while (takes.length < TAKES) takes.push(await takeP95(page));
  return median(takes);
}

async function takeScene(
  browser: TestBrowser,
  origin: string,
  { scene, profile, pid }: { scene: Scene; profile: Profile; pid: number },
): Promise<Omit<Gaps, "blankMs">> {
  const url = `${origin}/games/${scene.game}/${scene.after ?? ""}`;
  const storage = scene.storage?.();
  await using page = await browser.open(url, {
    profile,
    before: NOTE_SHOWN,
    ...(storage && { storage }),
  });
  await scene.show(page, profile);
  await page.read(waitForFrames(FULL_SPEED_FRAMES));
  await slowDown(page);
  const sceneMs = await takeSettled(page);
  const sharpness = await page.read<number>(SHARPNESS);
  const isApart = await page.read<boolean>("document.querySelector('canvas.stage-drawn') !== null");
  // The browser slows the page's own thread only.
  const canSlow = isApart && await slowThreads(pid, { name: "DedicatedWorker", times: SLOWED });
  return { sceneMs, sharpness, slowedMs: canSlow ? await takeSettled(page) : undefined };
}

/** Measures a scene in a browser of its own, which is ended whatever happens: none can hang for long. */
export async function measureGaps(
  origin: string,
  at: { readonly scene: Scene; readonly profile: Profile },
): Promise<Gaps> {
  const chromium = await launchChromium();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`it took longer than ${PATIENCE_MS / 1000} s`)),
    PATIENCE_MS,
  );
  const measure = async () => {
    const browser = new TestBrowser(chromium);
    const before = await takeBlank(browser, origin, at.profile);
    const scene = await takeScene(browser, origin, { ...at, pid: chromium.process()!.pid! });
    const after = await takeBlank(browser, origin, at.profile);
    return { blankMs: median([before, after]), ...scene };
  };
  const measured = measure();
  // Once the browser is killed, whatever still waits for it fails, too.
  measured.catch(() => {});
  try {
    return await Promise.race([measured, late.promise]);
  } finally {
    clearTimeout(timer);
    chromium.process()?.kill("SIGKILL");
  }
}
