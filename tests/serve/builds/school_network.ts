import { type Browser, launch, type Page } from "puppeteer-core";
import { listen } from "../../../src/serve/listen/listen.ts";
import type { HostFixture } from "../host_fixture.ts";

/** A name that is no secure context, as every other machine of a school network is. */
export const LAN_NAME = "game.lan";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  // WebGL without a graphics card.
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--host-resolver-rules=MAP ${LAN_NAME} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
];

/** What a page did, for tests to look at. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** What it wrote to the console, and its uncaught errors. */
  readonly said: string[];
  /** Content-Encoding by the path of each answer. */
  readonly encodings: Map<string, string>;
  /** Status codes of 400 and more, by path. */
  readonly refused: [path: string, status: number][];
  /** Waits until it has said something. */
  saying(text: string): Promise<void>;
}

/** How long a program may take to start on a loaded machine. */
const PATIENCE_MS = 40_000;

/** A host on a port of its own and a browser to visit it with. */
export class SchoolNetwork implements AsyncDisposable {
  readonly host: HostFixture;
  readonly port: number;
  readonly #browser: Browser;
  readonly #stop: () => Promise<void>;

  private constructor(host: HostFixture, rest: {
    port: number;
    browser: Browser;
    stop: () => Promise<void>;
  }) {
    this.host = host;
    this.port = rest.port;
    this.#browser = rest.browser;
    this.#stop = rest.stop;
  }

  /** @param host is disposed with it */
  static async start(host: HostFixture): Promise<SchoolNetwork> {
    const listening = await listen(host.host.handler, { port: 0, hostname: "127.0.0.1" });
    const executablePath = Deno.env.get("COPLAY_CHROMIUM") ?? "/usr/bin/chromium";
    const browser = await launch({ executablePath, headless: true, args: FLAGS });
    const { port } = listening;
    const stop = () => listening.stop();
    return new SchoolNetwork(host, { port, browser, stop });
  }

  /** @param name `localhost`, which is a secure context, or {@linkcode LAN_NAME}, which is not */
  async visit(name: "localhost" | typeof LAN_NAME, path = "/"): Promise<Visit> {
    const context = await this.#browser.createBrowserContext();
    const page = await context.newPage();
    const said: string[] = [];
    const encodings = new Map<string, string>();
    const refused: [string, number][] = [];
    let wake = () => {};
    const hear = (text: string) => {
      said.push(text);
      wake();
    };
    page.on("console", (message) => hear(message.text()));
    page.on("pageerror", (error) => hear(String((error as Error).stack ?? error)));
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      encodings.set(pathname, response.headers()["content-encoding"] ?? "");
      if (response.status() >= 400) refused.push([pathname, response.status()]);
    });
    await page.goto(`http://${name}:${this.port}${path}`, { timeout: PATIENCE_MS });
    return {
      page,
      said,
      encodings,
      refused,
      async saying(text) {
        const timer = setTimeout(() => wake(), PATIENCE_MS);
        const startMs = Date.now();
        while (!said.some((line) => line.includes(text))) {
          if (Date.now() - startMs >= PATIENCE_MS) throw new Error(`said only: ${said.join("\n")}`);
          await new Promise<void>((resolve) => wake = resolve);
        }
        clearTimeout(timer);
      },
      [Symbol.asyncDispose]: () => context.close(),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.#stop();
    await this.host[Symbol.asyncDispose]();
  }
}
