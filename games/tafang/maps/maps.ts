// All maps in the order they are played, and the arena of the endless game.

import type { MapPlan } from "../rules/map_plan.ts";
import { MEADOW_MAPS } from "./meadow.ts";
import { SHORE_MAPS } from "./shore.ts";
import { SNOW_MAPS } from "./snow.ts";
import { TOWER_KINDS } from "../rules/towers_table.ts";

/** All maps, in the order they open. */
export const MAPS: readonly MapPlan[] = [...MEADOW_MAPS, ...SHORE_MAPS, ...SNOW_MAPS];

/** Where boss after boss comes until the carrot is gone. */
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

/** A map by its id, the arena included. */
export function findMap(id: string): MapPlan | undefined {
  return id === ARENA.id ? ARENA : MAPS.find((map) => map.id === id);
}
