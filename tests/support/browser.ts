import type { Browser, Page } from "puppeteer-core";
import { launchChromium, sharedChromium } from "./chromium.ts";
import { type GameServer, serveGames } from "./game_server.ts";
import { type Profile, TestPage } from "./test_page.ts";
import { PATIENCE_MS } from "./until.ts";

export { type Path, type Place, type Profile, TestPage } from "./test_page.ts";

const VIEWPORTS = {
  phone: { width: 390, height: 844, deviceScaleFactor: 3, isMobile: true, hasTouch: true },
  desktop: { width: 1280, height: 800, deviceScaleFactor: 1 },
} as const;

/** Options of a page. */
export type PageOptions = {
  readonly profile: Profile;
  /** The page's navigator.language. @default "en" */
  readonly language?: "en" | "zh";
  /** Whether the system asks for reduced motion. @default false */
  readonly calm?: boolean;
  /** The content of localStorage before the page's code first runs. */
  readonly storage?: Readonly<Record<string, string>>;
  /** A script that runs before those of the page. @default none */
  readonly before?: string;
};

/** Collects everything that must not happen to a player: errors, failed requests, and requests to other hosts. */
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
    // A page that the player leaves or reloads aborts its unfinished requests.
    if (reason !== "net::ERR_ABORTED") problems.push(`request failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`answer ${response.status()}: ${response.url()}`);
  });
  return problems;
}

/** A running Chromium. */
export class TestBrowser {
  #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Opens a page with its own storage. It may send requests only to its own origin. */
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
    if (options.before) await page.evaluateOnNewDocument(options.before);
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
}

/** Returns the Chromium that all tests of a file share. */
export async function sharedBrowser(): Promise<TestBrowser> {
  return new TestBrowser(await sharedChromium());
}

/** Starts a separate Chromium; disposing it ends it. */
export async function startBrowser(): Promise<TestBrowser & AsyncDisposable> {
  const browser = await launchChromium();
  return Object.assign(new TestBrowser(browser), {
    [Symbol.asyncDispose]: () => browser.close(),
  });
}

/** Options of a game's page. */
export type GameOptions = PageOptions & {
  /** The end of its address, such as `?seed=5` or `#clock=2`. @default nothing */
  readonly after?: string;
};

/** The server of the repository's games that all tests of a file share. */
let games: GameServer | undefined;

Deno.test.afterAll(async () => await games?.[Symbol.asyncDispose]());

/**
 * Opens a game as a new player.
 *
 *     await using game = await openGame("2048", { profile: "phone" });
 *     await game.press(".screen-title .primary");
 */
export async function openGame(id: string, options: GameOptions): Promise<TestPage> {
  const browser = await sharedBrowser();
  games ??= serveGames();
  return await browser.open(`${games.origin}/games/${id}/${options.after ?? ""}`, options);
}
