import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, CDPSession, Page } from "puppeteer-core";
import { Catalogue } from "../../src/serve/catalogue/catalogue.ts";
import { Front, type FrontOptions } from "../../src/serve/front/front.ts";
import { launchChromium, sharedChromium } from "../support/chromium.ts";
import { TempDir } from "../support/temp_dir.ts";
import { PATIENCE_MS, until } from "../support/until.ts";
import { type Tree, writeTree } from "../serve/host_fixture.ts";

/** The options of a {@linkcode LiveHost}. */
export type LiveOptions = Partial<FrontOptions> & {
  /** The game to publish. @default "a" */
  readonly game?: string;
  /** Whether the repository's own games are there, too. @default false */
  readonly hasBuiltIn?: boolean;
};

const BUILT_IN = fileURLToPath(new URL("../../games", import.meta.url));

/** A front that listens on a port, over games of a test. */
export class LiveHost implements AsyncDisposable {
  readonly folder: TempDir;
  front!: Front;
  #server: Deno.HttpServer<Deno.NetAddr> | undefined;
  readonly #options: LiveOptions;
  #port = 0;

  private constructor(folder: TempDir, options: LiveOptions) {
    this.folder = folder;
    this.#options = options;
  }

  /** @param tree games by their folders */
  static async start(tree: Tree, options: LiveOptions = {}): Promise<LiveHost> {
    const folder = await TempDir.make();
    await writeTree(folder.path, tree);
    const host = new LiveHost(folder, options);
    await host.listen(options.game ?? "a");
    return host;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts to answer, on the earlier port if there was one, with a published game. */
  async listen(gameId: string): Promise<void> {
    const builtIn = this.#options.hasBuiltIn ? [{ path: BUILT_IN, isBuiltIn: true }] : [];
    const catalogue = new Catalogue([...builtIn, { path: this.folder.path }]);
    await catalogue.scan();
    this.front = new Front({
      catalogue,
      hasLobby: false,
      isLive: true,
      graceMs: 0,
      host: { packs: false },
      ...this.#options,
    });
    await this.publish(gameId);
    const options = { hostname: "127.0.0.1", port: this.#port, onListen() {} };
    this.#server = Deno.serve(options, this.front.host.handler);
    this.#port = this.#server.addr.port;
  }

  async publish(gameId: string): Promise<void> {
    await this.front.host.publish(this.front.host.catalogue.get(gameId)!);
  }

  /** Stops like the command. */
  async stop(): Promise<void> {
    this.front.close();
    await this.#server?.shutdown();
    this.#server = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.folder[Symbol.asyncDispose]();
  }
}

/** A browser in which every player has their own storage. */
export class Players implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #joined: BrowserContext[] = [];
  readonly #isOwn: boolean;

  private constructor(browser: Browser, isOwn: boolean) {
    this.#browser = browser;
    this.#isOwn = isOwn;
  }

  /** @param flags command-line flags for a Chromium of these players' own */
  static async start(...flags: readonly string[]): Promise<Players> {
    if (flags.length === 0) return new Players(await sharedChromium(), false);
    return new Players(await launchChromium(...flags), true);
  }

  /** Adds a player, whose tabs share a storage. */
  async join(): Promise<BrowserContext> {
    const context = await this.#browser.createBrowserContext();
    this.#joined.push(context);
    return context;
  }

  /** Adds a player with one tab. */
  async open(url: string): Promise<Tab> {
    return await Tab.open(await this.join(), url);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const context of this.#joined) await context.close();
    if (this.#isOwn) await this.#browser.close();
  }
}

/** A page of a player. */
export class Tab {
  readonly page: Page;
  /** Errors and warnings of the page, and every page that it has shown. */
  readonly problems: string[] = [];
  readonly shown: string[] = [];
  /** The path of every request. */
  readonly asked: string[] = [];
  readonly #protocol: CDPSession;

  private constructor(page: Page, protocol: CDPSession) {
    this.page = page;
    this.#protocol = protocol;
    page.on("pageerror", (error) => this.problems.push(`${error}`));
    page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) this.problems.push(message.text());
    });
    page.on("request", (request) => this.asked.push(new URL(request.url()).pathname));
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) this.shown.push(new URL(frame.url()).pathname);
    });
  }

  static async open(context: BrowserContext, url: string): Promise<Tab> {
    const page = await context.newPage();
    const tab = new Tab(page, await page.createCDPSession());
    await tab.page.goto(url, { waitUntil: "load", timeout: PATIENCE_MS });
    return tab;
  }

  /** Freezes the page, as a system does when the screen turns off. */
  async sleep(): Promise<void> {
    await this.#protocol.send("Page.setWebLifecycleState", { state: "frozen" });
  }

  async wake(): Promise<void> {
    await this.#protocol.send("Page.setWebLifecycleState", { state: "active" });
  }

  /** Lets an origin keep so many bytes in this browser. */
  async limitStorage(origin: string, quotaSize: number): Promise<void> {
    await this.#protocol.send("Storage.overrideQuotaForOrigin", { origin, quotaSize });
  }

  /** Waits until the page shows a game. */
  async untilOn(gameId: string): Promise<void> {
    await this.until(
      `location.pathname === "/games/${gameId}/" && document.readyState === "complete"`,
    );
  }

  /** Waits until an expression is true, across page loads. */
  async until(expression: string): Promise<void> {
    const what = () => `${expression}; pages: ${this.shown}; ${this.problems}`;
    await until(what, () => this.read<boolean>(expression).catch(() => false));
  }

  /**
   * Evaluates an expression. Puppeteer's own `evaluate` counts as a touch of the page, which allows sound; this does
   * not.
   */
  async read<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await this.#protocol.send("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value as Value;
  }
}
