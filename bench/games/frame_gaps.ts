import { TestBrowser, type TestPage } from "../../tests/support/browser.ts";
import { launchChromium } from "../../tests/support/chromium.ts";
import type { Profile } from "../../tests/support/test_page.ts";
import type { Scene } from "./scenes/scene.ts";

const SLOWED = 4;
const FRAMES = 60;
/** A scene that is far too slow has shown it after so long. */
const LONGEST_TAKE_MS = 4000;
/** Before these, pictures are made and what runs hot is compiled: at full speed, and then slowed. */
const [FULL_SPEED_FRAMES, SLOWED_FRAMES] = [150, 20];
/** The measurements of a scene; the blank page has one before them and one after. */
const TAKES = 3;
/** A browser that has not done with a scene by then hangs. */
const PATIENCE_MS = 60_000;

/** The p95 of the time from frame to frame, in milliseconds: of a scene, and of a blank page beside it. */
export interface Gaps {
  readonly blankMs: number;
  readonly sceneMs: number;
}

/** Waits for frames. @returns the milliseconds between two */
function waitForFrames(count: number): string {
  return `new Promise((done) => {
    const gaps = [];
    let first, last;
    requestAnimationFrame(function tick(now) {
      first ??= now;
      if (last !== undefined) gaps.push(now - last);
      last = now;
      if (gaps.length < ${count} && now - first < ${LONGEST_TAKE_MS}) requestAnimationFrame(tick);
      else done(gaps);
    });
  })`;
}

async function takeP95(page: TestPage): Promise<number> {
  const gaps = await page.read<number[]>(waitForFrames(FRAMES));
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.95)]!;
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

async function takeScene(
  browser: TestBrowser,
  origin: string,
  { scene, profile }: { scene: Scene; profile: Profile },
): Promise<number> {
  const url = `${origin}/games/${scene.game}/${scene.after ?? ""}`;
  const storage = scene.storage?.();
  await using page = await browser.open(url, { profile, ...(storage && { storage }) });
  await scene.show(page, profile);
  await page.read(waitForFrames(FULL_SPEED_FRAMES));
  await slowDown(page);
  const takes: number[] = [];
  while (takes.length < TAKES) takes.push(await takeP95(page));
  return median(takes);
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
    const sceneMs = await takeScene(browser, origin, at);
    const after = await takeBlank(browser, origin, at.profile);
    return { blankMs: median([before, after]), sceneMs };
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
