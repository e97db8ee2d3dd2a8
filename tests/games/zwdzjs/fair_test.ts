import { assert, assertEquals } from "@std/assert";
import { Bowling } from "../../../games/zwdzjs-v1/fair/bowling.ts";
import { BOWLING } from "../../../games/zwdzjs-v1/stalls/bowling.ts";
import { pointsOfNight } from "../../../games/zwdzjs-v1/fair/lights_out.ts";
import { MovingDay } from "../../../games/zwdzjs-v1/fair/moving.ts";
import { NOISE, numberOf, SLEEPERS, Sleepers } from "../../../games/zwdzjs-v1/fair/sleepers.ts";
import { type Action, applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { COLS, ROWS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { PLANTS } from "../../../games/zwdzjs-v1/rules/plants.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { addZombie } from "../../../games/zwdzjs-v1/rules/waves.ts";
import { stallOfDay, STALLS } from "../../../games/zwdzjs-v1/stalls/list.ts";
import { SLEEPING } from "../../../games/zwdzjs-v1/stalls/sleepers.ts";
import {
  bowl,
  bowlAnyhow,
  digAnywhere,
  digWithCare,
  type FairGame,
  lightsOut,
  lightUp,
  lightUpAnyhow,
  playFair,
  rearrange,
  rearrangeAnyhow,
} from "./fair_players.ts";

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed);

function countWins<Game extends FairGame>(
  make: (seed: number) => Game,
  choose: Parameters<typeof playFair<Game>>[1],
): number {
  const games = SEEDS.map((seed) => playFair(make(seed), choose, seed));
  return games.filter(({ world }) => world.outcome === "won").length;
}

function assertWins(wins: number, from: number, to: number): void {
  assert(wins >= from && wins <= to, `${wins} of ${SEEDS.length} were won`);
}

Deno.test("rooster bowling is won by whoever bowls where somebody comes, not always by a child, and not by waiting", () => {
  const make = (seed: number) => new Bowling(seed);
  assertWins(countWins(make, bowl), 11, 12);
  assertWins(countWins(make, bowlAnyhow), 6, 11);
  assertWins(countWins(make, () => []), 0, 0);
});

Deno.test("the tray shows how near the next golden rooster is, once the golden ones have run", () => {
  const { world, extras, tray } = BOWLING.begin({ seed: 1, losses: 0 });
  const wait = () => tray!().items[1]!.wait;
  assertEquals(wait(), 0);
  extras!.roll!(world, ["golden", 2, 0]);
  assertEquals(wait(), 1);
  const game = new Bowling(1);
  game.knocks = 20;
  assertEquals(game.gilding, 0.75);
});

Deno.test("bowling gives three stars to some of those who win, and to no player always", () => {
  const stars = SEEDS.map((seed) => playFair(new Bowling(seed), bowl, seed).stars);
  assertEquals(new Set(stars), new Set([1, 2, 3]));
});

Deno.test("moving day is won by a simple player, at times by a child, and not by waiting", () => {
  const make = (seed: number) => new MovingDay(seed);
  assertWins(countWins(make, rearrange), 7, 12);
  assertWins(countWins(make, rearrangeAnyhow), 1, 10);
  assertWins(countWins(make, () => []), 0, 0);
});

Deno.test("moving day has something to move from its first wave on: fewer shooters than lanes, and two who come", () => {
  for (const seed of SEEDS) {
    const { world } = new MovingDay(seed);
    const shooters = world.plants.filter(({ kind }) => PLANTS[kind].gun);
    assert(shooters.length < ROWS);
    while (world.wave === 0) step(world);
    assertEquals(new Set(world.arrivals.map(({ row }) => row)).size, 2);
  }
});

Deno.test("a night without light is won by a simple player, at times by a child, and not by waiting", () => {
  assertWins(countWins(lightsOut, lightUp), 11, 12);
  assertWins(countWins(lightsOut, lightUpAnyhow), 1, 8);
  assertWins(countWins(lightsOut, () => []), 0, 0);
});

Deno.test("sleepers are left asleep by a careful player, and by a child at times", () => {
  const make = (seed: number) => new Sleepers(seed);
  assertWins(countWins(make, digWithCare), 11, 12);
  assertWins(countWins(make, digAnywhere), 1, 8);
});

Deno.test("a knock sends a rooster towards the nearer neighbour, a golden one straight on", () => {
  const game = new Bowling(1);
  const act = (what: string, row: number) =>
    applyAction(game.world, { kind: "extra", name: "roll", values: [what, row, 0] }, game.extras);
  addZombie(game.world, "hopper", { row: 2, x: 2 });
  addZombie(game.world, "hopper", { row: 3, x: 3.2 });
  addZombie(game.world, "hopper", { row: 0, x: 1 });
  addZombie(game.world, "wok", { row: 0, x: 4 });
  assert(act("rooster", 2));
  assert(act("golden", 0));
  assertEquals(act("golden", 1), false, "there is but one");
  assertEquals(act("rooster", 7), false, "there is no such lane");
  for (let tick = 0; tick < 90; tick++) {
    step(game.world);
    game.step();
  }
  assertEquals(game.world.zombies, [], "two were knocked by each");
  assertEquals([game.longest, game.score], [2, 2 * (10 + 20)]);
});

Deno.test("a plant is lifted and set down by two taps or by one drag, and keeps its health", () => {
  const game = new MovingDay(1);
  const { world } = game;
  const act = (name: string, row: number, col: number) => {
    const action: Action = { kind: "extra", name, values: ["plant", row, col + 0.5] };
    return applyAction(world, action, game.extras);
  };
  const tap = (row: number, col: number) => {
    act("lift", row, col);
    return act("touch", row, col);
  };
  const at = (row: number, col: number) =>
    world.plants.find((plant) => plant.row === row && plant.col === col);
  at(2, 0)!.health = 77;
  tap(2, 0);
  tap(0, 3);
  assertEquals([at(2, 0), at(0, 3)?.health], [undefined, 77]);
  act("lift", 2, 1);
  act("touch", 4, 1);
  assertEquals(at(4, 1)?.kind, "lotus");
  tap(2, 2);
  tap(2, 2);
  assertEquals(tap(1, 1), false, "a second tap puts it back");
  assertEquals(game.moves, 2);
});

Deno.test("the numbers on the beds are true, and the first bed is never wrong", () => {
  for (const seed of SEEDS) {
    const game = new Sleepers(seed);
    const dig = (row: number, col: number) => {
      const action: Action = { kind: "extra", name: "dig", values: ["bed", row, col + 0.5] };
      return applyAction(game.world, action, game.extras);
    };
    assertEquals(dig(2, 1), false, "there is no bed");
    assert(dig(seed % ROWS, 2 + (seed % (COLS - 2))));
    assertEquals([game.woken, game.sleeping.size], [0, SLEEPERS]);
    for (let row = 0; row < ROWS; row++) {
      for (let col = 2; col < COLS; col++) {
        const around = [...game.sleeping.keys()].filter((number) => {
          const down = Math.abs(Math.floor(number / COLS) - row);
          const across = Math.abs((number % COLS) - col);
          return down <= 1 && across <= 1 && down + across > 0;
        });
        assertEquals(game.countAround({ row, col }), around.length);
      }
    }
  }
});

Deno.test("a few who wake up wake all, and then every bed is safe", () => {
  const game = new Sleepers(3);
  const act = (name: string, number: number) => {
    const row = Math.floor(number / COLS);
    const values = ["bed", row, (number % COLS) + 0.5];
    return applyAction(game.world, { kind: "extra", name, values }, game.extras);
  };
  act("dig", numberOf({ row: 2, col: 5 }));
  const [first, ...others] = [...game.sleeping.keys()];
  assert(act("sign", first!));
  assertEquals(act("dig", first!), false, "a sign keeps the spade off");
  assert(act("sign", first!));
  for (const number of [first!, ...others].slice(0, NOISE)) act("dig", number);
  assertEquals([game.sleeping.size, game.world.zombies.length], [0, SLEEPERS]);
  assertEquals(game.stars, 0);
});

Deno.test("in the dark plants shoot at what stands in light, and at nothing else", () => {
  const { world } = lightsOut(1);
  const plant = (plant: "lotus" | "glowberry", row: number, col: number) =>
    assert(applyAction(world, { kind: "plant", plant, row, col }));
  plant("lotus", 2, 0);
  addZombie(world, "hat", { row: 2, x: 7 });
  const run = () => {
    for (let tick = 0; tick < 200; tick++) step(world);
    return world.zombies[0]!.armour;
  };
  const untouched = run();
  assertEquals(untouched, 280);
  plant("glowberry", 2, 6);
  assert(run() < untouched);
  assertEquals(pointsOfNight(world), 0);
});

Deno.test("the day's game is the same for everybody, and another one the day after", () => {
  const on = (day: number) => stallOfDay(new Date(2026, 10, day));
  const [monday, tuesday] = [on(23), on(24)];
  assertEquals(monday.id, "day 2026-11-23");
  assert(monday.name !== tuesday.name);
  assertEquals(new Set([1, 2, 3, 4].map((day) => on(day).name)).size, STALLS.length);
  for (const day of [1, 2, 3, 4]) {
    const seeds = [on(day), on(day)].map((stall) => stall.begin({ seed: day, losses: 0 }).world);
    assertEquals(seeds[0], seeds[1]);
    assertEquals(on(day).begin({ seed: 99, losses: 0 }).world, seeds[0]!, "the seed is the day's");
  }
  assert(
    on(1).begin({ seed: 1, losses: 0 }).world.random !==
      on(5).begin({ seed: 1, losses: 0 }).world.random,
  );
});

Deno.test("who digs sees how near the noise is at which all wake up", () => {
  const bout = SLEEPING.begin({ seed: 3, losses: 0 });
  const shown = new Set<string>();
  for (let bed = 0; bed < ROWS * (COLS - 2); bed++) {
    const values = ["bed", bed % ROWS, COLS - 0.5 - Math.floor(bed / ROWS)];
    applyAction(bout.world, { kind: "extra", name: "dig", values }, bout.extras);
    shown.add(bout.progress().name.match(/(\d+)\D+3$/)?.[1] ?? "all");
  }
  assertEquals([...shown], ["0", "1", "2", "all"]);
});
