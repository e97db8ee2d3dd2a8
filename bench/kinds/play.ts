import { dirname, join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { LAN_NAME, launchChromium } from "../../tests/support/chromium.ts";
import { Coplay } from "../../tests/support/coplay.ts";
import { BUILDS } from "./builds.ts";
import { ENGINES } from "./engines.ts";
import type { Kind } from "./kind.ts";
import { SHAPES } from "./shapes.ts";

export const KINDS: readonly Kind[] = [...ENGINES, ...BUILDS, ...SHAPES];

/** How one kind was played. */
export interface Played {
  readonly kind: string;
  readonly scheme: "http" | "https";
  /** What went wrong; empty where nothing did. */
  readonly troubles: readonly string[];
}

/** Nothing takes longer, on a busy machine neither. */
const PATIENCE_MS = 60_000;

async function run(command: readonly string[], cwd: string): Promise<void> {
  const [name = "", ...args] = command;
  const { success, stderr, stdout } = await new Deno.Command(name, { args, cwd }).output();
  if (success) return;
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  throw new Error(`${command.join(" ")} failed: ${said.slice(-600)}`);
}

async function copy(from: string, to: string): Promise<void> {
  if (!(await Deno.stat(from)).isDirectory) {
    await Deno.mkdir(dirname(to), { recursive: true });
    return await Deno.copyFile(from, to);
  }
  for await (const { name } of Deno.readDir(from)) await copy(join(from, name), join(to, name));
}

async function writeFiles({ files }: Kind, folder: string, packages: string): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path);
    await Deno.mkdir(dirname(place), { recursive: true });
    if (typeof content === "string") await Deno.writeTextFile(place, content);
    else if (content instanceof Uint8Array) await Deno.writeFile(place, content);
    else await copy(join(packages, content.of), place);
  }
}

/** Writes and builds every game as its author would. Returns the folder of the games. */
async function makeGames(kinds: readonly Kind[], folder: string): Promise<string> {
  const packages = [...new Set(kinds.flatMap(({ packages }) => packages))];
  await Deno.writeTextFile(join(folder, "package.json"), `{"private": true}`);
  const install = ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"];
  await run(["npm", ...install, "--legacy-peer-deps", ...packages], folder);
  const games = join(folder, "games");
  for (const kind of kinds) {
    const { name, build } = kind;
    const place = build ? join(folder, "sources", name) : join(games, name);
    await writeFiles(kind, place, join(folder, "node_modules"));
    if (!build) continue;
    const [tool = "", ...args] = build.command;
    await run([join(folder, "node_modules", ".bin", tool), ...args], place);
    await copy(join(place, build.to), join(games, name));
  }
  return games;
}

/** Waits until the game has said something. */
async function hears(said: readonly string[], text: string): Promise<boolean> {
  const endMs = Date.now() + PATIENCE_MS;
  while (!said.includes(text)) {
    if (Date.now() > endMs) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/** Whether what is seen changes, as often as it takes to be drawn. */
async function changes(page: Page, before: Uint8Array): Promise<boolean> {
  const endMs = Date.now() + PATIENCE_MS;
  while (Date.now() < endMs) {
    const now = await page.screenshot();
    if (now.length !== before.length || now.some((byte, at) => byte !== before[at])) return true;
  }
  return false;
}

async function playOne(
  browser: Browser,
  { kind, origin, pictures }: { kind: string; origin: string; pictures: string },
): Promise<Played> {
  const scheme = origin.startsWith("https") ? "https" : "http";
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 320, height: 240 });
  const [said, troubles]: [string[], string[]] = [[], []];
  page.on("console", (message) => {
    said.push(message.text());
    if (message.type() === "error") troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) {
      troubles.push(`leaves the host for ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} for ${response.url()}`);
  });
  try {
    await page.goto(`${origin}/games/${encodeURIComponent(kind)}/`, { timeout: PATIENCE_MS });
    if (!await hears(said, "game: ready")) troubles.push("never was ready");
    await page.mouse.click(160, 120);
    const before = await page.screenshot();
    await page.keyboard.press("ArrowRight");
    if (!await hears(said, "game: moved")) troubles.push("never moved");
    else if (!await changes(page, before)) troubles.push("nothing changed on the screen");
    await Deno.writeFile(join(pictures, `${kind} ${scheme}.png`), await page.screenshot());
  } finally {
    await context.close();
  }
  return { kind, scheme, troubles };
}

/**
 * Builds games of many kinds and plays each in Chromium, by a name of the network over http and over https.
 *
 * @param pictures the folder for a picture of each
 */
export async function playKinds(
  kinds: readonly Kind[],
  pictures: string,
  onPlayed: (played: Played) => void,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "coplay-kinds-" });
  try {
    const games = await makeGames(kinds, folder);
    await Deno.mkdir(pictures, { recursive: true });
    const browser = await launchChromium("--ignore-certificate-errors");
    for (const scheme of ["http", "https"] as const) {
      const https = scheme === "https" ? ["--https"] : [];
      const serve = ["serve", "0", "--game", "2048", "--games", games, "--lobby", ...https];
      await using coplay = await Coplay.start(serve, { env: { XDG_CONFIG_HOME: folder } });
      const [, port] = await coplay.stdout.match(/127\.0\.0\.1:(\d+)\//);
      for (const { name: kind } of kinds) {
        onPlayed(
          await playOne(browser, { kind, origin: `${scheme}://${LAN_NAME}:${port}`, pictures }),
        );
      }
      coplay.kill("SIGTERM");
      await coplay.finish();
    }
    await browser.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
