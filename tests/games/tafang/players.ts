// Handicapped players, as real ones are: slow, a child, and a planner with little time.

import { chooseNext } from "../../../games/tafang/maker/test_player.ts";
import { Random } from "../../../games/kit/random.ts";
import { COLUMNS, type MapPlan } from "../../../games/tafang/rules/map_plan.ts";
import type { Game } from "../../../games/tafang/rules/state.ts";
import { levelOf } from "../../../games/tafang/rules/towers_table.ts";
import { plannerStrategy, playMap, simpleStrategy, type Strategy } from "./strategies.ts";

export type Player = "slings" | "child" | "slow" | "planner";

/** Makes a player's strategy anew for each game. */
const MAKERS: Record<Player, { everySeconds?: number; make: (seed: number) => Strategy }> = {
  slings: { make: simpleStrategy },
  child: { everySeconds: 4, make: childStrategy },
  slow: { everySeconds: 3, make: slowStrategy },
  planner: { everySeconds: 8, make: () => plannerStrategy() },
};

/** Plays a map once. */
export function playAs(player: Player, map: MapPlan, seed: number, helped = false): Game {
  const { everySeconds, make } = MAKERS[player];
  return playMap({
    map,
    seed,
    helped,
    strategy: make(seed),
    ...(everySeconds && { everySeconds }),
  });
}

/** The bites left on average, where a lost game has none, and the games won. */
export function average(player: Player, map: MapPlan, seeds: readonly number[], helped = false) {
  const games = seeds.map((seed) => playAs(player, map, seed, helped));
  return {
    carrot: games.reduce((sum, { carrot }) => sum + carrot, 0) / games.length,
    won: games.filter(({ outcome }) => outcome === "won").length,
  };
}

function slowStrategy(seed: number): Strategy {
  const random = new Random(seed + 1000);
  return (game) => chooseNext(game, random);
}

/** Builds whatever it can pay, anywhere near the road, and upgrades now and then. */
function childStrategy(seed: number): Strategy {
  const random = new Random(seed + 2000);
  return (game) => {
    if (game.towers.length > 2 && random.chance(0.3)) {
      const { cx, cy, rank, plan } = random.pick(game.towers);
      if (rank < 2 && levelOf(plan.kind, rank + 1).cost <= game.coins) {
        return { do: "upgrade", cx, cy };
      }
    }
    const kinds = game.map.offers.filter((kind) => levelOf(kind, 0).cost <= game.coins);
    const cells = besideRoads(game);
    if (kinds.length === 0 || cells.length === 0) return undefined;
    return { do: "build", ...random.pick(cells), tower: random.pick(kinds) };
  };
}

function besideRoads(game: Game): { cx: number; cy: number }[] {
  const isRoad = (cx: number, cy: number) =>
    cx >= 0 && cx < COLUMNS && game.ground[cy * COLUMNS + cx] === "road";
  return game.ground.flatMap((ground, index) => {
    const cx = index % COLUMNS;
    const cy = Math.floor(index / COLUMNS);
    const beside = isRoad(cx - 1, cy) || isRoad(cx + 1, cy) || isRoad(cx, cy - 1) ||
      isRoad(cx, cy + 1);
    return ground === "free" && beside ? [{ cx, cy }] : [];
  });
}
