import { type Browser, type KeyInput, launch, type Page } from "puppeteer-core";
import { findChromium } from "./chromium.ts";
import { serveGames } from "./game_server.ts";

/** The two screens every game is played on. */
export type Profile = "phone" | "desktop";

const VIEWPORTS = {
  phone: { width: 390, height: 844, deviceScaleFactor: 3, isMobile: true, hasTouch: true },
  desktop: { width: 1280, height: 800, deviceScaleFactor: 1 },
} as const;

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Whatever a page tries, no name outside this machine resolves.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** How long a page may take to show what a test waits for, before the test gives up. */
const PATIENCE_MS = 30_000;

/** A place in the window, in CSS pixels. */
export type Place = { readonly x: number; readonly y: number };

/** A path between two places. */
export type Path = { readonly from: Place; readonly to: Place };

/** What a page is opened with. */
export type PageOptions = {
  readonly profile: Profile;
  /** What navigator.language says. @default "en" */
  readonly language?: "en" | "zh";
  /** Whether the system asks for less motion. @default false */
  readonly calm?: boolean;
  /** What localStorage holds before the page's own code runs for the first time. */
  readonly storage?: Readonly<Record<string, string>>;
};

/** Everything a page did that a player must never get: errors, failed and foreign requests. */
function collectProblems(page: Page, origin: string): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warn", "assert"].includes(message.type())) {
      problems.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => {
    problems.push(`uncaught: ${error instanceof Error ? error.stack ?? error.message : error}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    const stays = url.origin === origin || url.protocol === "data:" || url.protocol === "blob:";
    if (!stays) problems.push(`request leaves the host: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left or reloaded drops what it was still loading.
    if (reason !== "net::ERR_ABORTED") problems.push(`request failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`answer ${response.status()}: ${response.url()}`);
  });
  return problems;
}

/** A page under test. Disposing it fails when the page had any problem. */
export class TestPage implements AsyncDisposable {
  /** The real page, for what the methods here do not cover. */
  readonly page: Page;
  readonly profile: Profile;
  /** What went wrong so far. */
  readonly problems: string[];
  #release: () => Promise<void>;

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

  /** Throws when the page logged an error or warning, failed a request, or asked another host. */
  expectClean(): void {
    const problems = this.problems.splice(0);
    if (problems.length > 0) throw new Error(`The page had problems:\n${problems.join("\n")}`);
  }

  /** A wait that ends in vain: the page's own errors tell more than the wait that missed. */
  async #waitFor(what: string, arrival: Promise<unknown>): Promise<void> {
    try {
      await arrival;
    } catch (cause) {
      this.expectClean();
      throw new Error(`Waited in vain for ${what}`, { cause });
    }
  }

  /** Waits until an element is visible. */
  async see(selector: string): Promise<void> {
    await this.#waitFor(
      selector,
      this.page.waitForSelector(selector, { visible: true, timeout: PATIENCE_MS }),
    );
  }

  /** Waits until an expression, run in the page, is true. */
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

  /** Runs an expression in the page. */
  async read<Value>(expression: string): Promise<Value> {
    return await this.page.evaluate(expression) as Value;
  }

  /** The text of an element, as it is read. */
  async textOf(selector: string): Promise<string> {
    return await this.page.$eval(selector, (element) => element.textContent?.trim() ?? "");
  }

  /** The middle of an element that has come to rest. */
  async middleOf(selector: string): Promise<Place> {
    await this.see(selector);
    const element = await this.page.$(selector);
    await element!.scrollIntoView();
    let last = "";
    for (;;) {
      const box = (await element!.boundingBox())!;
      const now = JSON.stringify(box);
      if (now === last) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      last = now;
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(0))));
    }
  }

  /** Presses an element the way the profile's player does: a finger on a phone, else the mouse. */
  async press(selector: string): Promise<void> {
    await this.pressAt(await this.middleOf(selector));
  }

  /** Presses a place in the window. */
  async pressAt({ x, y }: Place): Promise<void> {
    if (this.profile === "phone") await this.page.touchscreen.tap(x, y);
    else await this.page.mouse.click(x, y);
  }

  /** Presses, moves and lets go: a finger's swipe or drag on a phone, else the mouse's. */
  async drag({ from, to }: Path): Promise<void> {
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    if (this.profile === "phone") {
      const touch = await this.page.touchscreen.touchStart(from.x, from.y);
      await touch.move(middle.x, middle.y);
      await touch.move(to.x, to.y);
      await touch.end();
      return;
    }
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(middle.x, middle.y);
    await this.page.mouse.move(to.x, to.y);
    await this.page.mouse.up();
  }

  /** Presses keys one after the other. */
  async keys(...keys: readonly KeyInput[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Turns the device: a phone lies down, a window becomes upright. */
  async rotate(): Promise<void> {
    const { width, height, ...rest } = this.page.viewport()!;
    await this.page.setViewport({ ...rest, width: height, height: width });
    await this.until(`innerWidth ${height > width ? ">" : "<"} innerHeight`);
  }

  /** Loads the page again, as a player would who comes back. */
  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: "load" });
  }

  /** Takes a picture of the page. */
  async shoot(path: string): Promise<void> {
    await this.page.screenshot({ path: path as `${string}.png` });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#release();
    this.expectClean();
  }
}

/** A running Chromium; disposing it ends it. */
export class TestBrowser implements AsyncDisposable {
  #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Opens a page with storage of its own. Its origin is the only host it may ask. */
  async open(url: string, options: PageOptions): Promise<TestPage> {
    const context = await this.#browser.createBrowserContext();
    const page = await context.newPage();
    const problems = collectProblems(page, new URL(url).origin);
    await page.setViewport(VIEWPORTS[options.profile]);
    const language = options.language === "zh" ? "zh-CN" : "en-US";
    await page.evaluateOnNewDocument(
      (language, storage) => {
        Object.defineProperty(navigator, "languages", { get: () => [language] });
        Object.defineProperty(navigator, "language", { get: () => language });
        if (sessionStorage.getItem("prepared")) return;
        sessionStorage.setItem("prepared", "yes");
        for (const [key, value] of Object.entries(storage)) localStorage.setItem(key, value);
      },
      language,
      options.storage ?? {},
    );
    await page.emulateMediaFeatures([
      { name: "prefers-reduced-motion", value: options.calm ? "reduce" : "no-preference" },
    ]);
    await page.goto(url, { waitUntil: "load", timeout: PATIENCE_MS });
    return new TestPage(page, {
      profile: options.profile,
      problems,
      release: () => context.close(),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}

/** Starts the system's Chromium without a window. */
export async function startBrowser(): Promise<TestBrowser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error("Cannot start Chromium: not on PATH, and COPLAY_CHROMIUM is not set");
  }
  const browser = await launch({
    executablePath,
    headless: true,
    args: CHROMIUM_FLAGS,
    // Its output is about the machine it runs on, not about the page.
    dumpio: false,
  });
  return new TestBrowser(browser);
}

/**
 * Opens one game, served by a server and shown by a browser of its own.
 *
 *     await using game = await openGame("2048", { profile: "phone" });
 *     await game.press(".screen-title .primary");
 */
export async function openGame(id: string, options: PageOptions): Promise<TestPage> {
  await using resources = new AsyncDisposableStack();
  const server = resources.use(serveGames());
  const browser = resources.use(await startBrowser());
  const opened = await browser.open(`${server.origin}/games/${id}/`, options);
  const held = resources.move();
  return new TestPage(opened.page, {
    profile: options.profile,
    problems: opened.problems,
    release: () => held.disposeAsync(),
  });
}
