// Tries out a made map with the average player, so that its maker knows how hard it is.

import { Random } from "../../kit/random.ts";
import { type MadeMap, toPlan } from "../maps/made_map.ts";
import { act } from "../rules/actions.ts";
import { toSteps } from "../rules/clock.ts";
import type { Game } from "../rules/state.ts";
import { newGame, step } from "../rules/step.ts";
import { chooseNext } from "./test_player.ts";

/** The average player acts once in so many steps. */
const ACT_STEPS = toSteps(3);
/** No made map lasts half an hour. */
const MOST_STEPS = toSteps(1800);

/** Plays a made map to its end; it takes some hundredths of a second. */
export function tryOut(made: MadeMap, seed: number): Game {
  const game = newGame({ map: toPlan(made, "made"), seed });
  const random = new Random(seed);
  while (game.outcome === "running" && game.step < MOST_STEPS) {
    if (game.step % ACT_STEPS === 0) {
      const action = chooseNext(game, random);
      if (action) act(game, action);
    }
    step(game);
  }
  return game;
}
