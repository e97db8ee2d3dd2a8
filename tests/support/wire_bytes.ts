import type { Page } from "puppeteer-core";
import { until } from "./until.ts";

/** What a browser got over the wire until a game's title stood, and until its first tap had been answered. */
export interface WireBytes {
  /** Bytes of all answers with their headers. */
  readonly title: number;
  /** Those that came after the first tap on the title's main button. */
  readonly play: number;
  /** The files until the title, the largest first, with their bytes. */
  readonly files: readonly (readonly [path: string, bytes: number])[];
}

/**
 * Opens a game in a browser that has nothing of it, and counts the bytes that it gets.
 *
 * @param page a page with an empty cache
 * @param url the address of the game; over plain http from another machine a browser takes gzip, else brotli
 */
export async function countWireBytes(page: Page, url: string): Promise<WireBytes> {
  const protocol = await page.createCDPSession();
  await protocol.send("Network.enable");
  const paths = new Map<string, string>();
  const came: [string, number][] = [];
  protocol.on("Network.requestWillBeSent", ({ requestId, request }) => {
    const { pathname } = new URL(request.url);
    // The stream of events has no end.
    if (!pathname.endsWith("/events")) paths.set(requestId, pathname);
  });
  protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId);
    if (path !== undefined) came.push([path, encodedDataLength]);
    paths.delete(requestId);
  });
  protocol.on("Network.loadingFailed", ({ requestId }) => void paths.delete(requestId));
  const settled = (state: string) =>
    until(
      () => `${state} of ${url}; open: ${[...paths.values()]}`,
      async () => paths.size === 0 && await page.evaluate(state) as boolean,
    );
  await page.goto(url, { waitUntil: "load" });
  await settled("document.fonts.status === 'loaded' && document.body.childElementCount > 0");
  const files = came.splice(0).sort(([, a], [, b]) => b - a);
  const main = await page.$(".screen-title .primary");
  await main?.evaluate((button) => (button as HTMLElement).click());
  await settled("document.readyState === 'complete'");
  const sum = (list: readonly (readonly [string, number])[]) =>
    list.reduce((bytes, [, more]) => bytes + more, 0);
  return { title: sum(files), play: sum(came), files };
}

/**
 * Waits until a host has packed a game's linked script and its cover, as it does in the background. The kit's styles come
 * after all of the game's files, and add some 8 KB where they are not packed yet.
 */
export async function untilPacked(url: string): Promise<void> {
  // As a browser asks for a page to show; a script that fetches it gets what the author wrote.
  const toShow = { accept: "text/html,application/xhtml+xml" };
  const page = await (await fetch(url, { headers: toShow })).text();
  const [, script] = /<script type="module" src="([^"]+)"/.exec(page) ?? [];
  for (const coding of ["gzip", "br"]) {
    const headers = { "accept-encoding": coding };
    for (const path of [script!, "cover.svg"]) {
      await until(`${path} in ${coding}`, async () => {
        const answer = await fetch(new URL(path, url), { method: "HEAD", headers });
        return answer.headers.get("content-encoding") === coding;
      });
    }
  }
}
