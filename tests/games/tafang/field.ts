// A plain field with one straight road, for tests of single rules.

import { act, type Action } from "../../../games/tafang/rules/actions.ts";
import type { MapPlan } from "../../../games/tafang/rules/map_plan.ts";
import type { MonsterKind } from "../../../games/tafang/rules/monsters_table.ts";
import { newGame, step } from "../../../games/tafang/rules/step.ts";
import { spawnMonster } from "../../../games/tafang/rules/monsters.ts";
import type { Game, GameEvent, Monster, Tower } from "../../../games/tafang/rules/state.ts";
import { TOWER_KINDS, type TowerKind } from "../../../games/tafang/rules/towers_table.ts";

/** A road along row 3, the carrot at its right end, two obstacles, and plenty of coins. */
export const FIELD: MapPlan = {
  id: "field",
  theme: "meadow",
  rows: [
    "............",
    "............",
    "....c.......",
    "............",
    "..........~.",
    ".b..........",
    "............",
  ],
  roads: ["-1,3 11,3"],
  coins: 5000,
  toughness: 1,
  growth: 0,
  offers: TOWER_KINDS,
  waves: ["gumble 2 1", "gumble 1 1"],
};

/** A game on the field whose waves come only when called. */
export function newField(change: Partial<MapPlan> = {}): Game {
  const game = newGame({ map: { ...FIELD, ...change }, seed: 1 });
  game.restSteps = Number.MAX_SAFE_INTEGER;
  return game;
}

/** Puts a monster on the road at a distance. */
export function put(game: Game, kind: MonsterKind, distance: number): Monster {
  return spawnMonster(game, { kind, path: game.paths[0]!, distance });
}

export interface Place {
  readonly cx: number;
  readonly cy: number;
}

/** Builds a tower and upgrades it to a rank; throws when refused. */
export function raise(game: Game, tower: TowerKind, at: Place & { rank?: number }): Tower {
  must(game, { do: "build", cx: at.cx, cy: at.cy, tower });
  for (let rank = 0; rank < (at.rank ?? 0); rank++) {
    must(game, { do: "upgrade", cx: at.cx, cy: at.cy });
  }
  return game.towers[game.towers.length - 1]!;
}

export function must(game: Game, action: Action): void {
  const refusal = act(game, action);
  if (refusal) throw new Error(`Cannot ${action.do}: ${refusal}`);
}

/** Runs steps. @returns all events */
export function pass(game: Game, steps: number): GameEvent[] {
  const events: GameEvent[] = [];
  for (let done = 0; done < steps; done++) {
    step(game);
    events.push(...game.events);
  }
  return events;
}
