import { type Action, applyAction, type Extras } from "./actions.ts";
import { step } from "./step.ts";
import { createWorld, type Start, type World } from "./world.ts";

/** An action, and the step before which it was performed. */
export interface Move {
  readonly tick: number;
  readonly action: Action;
}

/** Replays a list of moves, in the order of their steps, up to a step or the end of the game. */
export function replay(
  start: Start,
  moves: readonly Move[],
  options: { readonly untilTick: number; readonly extras?: Extras },
): World {
  const world = createWorld(start);
  let next = 0;
  while (world.tick < options.untilTick && world.outcome === "playing") {
    while (next < moves.length && moves[next]!.tick <= world.tick) {
      applyAction(world, moves[next++]!.action, options.extras);
    }
    step(world);
    world.happenings.length = 0;
  }
  return world;
}

/**
 * Counts the stars of a won level: one for winning, one if no rooster was used, one if few plants were lost. Help costs
 * one of them, but never the last.
 */
export function countStars(world: World): number {
  if (world.outcome !== "won") return 0;
  const allAsleep = world.roosters.every((rooster) => rooster.state === "ready");
  const earned = 1 + (allAsleep ? 1 : 0) + (world.plantsLost <= 3 ? 1 : 0);
  return world.helped ? Math.max(1, earned - 1) : earned;
}
