import { assert, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import { act, type Action, callBonus, sellPrice } from "../../../games/tafang/rules/actions.ts";
import { toSteps } from "../../../games/tafang/rules/clock.ts";
import { COLUMNS } from "../../../games/tafang/rules/map_plan.ts";
import { newGame, starsOf } from "../../../games/tafang/rules/step.ts";
import { levelOf } from "../../../games/tafang/rules/towers_table.ts";
import { parseWave } from "../../../games/tafang/rules/waves.ts";
import { FIELD, must, newField, pass, put, raise } from "./field.ts";

const REFUSED: readonly [name: string, action: Action, reason: string][] = [
  ["on the road", { do: "build", cx: 4, cy: 3, tower: "sling" }, "ground"],
  ["on the carrot", { do: "build", cx: 11, cy: 3, tower: "sling" }, "ground"],
  ["on water", { do: "build", cx: 10, cy: 4, tower: "sling" }, "ground"],
  ["on an obstacle", { do: "build", cx: 4, cy: 2, tower: "sling" }, "ground"],
  ["on the far corner of a large one", { do: "build", cx: 2, cy: 6, tower: "sling" }, "ground"],
  ["outside", { do: "build", cx: 12, cy: 0, tower: "sling" }, "ground"],
  ["on another tower", { do: "build", cx: 0, cy: 0, tower: "frost" }, "ground"],
  ["what the map does not offer", { do: "build", cx: 1, cy: 0, tower: "beam" }, "offer"],
  ["what is too dear", { do: "build", cx: 1, cy: 0, tower: "frost" }, "coins"],
  ["an upgrade of nothing", { do: "upgrade", cx: 1, cy: 0 }, "gone"],
  ["an upgrade too dear", { do: "upgrade", cx: 0, cy: 0 }, "coins"],
  ["selling nothing", { do: "sell", cx: 1, cy: 0 }, "gone"],
  ["aiming nothing", { do: "aim", cx: 1, cy: 0, mode: "near" }, "gone"],
  ["marking what is not there", { do: "mark", on: "obstacle", id: 77 }, "gone"],
];

Deno.test("a refused action says why and changes nothing", () => {
  const game = newField({ offers: ["sling", "frost"], coins: 200 });
  raise(game, "sling", { cx: 0, cy: 0 });
  const before = JSON.stringify([game.coins, game.ground, game.towers.length, game.mark]);
  for (const [name, action, reason] of REFUSED) assertEquals(act(game, action), reason, name);
  assertEquals(JSON.stringify([game.coins, game.ground, game.towers.length, game.mark]), before);
});

Deno.test("building, upgrading and selling move the right coins", () => {
  const game = newField({ coins: 1000 });
  const tower = raise(game, "sling", { cx: 5, cy: 2, rank: 2 });
  const spent = [0, 1, 2].reduce((sum, rank) => sum + levelOf("sling", rank).cost, 0);
  assertEquals(game.coins, 1000 - spent);
  assertEquals(act(game, { do: "upgrade", cx: 5, cy: 2 }), "top");
  assertEquals(sellPrice(tower), spent * 0.75);
  must(game, { do: "sell", cx: 5, cy: 2 });
  assertEquals(game.coins, 1000 - spent / 4);
  raise(game, "frost", { cx: 5, cy: 2 });
});

Deno.test("a cleared obstacle pays, frees all its cells and counts for the clover", () => {
  const game = newField();
  raise(game, "sling", { cx: 3, cy: 5, rank: 2 });
  const boulder = game.obstacles.find((obstacle) => obstacle.kind === "boulder")!;
  must(game, { do: "mark", on: "obstacle", id: boulder.id });
  const { coins } = game;
  pass(game, toSteps(20));
  assertEquals(boulder.alive, false);
  assertEquals(game.coins, coins + boulder.coins);
  assertEquals(game.mark, undefined);
  for (const [cx, cy] of [[1, 5], [2, 5], [1, 6], [2, 6]] as const) {
    assertEquals(game.ground[cy * COLUMNS + cx], "free");
  }
});

Deno.test("a wave called early pays for each second saved, and one that runs cannot be called", () => {
  const game = newGame({ map: FIELD, seed: 1 });
  const bonus = callBonus(game);
  assertEquals(bonus, 18);
  must(game, { do: "call" });
  assertEquals(game.coins, FIELD.coins + bonus);
  assertEquals(act(game, { do: "call" }), "wave");
});

Deno.test("a seed moves monsters and waves, and the same seed moves them alike", () => {
  const map = { ...FIELD, waves: Array.from({ length: 12 }, (_, n) => `gumble ${n + 3} 1`) };
  const [one, same, other] = [1, 1, 2].map((seed) => newGame({ map, seed }));
  assertEquals(one!.waves, same!.waves);
  assertNotEquals(one!.waves, other!.waves);
  assertEquals(one!.waves.slice(0, 3), other!.waves.slice(0, 3), "a map begins as it was meant");
  const births = [one!, same!, other!].map((game) => {
    pass(game, toSteps(30));
    return game.monsters.map((monster) => monster.x);
  });
  assertEquals(births[0], births[1]);
  assertNotEquals(births[0], births[2]);
});

Deno.test("waves come by themselves, sooner once the board is empty", () => {
  const game = newGame({ map: FIELD, seed: 1 });
  raise(game, "sling", { cx: 1, cy: 2, rank: 2 });
  pass(game, toSteps(19));
  assertEquals(game.wave, 1);
  pass(game, toSteps(10));
  assertEquals(game.wave, 2);
});

Deno.test("the game is won when the last wave is gone and lost when the carrot is", () => {
  const won = newGame({ map: FIELD, seed: 1 });
  raise(won, "sling", { cx: 4, cy: 4, rank: 2 });
  const events = pass(won, toSteps(60));
  assertEquals(won.outcome, "won");
  assertEquals(events.filter((event) => event.what === "won").length, 1);
  assertEquals(act(won, { do: "build", cx: 0, cy: 0, tower: "sling" }), "over");
  const lost = newField();
  for (const boss of ["boulder", "gobble"] as const) put(lost, boss, lost.paths[0]!.length - 0.5);
  pass(lost, 30);
  assertEquals(lost.outcome, "lost");
  const { step } = lost;
  pass(lost, 5);
  assertEquals(lost.step, step);
});

Deno.test("stars follow the carrot's health, the clover the obstacles", () => {
  const game = newField();
  assertEquals(starsOf(game), { health: 0, cleared: false });
  game.outcome = "won";
  for (const [carrot, health] of [[10, 3], [9, 2], [6, 2], [5, 1], [1, 1]] as const) {
    game.carrot = carrot;
    assertEquals(starsOf(game), { health, cleared: false });
  }
  for (const obstacle of game.obstacles) obstacle.alive = false;
  assertEquals(starsOf(game).cleared, true);
});

Deno.test("everything can be built while no time passes", () => {
  const game = newField();
  raise(game, "sling", { cx: 0, cy: 0 });
  must(game, { do: "upgrade", cx: 0, cy: 0 });
  must(game, { do: "mark", on: "obstacle", id: 0 });
  assertEquals(game.step, 0);
  assertEquals(game.towers.length, 1);
});

Deno.test("a wave's line is read into groups, and a wrong one says what is wrong", () => {
  const [gumbles, scoots] = parseWave("gumble 8 1.2, scoot 4 .6 +5 r1");
  assertEquals(gumbles, { kind: "gumble", count: 8, gapSteps: 36, delaySteps: 0, road: -1 });
  assertEquals(scoots, { kind: "scoot", count: 4, gapSteps: 18, delaySteps: 150, road: 1 });
  for (const wrong of ["gumbo 8 1", "gumble x 1", "gumble 8", ""]) {
    let message = "";
    try {
      parseWave(wrong);
    } catch (error) {
      message = error instanceof Error ? error.message : "";
    }
    assert(message.startsWith(`Cannot read wave "${wrong}"`), wrong);
  }
});

Deno.test("endless waves each bring a boss and grow", () => {
  const game = newGame({ map: FIELD, seed: 5, endless: true });
  let last = 0;
  for (let wave = 0; wave < 12; wave++) {
    game.restSteps = 1;
    const spawned = pass(game, toSteps(40)).filter((event) => event.what === "spawn");
    const boss = spawned.find((event) => event.monster.plan.boss);
    assert(boss, `wave ${wave}`);
    game.monsters.length = 0;
    game.carrot = 10;
    game.outcome = "running";
    last = Math.max(last, spawned.length);
  }
  assertLess(12, last);
});
