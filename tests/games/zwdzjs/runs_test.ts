import { assert, assertEquals } from "@std/assert";
import { dealHand, goalOf, listOf } from "../../../games/zwdzjs-v1/play/runs.ts";
import { emptyProgress } from "../../../games/zwdzjs-v1/progress.ts";
import { PACKET_SLOTS } from "../../../games/zwdzjs-v1/rules/levels.ts";

Deno.test("everybody is dealt the same eight plants of a seed, with an answer to all that comes", () => {
  const hands = Array.from({ length: 60 }, (_, seed) => dealHand(seed));
  for (const [seed, hand] of hands.entries()) {
    assertEquals(hand, dealHand(seed));
    assertEquals([hand.length, new Set(hand).size], [PACKET_SLOTS, PACKET_SLOTS]);
    assert(hand.includes("glowberry"));
    assert(hand.includes("clover") || hand.includes("dandelion"), "nothing against kites");
    assert(hand.includes("caltrop") || hand.includes("peanut"), "nothing against diggers");
  }
  assert(new Set(hands.map(String)).size > 20, "every day would be alike");
});

Deno.test("there is always a score to beat: the best, the day's best, or a first goal", () => {
  const day = "2026-11-30";
  const fresh = emptyProgress();
  assert(goalOf({ kind: "endless" }, fresh) > 0);
  assert(goalOf({ kind: "daily", day }, fresh) > 0);
  const known = { ...fresh, best: 900, daily: { day, best: 450 } };
  assertEquals(goalOf({ kind: "endless" }, known), 900);
  assertEquals(goalOf({ kind: "daily", day }, known), 450);
  assertEquals(
    goalOf({ kind: "daily", day: "2026-12-01" }, known),
    goalOf({ kind: "daily", day }, fresh),
  );
});

Deno.test("the scores of a day go into a list of their own, in every language the same", () => {
  assertEquals(listOf({ kind: "daily", day: "2026-11-30" }), "2026-11-30");
  assertEquals(listOf({ kind: "round", number: 2 }), listOf({ kind: "endless" }));
});
