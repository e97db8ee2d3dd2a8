import { type Browser, launch } from "puppeteer-core";
import { programPath } from "./programs.ts";
import { PATIENCE_MS } from "./until.ts";

/** A name of this machine that is no secure context, as every other machine of a school network is. */
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
  // Whatever a page tries, no name outside this machine resolves.
  `--host-resolver-rules=MAP ${LAN_NAME} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
];

/** Starts a Chromium without a window, with a profile of its own. */
export async function launchChromium(...flags: readonly string[]): Promise<Browser> {
  return await launch({
    executablePath: programPath("chromium"),
    headless: true,
    args: [...FLAGS, ...flags],
    timeout: PATIENCE_MS,
    protocolTimeout: 2 * PATIENCE_MS,
  });
}

let shared: Promise<Browser> | undefined;

/**
 * The Chromium of all tests of a file, started when the first one asks for it: that takes longer than many a
 * test. Each test opens browser contexts of its own in it, which share no storage.
 */
export function sharedChromium(): Promise<Browser> {
  return shared ??= launchChromium();
}

// That it could not be started, its tests have told.
Deno.test.afterAll(async () => await (await shared?.catch(() => undefined))?.close());
