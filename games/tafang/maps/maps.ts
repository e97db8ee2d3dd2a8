// All maps in their order, and the arena of the endless game.

import type { MapPlan } from "../rules/map_plan.ts";
import { planOfId } from "./map_code.ts";
import { MEADOW_MAPS } from "./meadow.ts";
import { arenaOfId } from "./roll.ts";
import { SHORE_MAPS } from "./shore.ts";
import { SNOW_MAPS } from "./snow.ts";
import { TOWER_KINDS } from "../rules/towers_table.ts";

/** All maps in the order in which they open. */
export const MAPS: readonly MapPlan[] = [...MEADOW_MAPS, ...SHORE_MAPS, ...SNOW_MAPS];

/** The map of the endless game, with a boss in every wave. */
export const ARENA: MapPlan = {
  id: "arena",
  theme: "meadow",
  rows: [
    "............",
    "...t....s...",
    "............",
    "..c..l...t..",
    "............",
    "......s....c",
    "............",
  ],
  roads: ["-1,1 1,1 1,5 4,5 4,1 7,1 7,5 10,5 10,2"],
  coins: 800,
  toughness: 0.55,
  growth: 0.1,
  offers: TOWER_KINDS,
  waves: [],
};

/** Finds a map by its id, including the arenas and maps that players have made. */
export function findMap(id: string): MapPlan | undefined {
  if (id === ARENA.id) return ARENA;
  return MAPS.find((map) => map.id === id) ?? arenaOfId(id) ?? planOfId(id);
}
