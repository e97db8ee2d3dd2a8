import { assert, assertEquals } from "@std/assert";
import { contestOf, dealHand, listOf, type Run } from "../../../games/zwdzjs-v1/play/runs.ts";
import { emptyProgress, type Progress } from "../../../games/zwdzjs-v1/progress.ts";
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

Deno.test("there is a score to beat, the best, the day's best or a first goal, but not in a round of the class", () => {
  const day = "2026-11-30";
  const fresh = emptyProgress();
  const known = { ...fresh, best: 900, daily: { day, best: 450 } };
  const goal = (run: Run, progress: Progress) => contestOf(run, progress).goal;
  const first = goal({ kind: "endless" }, fresh)!;
  assert(first > 0);
  assertEquals(goal({ kind: "daily", day }, fresh), first);
  assertEquals(goal({ kind: "endless" }, known), 900);
  assertEquals(goal({ kind: "daily", day }, known), 450);
  assertEquals(goal({ kind: "daily", day: "2026-12-01" }, known), first);
  assertEquals(goal({ kind: "round", number: 1 }, known), undefined);
});

Deno.test("gardens without an end that are compared with others' have names of their own", () => {
  const runs: Run[] = [{ kind: "endless" }, { kind: "daily", day: "2026-11-30" }, {
    kind: "round",
    number: 1,
  }];
  const names = runs.map((run) => contestOf(run, emptyProgress()).name);
  assertEquals(new Set(names.map(({ en }) => en)).size, runs.length);
  assertEquals(new Set(names.map(({ zh }) => zh)).size, runs.length);
});

Deno.test("the scores of a day go into a list of their own, in every language the same", () => {
  assertEquals(listOf({ kind: "daily", day: "2026-11-30" }), "2026-11-30");
  assertEquals(listOf({ kind: "round", number: 2 }), listOf({ kind: "endless" }));
});
