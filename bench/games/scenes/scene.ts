import type { Profile, TestPage } from "../../../tests/support/browser.ts";

/** Something that a game shows. */
export interface Scene {
  /** The game's id and what is seen, such as "2048: a game begins". */
  readonly name: string;
  readonly game: string;
  readonly weight: "typical" | "heaviest";
  /** The end of the address. @default nothing */
  readonly after?: string;
  /** What the browser keeps of earlier days. @default nothing */
  readonly storage?: () => Readonly<Record<string, string>>;
  /** Brings a page from its start to the scene. */
  readonly show: (page: TestPage, profile: Profile) => Promise<void>;
}

/** What the kit keeps under a game's name. */
export function stored(id: string, data: unknown, version = 1): Record<string, string> {
  return { [`coplay.${id}`]: JSON.stringify({ version, data }) };
}

/** Goes from the title into the game. */
export async function play(page: TestPage): Promise<void> {
  await page.untilScreen("title");
  await page.press(".screen-title .primary");
  await page.untilScreen("play");
}

/** Chooses an entry of the title by its words. */
export async function choose(page: TestPage, words: string): Promise<void> {
  await page.untilScreen("title");
  const at = await page.read<number>(
    `[...document.querySelectorAll(".screen-title .actions .button")]
      .findIndex((button) => button.textContent === ${JSON.stringify(words)})`,
  );
  if (at < 0) throw new Error(`The title has no "${words}"`);
  await page.press(`.screen-title .actions .button:nth-child(${at + 1})`);
}

/**
 * Gives a bare page the width of its screen: without a viewport, a phone lays out a page 980 wide, with a canvas six times
 * as large as the game's.
 */
export async function setViewport(): Promise<void> {
  const viewport = document.createElement("meta");
  viewport.name = "viewport";
  viewport.content = "width=device-width, initial-scale=1";
  document.head.append(viewport);
  await new Promise((next) => requestAnimationFrame(next));
}
