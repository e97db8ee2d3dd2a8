// A player who builds a few towers where the road begins, makes them as good as they get, and nothing else.

import { COLUMNS, type MapPlan } from "../../../games/tafang/rules/map_plan.ts";
import type { Game } from "../../../games/tafang/rules/state.ts";
import { plannerStrategy, playMap, type Strategy } from "./strategies.ts";

/** The part of a road that counts as its beginning, and how near to it a tower stands, in cells. */
const BEGINNING_SHARE = 0.35;
const NEAR = 1.5;
/** A player who needs more than these no longer stands at the entrance only. */
const MOST_TOWERS = 9;
/** The bites left of a game that was won with ease. */
const ENOUGH_BITES = 9;

/** @returns the fewest towers at the entrance that win a map with ease; one more than the most where none do */
export function fewestAtEntrance(map: MapPlan, seeds: readonly number[]): number {
  for (let towers = 3; towers <= MOST_TOWERS; towers++) {
    const games = seeds.map((seed) =>
      playMap({ map, seed, strategy: entranceStrategy(towers), everySeconds: 3 })
    );
    const bites = games.reduce((sum, { carrot }) => sum + carrot, 0) / games.length;
    if (bites >= ENOUGH_BITES) return towers;
  }
  return MOST_TOWERS + 1;
}

/** A planner to whom all other cells are water. */
function entranceStrategy(most: number): Strategy {
  const plan = plannerStrategy();
  return (game) => {
    const isFull = game.towers.length >= most;
    const ground = game.ground.map((what, index) => {
      const isOpen = !isFull && isAtEntrance(game, index);
      return what === "free" && !isOpen ? "water" : what;
    });
    return plan({ ...game, ground });
  };
}

function isAtEntrance({ paths }: Game, index: number): boolean {
  const x = index % COLUMNS + 0.5;
  const y = Math.floor(index / COLUMNS) + 0.5;
  return paths.some(({ xs, ys }) =>
    xs.slice(0, Math.floor(xs.length * BEGINNING_SHARE))
      .some((roadX, i) => (roadX - x) ** 2 + (ys[i]! - y) ** 2 <= NEAR ** 2)
  );
}
