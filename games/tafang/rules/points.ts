// The points of a game, for lists that a class shares.

import { STEPS_PER_SECOND } from "./clock.ts";
import type { Game } from "./state.ts";

const BITE_POINTS = 100;
const CLEARED_POINTS = 200;
/** The seconds that a wave may take; each one saved, by calling early, is a point. */
const WAVE_SECONDS = 45;
const WAVE_POINTS = 100;

/** The points of a finished game: a lost map has none, an endless game counts its waves and monsters. */
export function pointsOf(game: Game): number {
  if (game.endless) return survivedWaves(game) * WAVE_POINTS + game.kills;
  if (game.outcome !== "won") return 0;
  const cleared = game.obstacles.every((obstacle) => !obstacle.alive);
  const seconds = Math.floor(game.step / STEPS_PER_SECOND);
  return game.carrot * BITE_POINTS + (cleared ? CLEARED_POINTS : 0) +
    Math.max(0, game.waves.length * WAVE_SECONDS - seconds);
}

/** The waves that an endless game has survived: all but the one that ended it. */
export function survivedWaves(game: Game): number {
  return Math.max(0, game.wave - 1);
}
