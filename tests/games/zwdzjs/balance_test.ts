import { assert, assertEquals } from "@std/assert";
import { PLANT_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { LEVELS, PACKET_SLOTS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { BEST_SETS, setFor, STRONGEST_SETS } from "../../support/garden/best_sets.ts";
import {
  CHILD,
  countWins,
  type Hands,
  IDLE,
  PLANNER,
  play,
  SLOW,
} from "../../support/garden/players.ts";
import { CHOICE_LEVELS, Trials } from "../../support/garden/search_sets.ts";

const SEEDS = 12;
/** How far a count of twelve games may lie from the curve. */
const TOLERANCE = 1.4;

function wins(level: number, hands: Hands, seeds = SEEDS): number {
  return countWins({ level, plants: setFor(level), hands, seeds }).won;
}

/** The wins of twelve that a slow player should have: ten at level 6, and evenly down to five at the last. */
function curve(level: number): number {
  return 10 - 5 * (level - 6) / (LEVELS.length - 6);
}

Deno.test("there are at least twenty levels", () => {
  assert(LEVELS.length >= 20);
});

for (const { number } of LEVELS) {
  Deno.test(`level ${number} is won by a planner always, by a slow player as often as the curve says, and by no idle one`, () => {
    assertEquals(wins(number, PLANNER), SEEDS, "planner");
    const slow = wins(number, SLOW);
    if (number <= 6) assert(slow >= 10, `slow: ${slow} of ${SEEDS}`);
    else {
      const off = Math.abs(slow - curve(number));
      assert(off <= TOLERANCE, `slow: ${slow} of ${SEEDS}, not ${curve(number).toFixed(1)}`);
    }
    assertEquals(wins(number, IDLE, 1), 0, "idle");
  });
}

Deno.test("a child wins the first two levels always, and the next two mostly", () => {
  assertEquals([1, 2].map((level) => wins(level, CHILD)), [SEEDS, SEEDS]);
  for (const level of [3, 4]) assert(wins(level, CHILD) >= 8, `level ${level}`);
});

Deno.test("from level 9 on there are more plants than places, and every plant has its levels", () => {
  for (const level of LEVELS.slice(8)) {
    assert(level.plants.length > PACKET_SLOTS, `level ${level.number}`);
    const set = setFor(level.number);
    assertEquals(set.length, PACKET_SLOTS);
    assert(set.every((kind) => level.plants.includes(kind)), `level ${level.number}`);
  }
  for (const kind of PLANT_KINDS) {
    const levels = Object.values(BEST_SETS).filter((set) => set.includes(kind)).length;
    assert(levels >= 2, `${kind} is among the best of ${levels} levels`);
  }
});

Deno.test("no choice of plants wins all levels from 9 to 14, not even the strongest that are known", () => {
  const trials = new Trials();
  for (const set of [...STRONGEST_SETS, ...Object.values(BEST_SETS)]) {
    const beatenAt = CHOICE_LEVELS.find((level) => !trials.wins(level, set, SEEDS));
    assert(beatenAt !== undefined, set.join(" "));
  }
});

Deno.test("an endless garden grows until it is lost, and pays for what was held", () => {
  const world = play({ level: 0, seed: 7, plants: setFor(19) }, PLANNER);
  assertEquals(world.outcome, "lost");
  assert(world.wave > 6, `only ${world.wave} waves`);
  assert(world.score > 500, `score ${world.score}`);
});
