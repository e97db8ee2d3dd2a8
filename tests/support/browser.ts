import { type Browser, launch, type Page } from "puppeteer-core";
import { findChromium } from "./chromium.ts";
import { serveGames } from "./game_server.ts";
import { PATIENCE_MS, type Profile, TestPage } from "./test_page.ts";

export { type Path, type Place, type Profile, TestPage } from "./test_page.ts";

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
