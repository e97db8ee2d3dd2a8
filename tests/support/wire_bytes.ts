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
  const threads = new Map<string, URL>();
  protocol.on("Network.requestWillBeSent", ({ requestId, request }) => {
    const { pathname } = new URL(request.url);
    // The stream of events has no end.
    if (!pathname.endsWith("/events") && !threads.has(pathname)) paths.set(requestId, pathname);
  });
  // The end of what a thread loads is told to its own session, too late to hear of it: that is weighed later.
  page.on("workercreated", (thread) => {
    const { pathname, search } = new URL(thread.url());
    // A name that only the browser knows is this machine's.
    threads.set(pathname, new URL(pathname + search, `http://127.0.0.1:${new URL(url).port}`));
    for (const [id, path] of paths) if (path === pathname) paths.delete(id);
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
  for (const script of threads.values()) came.push(...await filesOf(script));
  const files = came.splice(0).sort(([, a], [, b]) => b - a);
  const main = await page.$(".screen-title .primary");
  await main?.evaluate((button) => (button as HTMLElement).click());
  await settled("document.readyState === 'complete'");
  const sum = (list: readonly (readonly [string, number])[]) =>
    list.reduce((bytes, [, more]) => bytes + more, 0);
  return { title: sum(files), play: sum(came), files };
}

/** Finds what the script of a thread imports, and that in its turn. */
const IMPORTS = /\bimport\s*(?:[^"';]*from\s*)?"([^"]+)"/g;

/**
 * Weighs the scripts of a thread, packed with gzip, which is the heavier coding. The host's own are the page's, too, which
 * has them already.
 */
async function filesOf(url: URL, known = new Map<string, number>()): Promise<[string, number][]> {
  if (known.has(url.href) || url.pathname.startsWith("/.coplay/")) return [];
  const packed = await fetch(url, { method: "HEAD", headers: { "accept-encoding": "gzip" } });
  known.set(url.href, Number(packed.headers.get("content-length")));
  const script = await (await fetch(url)).text();
  for (const [, path] of script.matchAll(IMPORTS)) await filesOf(new URL(path!, url), known);
  return [...known].map(([href, bytes]) => [new URL(href).pathname, bytes]);
}

/**
 * Waits until a host has packed a game's linked script and its cover, as it does in the background; the game's other
 * files for the first page come before them.
 */
export async function untilPacked(url: string): Promise<void> {
  // As a browser asks for a page to show; a script that fetches it gets what the author wrote.
  const toShow = { accept: "text/html,application/xhtml+xml" };
  const page = await (await fetch(url, { headers: toShow })).text();
  const [, script] = /<script type="module" src="([^"]+)"/.exec(page) ?? [];
  for (const path of [script!, "cover.svg"]) await untilCoded(new URL(path, url));
}

/** A smaller file may not be worth it. */
const MIN_PACKED_BYTES = 1024;

/**
 * Waits until a host has packed all that a game was seen to ask for. The kit's styles come after all files of the game,
 * and weigh some 8 KB more until then; the host's own scripts are packed from the beginning.
 */
export async function untilAllPacked(origin: string, { files }: WireBytes): Promise<void> {
  for (const url of files.map(([path]) => new URL(path, origin))) {
    if (!/^\/games\/.+\.(?:css|js|ts|svg)$/.test(url.pathname)) continue;
    const plain = { "accept-encoding": "identity" };
    const { headers } = await fetch(url, { method: "HEAD", headers: plain });
    if (Number(headers.get("content-length")) >= MIN_PACKED_BYTES) await untilCoded(url);
  }
}

/** A quiet machine packs all of a large game and the kit in a minute. */
const PACKING_MS = 10 * 60_000;

async function untilCoded(url: URL): Promise<void> {
  for (const coding of ["gzip", "br"]) {
    const isPacked = async () => {
      const answer = await fetch(url, { method: "HEAD", headers: { "accept-encoding": coding } });
      return answer.headers.get("content-encoding") === coding;
    };
    await until(`${url.pathname} in ${coding}`, isPacked, PACKING_MS);
  }
}
