// What a test, or a page around the game, may know of it without seeing it: attributes of the board.

import type { Session } from "./session.ts";

/** Writes the state of the game to the place's data attributes; without a game, takes them away. */
export function showState({ dataset }: HTMLElement, session: Session | undefined): void {
  if (!session) {
    delete dataset.map;
    return;
  }
  const { game, held } = session;
  const { mark } = game;
  const state: Record<string, string> = {
    map: game.map.id,
    coins: String(game.coins),
    carrot: String(game.carrot),
    wave: String(game.wave),
    towers: String(game.towers.length),
    monsters: String(game.monsters.length),
    // Seconds, not steps: attributes that change in every frame would cost every frame.
    seconds: String(Math.floor(game.step / 30)),
    marked: mark ? ("plan" in mark ? mark.plan.kind : mark.kind) : "",
    outcome: game.outcome,
    held: String(held),
  };
  for (const [key, value] of Object.entries(state)) {
    if (dataset[key] !== value) dataset[key] = value;
  }
}
