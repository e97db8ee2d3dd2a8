// A host in a page under test: it announces rounds and keeps the scores that the game tells.

import type { Round } from "../../games/kit/classroom.ts";
import type { TestPage } from "./test_page.ts";

/** A score as a game told it. */
export type ToldScore = { readonly value: number; readonly level?: string };

/** Loads a game's page again with a host in it. */
export async function joinClass(game: TestPage, round: Round | null = null): Promise<void> {
  await game.page.evaluateOnNewDocument((first: Round | null) => {
    const told: unknown[] = [];
    const coplay = Object.assign(new EventTarget(), {
      round: first,
      told,
      score: (value: number, options: object) => void told.push({ value, ...options }),
    });
    Object.defineProperty(globalThis, "coplay", { value: coplay });
  }, round);
  await game.reload();
}

/** Announces a round; null ends the one that runs. */
export async function announceRound(game: TestPage, round: Round | null): Promise<void> {
  await game.read(`(() => {
    coplay.round = ${JSON.stringify(round)};
    coplay.dispatchEvent(new Event("round"));
  })()`);
}

/** The scores that the game has told since the page was loaded. */
export async function toldScores(game: TestPage): Promise<readonly ToldScore[]> {
  return await game.read("coplay.told");
}
