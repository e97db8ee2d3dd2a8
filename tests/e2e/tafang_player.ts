// Plays the carrot game by touch, mouse and keyboard.

import { type Fit, fitStage } from "../../games/kit/fit.ts";
import { CELL, layoutFor, STAGE_SIZES } from "../../games/tafang/art/layout.ts";
import { openGame, type Profile, type TestPage } from "../support/browser.ts";

export interface OpenOptions {
  readonly profile: Profile;
  readonly language?: "en" | "zh";
  /** The speed of the game's clock. @default 1 */
  readonly clock?: number;
  /** The stored progress. */
  readonly progress?: unknown;
  /** The end of the address. @default nothing */
  readonly after?: string;
}

/** Opens the game with its own seed and clock. */
export async function openTafang(options: OpenOptions): Promise<TestPage> {
  const { profile, language = "en", clock = 1, progress, after = "" } = options;
  return await openGame("tafang", {
    profile,
    language,
    after: `?seed=5&clock=${clock}${after}`,
    ...(progress !== undefined && {
      storage: { "coplay.tafang": JSON.stringify({ version: 1, data: progress }) },
    }),
  });
}

/** The middle of a cell in the window. */
export async function cellPlace(game: TestPage, cx: number, cy: number) {
  const box = await game.read<{ x: number; y: number; width: number; height: number }>(
    "document.querySelector('.place').getBoundingClientRect().toJSON()",
  );
  const fit: Fit = fitStage(box, STAGE_SIZES);
  const layout = layoutFor(fit.orientation);
  return {
    x: box.x + fit.left + layout.toX(cx + 0.5, cy + 0.5) * fit.scale,
    y: box.y + fit.top + layout.toY(cx + 0.5, cy + 0.5) * fit.scale,
    cellPx: CELL * fit.scale,
  };
}

export async function tapCell(game: TestPage, cx: number, cy: number): Promise<void> {
  await game.pressAt(await cellPlace(game, cx, cy));
}

/** Reads the board's state of the running game. */
export async function stateOf(game: TestPage): Promise<Record<string, string>> {
  return await game.read("({ ...document.querySelector('.place').dataset })");
}

export async function untilState(game: TestPage, key: string, value: string): Promise<void> {
  await game.until(`document.querySelector('.place').dataset.${key} === '${value}'`);
}

/** Opens the ring on a cell and chooses an item. */
export async function chooseOn(
  game: TestPage,
  { cx, cy, choice }: { cx: number; cy: number; choice: string },
): Promise<void> {
  await tapCell(game, cx, cy);
  await game.press(`[data-choice="${choice}"]`);
  await game.until("!document.querySelector('.ring')");
}

/** The progress of an experienced player: no lesson, and all maps open. */
export const EXPERIENCED = {
  stars: Object.fromEntries(
    ["sprout", "zigzag", "spiral", "crossroads", "pier", "rockpools", "lighthouse", "firs", "knot"]
      .map((id) => [id, { health: 2, cleared: false }]),
  ),
  endless: 4,
  met: ["gumble", "scoot"],
  taught: true,
};
