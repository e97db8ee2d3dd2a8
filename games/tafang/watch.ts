// What a test, or a screen reader's user with a script, may know of the game without seeing it.

import type { Session } from "./session.ts";

/** Writes the state of the game to data attributes whenever one is looked at through `dataset`. */
export function watchForTests(place: HTMLElement, session: () => Session | undefined): void {
  const update = () => {
    const playing = session();
    const { dataset } = place;
    if (playing) {
      const { game } = playing;
      dataset.map = game.map.id;
      dataset.coins = String(game.coins);
      dataset.carrot = String(game.carrot);
      dataset.wave = String(game.wave);
      dataset.step = String(game.step);
      dataset.towers = String(game.towers.length);
      dataset.monsters = String(game.monsters.length);
      dataset.outcome = game.outcome;
      dataset.held = String(playing.held);
      dataset.marked = game.mark
        ? ("plan" in game.mark ? game.mark.plan.kind : game.mark.kind)
        : "";
    } else delete dataset.map;
  };
  setInterval(update, 100);
  update();
}
