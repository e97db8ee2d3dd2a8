import type { PlantKind } from "../rules/kinds.ts";
import { createWorld, type World } from "../rules/world.ts";
import { putPlant, quietLevel } from "./ground.ts";

/** The waves of the game. */
const LEVEL = {
  ...quietLevel("night", {
    startSun: 250,
    zombies: [["hopper", 0], ["lantern", 1, 1], ["hat", 3, 0.8], ["pole", 5, 1], ["wok", 7, 0.5]],
    waves: 8,
    hugeEvery: 5,
    budget: 1,
    growth: 0.35,
    firstWaveSeconds: 28,
  }),
  isDark: true,
} as const;

const PACKETS: readonly PlantKind[] = [
  "glowberry",
  "fern",
  "lotus",
  "mint",
  "bamboo",
  "popcorn",
];
const ROOSTER_POINTS = 100;
const WIN_POINTS = 300;

/** Begins a night in which plants shoot only at what stands in light. */
export function beginLightsOut(seed: number): World {
  const world = createWorld({ level: LEVEL, seed, plants: PACKETS });
  for (const packet of world.packets) packet.wait = 0;
  for (const row of [1, 3]) putPlant(world, { kind: "glowberry", row, col: 3 });
  return world;
}

/** The points: for each zombie, and at the end for each rooster that still sleeps. */
export function pointsOfNight(world: World): number {
  const asleep = world.roosters.filter(({ state }) => state === "ready").length;
  return world.score + (world.outcome === "won" ? WIN_POINTS + asleep * ROOSTER_POINTS : 0);
}
