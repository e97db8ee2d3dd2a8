import { assertEquals } from "@std/assert";
import { ScorePace } from "../../../src/serve/scores/score_pace.ts";

Deno.test("a player may send six times at once and three times a second, whatever others do", () => {
  let nowMs = 0;
  const pace = new ScorePace(() => nowMs);
  const count = (player: string, times: number) =>
    Array.from({ length: times }, () => pace.admits(player)).filter(Boolean).length;
  assertEquals([count("a", 100), count("b", 2)], [6, 2]);
  nowMs += 1000;
  assertEquals(count("a", 100), 3);
  nowMs += 3_600_000;
  assertEquals(count("a", 100), 6);
});

Deno.test("made-up players without end take no memory without end", () => {
  const pace = new ScorePace(() => 0);
  for (let at = 0; at < 6; at++) pace.admits("first");
  assertEquals(pace.admits("first"), false);
  for (let at = 0; at < 10_000; at++) pace.admits(`p${at}`);
  // The first one is forgotten, and so begins anew.
  assertEquals(pace.admits("first"), true);
});
