import type { KeyInput, Page } from "puppeteer-core";
import { PATIENCE_MS, until } from "./until.ts";

/** The two kinds of screens on which games are tested. */
export type Profile = "phone" | "desktop";

/** A point in the window, in CSS pixels. */
export type Place = { readonly x: number; readonly y: number };

/** A movement between two points. */
export type Path = { readonly from: Place; readonly to: Place };

/** A finger that taps the same spot sooner than this, in milliseconds, has tapped twice: the second is no press. */
const DOUBLE_TAP_MS = 400;
/** How near, in CSS pixels, a spot is the same. */
const SAME_SPOT = 40;

/** Says what a page shows, and what lies where it was pressed last. */
const STATE = (place: Place | undefined) => {
  const at = place && document.elementFromPoint(place.x, place.y);
  const pressed = place
    ? `; pressed last at ${place.x}, ${place.y}: ${at?.outerHTML.slice(0, 200)}`
    : "";
  return `the screen is "${document.body.dataset.screen}", ${document.visibilityState}${pressed}`;
};

/** Whether an element, or the label of it, is what lies at a place. */
const LIES_AT = (element: Element, { x, y }: Place) => {
  const at = document.elementFromPoint(x, y);
  return element.contains(at) || at?.closest("label")?.contains(element) === true;
};

/** Whether a motion that ends still moves an element. A page that is busy may not even have begun with it. */
const IS_MOVING = (element: Element) =>
  document.getAnimations().some(({ effect, playState }) =>
    playState === "running" && effect instanceof KeyframeEffect &&
    effect.target?.contains(element) && effect.getComputedTiming().endTime !== Infinity
  );

/** A page under test. Disposing it fails when the page had any problem. */
export class TestPage implements AsyncDisposable {
  /** Puppeteer's page, for actions that this class lacks. */
  readonly page: Page;
  readonly profile: Profile;
  /** The problems so far. */
  readonly problems: string[];
  #release: () => Promise<void>;
  #lastTap = { x: 0, y: 0, atMs: -Infinity };
  #lastPress: Place | undefined;

  constructor(page: Page, options: {
    readonly profile: Profile;
    readonly problems: string[];
    readonly release: () => Promise<void>;
  }) {
    this.page = page;
    this.profile = options.profile;
    this.problems = options.problems;
    this.#release = options.release;
  }

  /** Throws when the page logged an error or warning, failed a request, or sent one to another host. */
  expectClean(): void {
    const problems = this.problems.splice(0);
    if (problems.length > 0) throw new Error(`The page had problems:\n${problems.join("\n")}`);
  }

  /** Waits. If the wait fails, the page's own errors explain more, so they are reported first. */
  async #waitFor(what: string, arrival: Promise<unknown>): Promise<void> {
    try {
      await arrival;
    } catch (cause) {
      this.expectClean();
      const seen = await this.page.evaluate(STATE, this.#lastPress).catch(String);
      throw new Error(`Waited in vain for ${what}; ${seen}`, { cause });
    }
  }

  /** Waits until an element is visible. */
  async see(selector: string): Promise<void> {
    await this.#waitFor(
      selector,
      this.page.waitForSelector(selector, { visible: true, timeout: PATIENCE_MS }),
    );
  }

  /** Waits until an expression in the page is true. */
  async until(expression: string): Promise<void> {
    await this.#waitFor(
      expression,
      this.page.waitForFunction(expression, { timeout: PATIENCE_MS }),
    );
  }

  /** Waits until the kit's shell shows this screen; "play" is the game itself. */
  async untilScreen(id: string): Promise<void> {
    await this.until(`document.body.dataset.screen === ${JSON.stringify(id)}`);
  }

  /** Evaluates an expression in the page. */
  async read<Value>(expression: string): Promise<Value> {
    return await this.page.evaluate(expression) as Value;
  }

  /** Reads the visible text of an element. */
  async textOf(selector: string): Promise<string> {
    return await this.page.$eval(selector, (element) => element.textContent?.trim() ?? "");
  }

  /** The middle of an element after its animation. */
  async middleOf(selector: string): Promise<Place> {
    await this.see(selector);
    const element = await this.page.$(selector);
    await element!.scrollIntoView();
    let box = (await element!.boundingBox())!;
    await until(`${selector} to come to rest`, async () => {
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(0))));
      const last = JSON.stringify(box);
      box = (await element!.boundingBox())!;
      return JSON.stringify(box) === last && !(await element!.evaluate(IS_MOVING));
    });
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Presses an element as the profile's player does: with a finger on a phone, otherwise with the mouse. */
  async press(selector: string): Promise<void> {
    let place = await this.middleOf(selector);
    // A notice may lie over it for a while, and what comes late may push it aside.
    await until(`${selector} to be in reach`, async () => {
      if (await this.page.$eval(selector, LIES_AT, place)) return true;
      place = await this.middleOf(selector);
      return false;
    });
    await this.pressAt(place);
  }

  /** Presses a point in the window. */
  async pressAt({ x, y }: Place): Promise<void> {
    this.#lastPress = { x, y };
    if (this.profile === "phone") await this.#tap({ x, y });
    else await this.page.mouse.click(x, y);
  }

  /** Taps. Down and up are sent at once, because on a busy machine a delayed up becomes a long press. */
  async #tap(place: Place): Promise<void> {
    const { x, y, atMs } = this.#lastTap;
    if (Math.hypot(place.x - x, place.y - y) < SAME_SPOT) {
      await until("the end of a double tap", () => Date.now() > atMs + DOUBLE_TAP_MS);
    }
    const session = await this.page.createCDPSession();
    await Promise.all([
      session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [place] }),
      session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] }),
    ]);
    await session.detach();
    this.#lastTap = { ...place, atMs: Date.now() };
  }

  /** Presses, moves and releases: a finger's swipe or drag on a phone, otherwise the mouse's. */
  async drag({ from, to }: Path): Promise<void> {
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    if (this.profile === "phone") {
      const touch = await this.page.touchscreen.touchStart(from.x, from.y);
      await touch.move(middle.x, middle.y);
      await touch.move(to.x, to.y);
      // A finger that rests before it lifts starts no fling: Chromium would treat the tap after a fling as stopping the
      // scroll, and swallow it.
      await this.#rest();
      await touch.move(to.x, to.y);
      await this.#rest();
      await touch.end();
      return;
    }
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(middle.x, middle.y);
    await this.page.mouse.move(to.x, to.y);
    await this.page.mouse.up();
  }

  /** Waits until the page has been drawn a few times. */
  async #rest(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
    });
  }

  /** Presses keys one after the other. */
  async keys(...keys: readonly KeyInput[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Turns the device: a phone becomes landscape, a window portrait. */
  async rotate(): Promise<void> {
    const { width, height, ...rest } = this.page.viewport()!;
    await this.page.setViewport({ ...rest, width: height, height: width });
    await this.until(`innerWidth ${height > width ? ">" : "<"} innerHeight`);
  }

  /** Reloads the page, like a returning player. */
  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: "load" });
  }

  /** Saves a screenshot of the page. */
  async shoot(path: string): Promise<void> {
    await this.page.screenshot({ path: path as `${string}.png` });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#release();
    this.expectClean();
  }
}
