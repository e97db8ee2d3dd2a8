// How long a game takes to open in a browser that has never seen it.
import { type Browser, launch } from "puppeteer-core";

/** A game that has been opened. */
export interface Opening {
  /** From the click until the game's first picture. */
  readonly seconds: number;
  /** The paths that the browser asked for, in their order. */
  readonly asked: readonly string[];
}

/** Starts a browser that takes any certificate. */
export async function startChromium(executablePath: string): Promise<Browser & AsyncDisposable> {
  const args = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"];
  const more = ["--disable-background-networking", "--ignore-certificate-errors"];
  const browser = await launch({ executablePath, headless: true, args: [...args, ...more] });
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}

const PAINTED = `performance.getEntriesByName("first-contentful-paint")[0]?.startTime`;

/** Opens a page as a phone does that has kept nothing of it. */
export async function openOnce(browser: Browser, url: string): Promise<Opening> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname, search } = new URL(request.url());
      // The stream of events has no end, and what is posted loads nothing.
      const isFile = request.method() === "GET" && !pathname.endsWith("/events");
      if (isFile) asked.push(pathname + search);
    });
    await page.goto(url, { waitUntil: "load", timeout: 60_000 });
    const painted = await page.waitForFunction(PAINTED, { timeout: 60_000 });
    return { seconds: await painted.jsonValue() as number / 1000, asked };
  } finally {
    await context.close();
  }
}
