import { assert, assertEquals, assertLess } from "@std/assert";
import { ARENA, MAPS } from "../../../games/tafang/maps/maps.ts";
import { TOWER_KINDS } from "../../../games/tafang/rules/towers_table.ts";
import { doNothing, plannerStrategy, playMap, simpleStrategy } from "./strategies.ts";

Deno.test("doing nothing loses every map", () => {
  for (const map of MAPS) {
    assertEquals(playMap({ map, strategy: doNothing }).outcome, "lost", map.id);
  }
});

Deno.test("slings alone, placed and upgraded simply, win the first maps and not the last", () => {
  const won = MAPS.map((map) => playMap({ map, strategy: simpleStrategy() }).outcome === "won");
  assertEquals(won.slice(0, 3), [true, true, true]);
  assertEquals(won.slice(-3), [false, false, false]);
});

Deno.test("a player who plans ahead wins every map with seeds to spare", () => {
  for (const map of MAPS) {
    for (const seed of [1, 2]) {
      const game = playMap({ map, strategy: plannerStrategy(), seed });
      assertEquals(game.outcome, "won", `${map.id} with seed ${seed}`);
    }
  }
});

Deno.test("no tower kind alone wins more than half of the maps, even where all are offered", () => {
  const best = new Map<string, { kind: string; score: number }>();
  for (const kind of TOWER_KINDS) {
    let won = 0;
    for (const plan of MAPS) {
      const map = { ...plan, offers: TOWER_KINDS };
      const game = playMap({ map, strategy: plannerStrategy([kind]) });
      if (game.outcome === "won") won++;
      const score = game.wave + game.carrot + (game.outcome === "won" ? 100 : 0);
      if (score > (best.get(map.id)?.score ?? 0)) best.set(map.id, { kind, score });
    }
    assert(won <= MAPS.length / 2, `${kind} wins ${won} maps`);
  }
  const answers = new Set([...best.values()].map(({ kind }) => kind));
  assertLess(2, answers.size, "maps must differ in their best single answer");
});

Deno.test("the endless game holds out for a while and ends", () => {
  const game = playMap({ map: ARENA, strategy: plannerStrategy(), endless: true });
  assertEquals(game.outcome, "lost");
  assertLess(8, game.wave);
  assertLess(game.wave, 80);
});
