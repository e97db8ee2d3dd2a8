// The state of the game as attributes of the board, for tests and for a page around the game.

import type { Session } from "./session.ts";

/** Writes the state of the game to the place's data attributes, or removes them without a game. */
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
    // Seconds instead of steps, because attributes that change in every frame cost time in every frame.
    seconds: String(Math.floor(game.step / 30)),
    marked: mark ? ("plan" in mark ? mark.plan.kind : mark.kind) : "",
    outcome: game.outcome,
    held: String(held),
  };
  for (const [key, value] of Object.entries(state)) {
    if (dataset[key] !== value) dataset[key] = value;
  }
}
