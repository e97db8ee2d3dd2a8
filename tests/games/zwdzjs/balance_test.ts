import { assert, assertEquals } from "@std/assert";
import { LEVELS, PACKET_SLOTS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import type { PlantKind } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { type Hands, IDLE, PLANNER, play } from "../../support/garden/players.ts";

const SETS: readonly PlantKind[] = [
  "glowberry",
  "grape",
  "bamboo",
  "popcorn",
  "mint",
  "caltrop",
  "fern",
  "lotus",
];

function playLevel(level: number, seed: number, hands: Hands) {
  const { plants } = LEVELS[level - 1]!;
  const set = plants.length <= PACKET_SLOTS ? plants : SETS;
  return play({ level, seed, plants: set }, hands);
}

for (const { number } of LEVELS) {
  Deno.test(`level ${number} is lost by an idle player`, () => {
    assertEquals(playLevel(number, 1, IDLE).outcome, "lost");
  });
}

Deno.test("an endless garden grows until it is lost, and pays for what was held", () => {
  const world = play({ level: 0, seed: 7, plants: SETS }, PLANNER);
  assertEquals(world.outcome, "lost");
  assert(world.wave > 6, `only ${world.wave} waves`);
  assert(world.score > 500, `score ${world.score}`);
});
