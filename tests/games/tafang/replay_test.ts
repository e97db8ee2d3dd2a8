import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Action } from "../../../games/tafang/rules/actions.ts";
import { COLUMNS, ROWS } from "../../../games/tafang/rules/map_plan.ts";
import { ARENA, MAPS } from "../../../games/tafang/maps/maps.ts";
import { newRecording, record, replay, RULES_VERSION } from "../../../games/tafang/play/replay.ts";
import { newGame, step } from "../../../games/tafang/rules/step.ts";
import type { Game } from "../../../games/tafang/rules/state.ts";
import { TOWER_KINDS } from "../../../games/tafang/rules/towers_table.ts";

const cell = { cx: fc.integer({ min: -1, max: COLUMNS }), cy: fc.integer({ min: -1, max: ROWS }) };
const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constant("build" as const), ...cell, tower: fc.constantFrom(...TOWER_KINDS) }),
  fc.record({ do: fc.constant("upgrade" as const), ...cell }),
  fc.record({ do: fc.constant("sell" as const), ...cell }),
  fc.record({
    do: fc.constant("aim" as const),
    ...cell,
    mode: fc.constantFrom("first" as const, "strong" as const, "near" as const),
  }),
  fc.record({
    do: fc.constant("mark" as const),
    on: fc.constantFrom("monster" as const, "obstacle" as const),
    id: fc.integer({ min: 0, max: 40 }),
  }),
  fc.constant({ do: "unmark" as const }),
  fc.constant({ do: "call" as const }),
);
const anyScript = fc.array(
  fc.record({ action: anyAction, steps: fc.integer({ min: 0, max: 120 }) }),
  { maxLength: 60 },
);
const anyStart = fc.record({
  map: fc.constantFrom(...MAPS, ARENA),
  seed: fc.integer(),
});

/** Everything that a player can see of a game, and the state of the random generator. */
function picture(game: Game): string {
  return JSON.stringify([
    game.step,
    game.coins,
    game.carrot,
    game.outcome,
    game.wave,
    game.restSteps,
    game.random.state,
    game.ground,
    game.monsters.map((m) => [m.id, m.plan.kind, m.x, m.y, m.health, m.slow, m.burn, m.bubble]),
    game.towers.map((t) => [t.plan.kind, t.cx, t.cy, t.rank, t.waitSteps, t.heat, t.dx, t.dy]),
    game.shots.map((s) => [s.x, s.y]),
    game.obstacles.map((o) => o.health),
  ]);
}

function checkInvariants(game: Game): void {
  assert(game.coins >= 0 && Number.isInteger(game.coins), `coins ${game.coins}`);
  assert(game.carrot >= 0 && game.carrot <= 10);
  const built = game.ground.filter((ground) => ground === "tower").length;
  assertEquals(built, game.towers.length);
  for (const monster of game.monsters) {
    assert(monster.alive && monster.health > 0 && monster.health <= monster.maxHealth);
    assert(monster.distance >= 0 && monster.distance <= monster.path.length);
  }
  for (const tower of game.towers) assert(Math.abs(Math.hypot(tower.dx, tower.dy) - 1) < 1e-9);
  assert(game.outcome !== "lost" || game.carrot === 0);
}

Deno.test("any actions at any time keep the game whole, and their recording replays to the same", () => {
  fc.assert(
    fc.property(anyStart, anyScript, ({ map, seed }, script) => {
      const endless = map === ARENA;
      const game = newGame({ map, seed, endless });
      const recording = newRecording(game, seed);
      for (const { action, steps } of script) {
        record(game, recording, action);
        for (let done = 0; done < steps; done++) step(game);
        checkInvariants(game);
      }
      recording.steps = game.step;
      const copy: typeof recording = JSON.parse(JSON.stringify(recording));
      assertEquals(picture(replay(copy)!), picture(game));
    }),
    { numRuns: 120 },
  );
});

Deno.test("a replay stopped in the middle continues as the game did", () => {
  const map = MAPS[0]!;
  const game = newGame({ map, seed: 9 });
  const recording = newRecording(game, 9);
  record(game, recording, { do: "build", cx: 4, cy: 2, tower: "sling" });
  for (let done = 0; done < 900; done++) step(game);
  recording.steps = game.step;
  const copy = replay(recording)!;
  for (let done = 0; done < 900; done++) {
    step(game);
    step(copy);
  }
  assertEquals(picture(copy), picture(game));
});

Deno.test("a recording of other rules or of a map that is gone is not played", () => {
  const game = newGame({ map: MAPS[0]!, seed: 1 });
  const recording = newRecording(game, 1);
  assertEquals(replay({ ...recording, rules: RULES_VERSION + 1 }), undefined);
  assertEquals(replay({ ...recording, map: "atlantis" }), undefined);
});
