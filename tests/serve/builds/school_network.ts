import type { Page } from "puppeteer-core";
import { listen } from "../../../src/serve/listen/listen.ts";
import { type LAN_NAME, sharedChromium } from "../../support/chromium.ts";
import { inTime, PATIENCE_MS } from "../../support/until.ts";
import type { HostFixture } from "../host_fixture.ts";

/** The behaviour of a page, for tests. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Its console messages and uncaught errors. */
  readonly said: string[];
  /** The Content-Encoding of each answer, by path. */
  readonly encodings: Map<string, string>;
  /** Status codes from 400, by path. */
  readonly refused: [path: string, status: number][];
  /** Waits for a console message. */
  saying(text: string): Promise<void>;
}

/** A host on its own port, visited with a browser. */
export class SchoolNetwork implements AsyncDisposable {
  readonly host: HostFixture;
  readonly port: number;
  readonly #stop: () => Promise<void>;

  private constructor(host: HostFixture, rest: { port: number; stop: () => Promise<void> }) {
    this.host = host;
    this.port = rest.port;
    this.#stop = rest.stop;
  }

  /** @param host the host; it is disposed with this object */
  static async start(host: HostFixture): Promise<SchoolNetwork> {
    const listening = await listen(host.host.handler, { port: 0, hostname: "127.0.0.1" });
    return new SchoolNetwork(host, { port: listening.port, stop: () => listening.stop() });
  }

  /** @param name `localhost`, which is a secure context, or {@linkcode LAN_NAME}, which is not */
  async visit(name: "localhost" | typeof LAN_NAME, path = "/"): Promise<Visit> {
    const context = await (await sharedChromium()).createBrowserContext();
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
        const listening = async () => {
          while (!said.some((line) => line.includes(text))) {
            await new Promise<void>((resolve) => wake = resolve);
          }
        };
        await inTime(listening(), () => `"${text}" in:\n${said.join("\n")}`);
      },
      [Symbol.asyncDispose]: () => context.close(),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
    await this.host[Symbol.asyncDispose]();
  }
}
