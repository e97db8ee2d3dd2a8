import { type Browser, launch } from "puppeteer-core";
import { programPath } from "./programs.ts";
import { PATIENCE_MS } from "./until.ts";

/** A name of this machine that is no secure context, like any other machine of a school network. */
export const LAN_NAME = "game.lan";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  // This enables WebGL without a graphics card.
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // No other name resolves, so that a page cannot reach other machines.
  `--host-resolver-rules=MAP ${LAN_NAME} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
];

/** Starts a headless Chromium with its own profile. */
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
 * Returns the Chromium that all tests of a file share, and starts it at the first call, because that takes longer than
 * many a test. Each test opens its own browser contexts, which share no storage.
 */
export function sharedChromium(): Promise<Browser> {
  return shared ??= launchChromium();
}

// If it could not be started, its tests have reported that.
Deno.test.afterAll(async () => await (await shared?.catch(() => undefined))?.close());
