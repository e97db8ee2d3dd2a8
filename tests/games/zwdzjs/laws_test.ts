import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Action, applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { COLS, PLANT_KINDS, ROWS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { fullHealth } from "../../../games/zwdzjs-v1/rules/damage.ts";
import { levelOf, LEVELS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { type Move, replay } from "../../../games/zwdzjs-v1/rules/replay.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { createWorld, SUN_LIMIT, type World } from "../../../games/zwdzjs-v1/rules/world.ts";
import { HOUSE_X } from "../../../games/zwdzjs-v1/rules/roosters.ts";
import { CROWD_LIMIT, ENTRANCE_X } from "../../../games/zwdzjs-v1/rules/waves.ts";
import { ZOMBIES } from "../../../games/zwdzjs-v1/rules/zombies.ts";

const TICKS = 60 * 90;

const cell = { row: fc.integer({ min: -1, max: ROWS }), col: fc.integer({ min: -1, max: COLS }) };
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("plant" as const),
      plant: fc.constantFrom(...PLANT_KINDS),
      ...cell,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("dig" as const), ...cell }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("collect" as const),
      id: fc.integer({ min: 1, max: 200 }),
    }),
  },
);
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({ tick: fc.integer({ min: 0, max: TICKS }), action }),
  { minLength: 20, maxLength: 150 },
).map((list) => list.sort((a, b) => a.tick - b.tick));
const start = fc.record({
  level: fc.integer({ min: 0, max: LEVELS.length }),
  seed: fc.integer(),
  plants: fc.constant(PLANT_KINDS),
});

function assertSane(world: World): void {
  assert(world.sun >= 0 && world.sun <= SUN_LIMIT, `sun ${world.sun}`);
  assert(world.zombies.length <= CROWD_LIMIT);
  const taken = new Set<string>();
  for (const plant of world.plants) {
    assert(levelOf(world.levelNumber)!.rows.includes(plant.row), `plant in row ${plant.row}`);
    assert(plant.col >= 0 && plant.col < COLS, `plant in column ${plant.col}`);
    assert(plant.health > 0 && plant.health <= fullHealth(plant), `${plant.kind} ${plant.health}`);
    assert(!taken.has(`${plant.row} ${plant.col}`), "two plants in one cell");
    taken.add(`${plant.row} ${plant.col}`);
  }
  for (const zombie of world.zombies) {
    const stats = ZOMBIES[zombie.kind];
    assert(zombie.x > HOUSE_X - 0.2 && zombie.x <= ENTRANCE_X, `${zombie.kind} at ${zombie.x}`);
    assert(zombie.health > 0 && zombie.health <= stats.health);
    assert(zombie.armour >= 0 && zombie.armour <= stats.armour);
  }
  for (const shot of world.shots) {
    assert(shot.row >= 0 && shot.row < ROWS && shot.x < ENTRANCE_X + 0.2, `${shot.kind} ${shot.x}`);
  }
  for (const packet of world.packets) assert(packet.wait >= 0);
}

Deno.test("whatever a player does, nothing leaves the board and no count leaves its bounds", () => {
  fc.assert(
    fc.property(start, moves, (start, moves) => {
      const world = createWorld(start);
      let next = 0;
      while (world.tick < TICKS && world.outcome === "playing") {
        while (next < moves.length && moves[next]!.tick <= world.tick) {
          applyAction(world, moves[next++]!.action);
        }
        step(world);
        world.happenings.length = 0;
        if (world.tick % 7 === 0) assertSane(world);
      }
    }),
    { numRuns: 30 },
  );
});

Deno.test("the same seed and moves give the same end, also through a saved copy", () => {
  fc.assert(
    fc.property(start, moves, fc.integer({ min: 1, max: TICKS }), (start, moves, saveAt) => {
      const whole = replay(start, moves, { untilTick: TICKS });
      let copy = replay(start, moves.filter(({ tick }) => tick < saveAt), { untilTick: saveAt });
      copy = JSON.parse(JSON.stringify(copy));
      const rest = moves.filter(({ tick }) => tick >= saveAt);
      let next = 0;
      while (copy.tick < TICKS && copy.outcome === "playing") {
        while (next < rest.length && rest[next]!.tick <= copy.tick) {
          applyAction(copy, rest[next++]!.action);
        }
        step(copy);
        copy.happenings.length = 0;
      }
      assertEquals(copy, whole);
    }),
    { numRuns: 12 },
  );
});

Deno.test("another seed gives another game", () => {
  const ends = [1, 2, 3].map((seed) =>
    replay({ level: 5, seed, plants: [] }, [], { untilTick: 60 * 60 }).zombies.map(({ row }) => row)
  );
  assertEquals(new Set(ends.map(String)).size > 1, true);
});
