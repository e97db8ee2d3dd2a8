// The best choices of plants that a search by simulation has found: bench/games/garden_balance.ts climb.

import type { PlantKind } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { LEVELS, PACKET_SLOTS } from "../../../games/zwdzjs-v1/rules/levels.ts";

/** The best choice for each level that leaves one. */
export const BEST_SETS: Readonly<Record<number, readonly PlantKind[]>> = {
  9: ["glowberry", "bamboo", "peanut", "popcorn", "mint", "fern", "caltrop", "grape"],
  10: ["lotus", "glowberry", "bamboo", "mint", "fern", "caltrop", "grape", "dragonfruit"],
  11: ["lotus", "glowberry", "bamboo", "mint", "fern", "caltrop", "grape", "clover"],
  12: ["lotus", "glowberry", "bamboo", "peanut", "mint", "fern", "caltrop", "clover"],
  13: ["glowberry", "bamboo", "popcorn", "mint", "fern", "grape", "dragonfruit", "clover"],
  14: ["glowberry", "bamboo", "peanut", "popcorn", "fern", "dragonfruit", "dandelion", "ginseng"],
  15: ["glowberry", "bamboo", "peanut", "popcorn", "fern", "caltrop", "dragonfruit", "ginseng"],
  16: [
    "glowberry",
    "bamboo",
    "peanut",
    "fern",
    "dragonfruit",
    "pomegranate",
    "dandelion",
    "ginseng",
  ],
  17: ["glowberry", "bamboo", "peanut", "fern", "clover", "pomegranate", "dandelion", "ginseng"],
  18: ["bamboo", "peanut", "popcorn", "fern", "caltrop", "dragonfruit", "dandelion", "ginseng"],
  19: ["lotus", "glowberry", "bamboo", "mint", "fern", "grape", "clover", "ginseng"],
  20: ["glowberry", "peanut", "popcorn", "fern", "dragonfruit", "clover", "dandelion", "ginseng"],
};

/** The choices that went furthest in a search for one that wins all of levels 9 to 14: garden_balance.ts sets. */
export const STRONGEST_SETS: readonly (readonly PlantKind[])[] = [
  ["glowberry", "bamboo", "popcorn", "mint", "fern", "caltrop", "clover", "dandelion"],
  ["glowberry", "bamboo", "mint", "fern", "caltrop", "dragonfruit", "clover", "dandelion"],
  ["glowberry", "bamboo", "mint", "fern", "caltrop", "clover", "pomegranate", "dandelion"],
];

/** The plants that a player takes along who knows the level: all, as long as there is room for them. */
export function setFor(level: number): readonly PlantKind[] {
  const { plants } = LEVELS[level - 1]!;
  return plants.length <= PACKET_SLOTS ? plants : BEST_SETS[level]!;
}
