import { assertEquals, assertNotEquals } from "@std/assert";
import {
  currentRound,
  dailySeed,
  dayName,
  onRound,
  reportScore,
  type Round,
} from "../../../games/kit/classroom.ts";

/** Puts a host's object into the page for the time of a test. */
function withHost(round: Round | null) {
  const scores: unknown[] = [];
  const coplay = Object.assign(new EventTarget(), {
    round,
    score: (value: number, options: unknown) => void scores.push([value, options]),
  });
  Object.assign(globalThis, { coplay });
  return {
    coplay,
    scores,
    [Symbol.dispose]() {
      delete (globalThis as { coplay?: unknown }).coplay;
    },
  };
}

const ROUND: Round = { number: 1, seed: 7, startsAt: 1000, endsAt: null };

Deno.test("without a host a score goes nowhere and there is no round", () => {
  reportScore(1, { best: "high" });
  onRound(() => {
    throw new Error("there is no round");
  });
  assertEquals(currentRound(), null);
});

Deno.test("a score reaches the host", () => {
  using host = withHost(null);
  reportScore(12, { best: "low", level: "3 x 3" });
  assertEquals(host.scores, [[12, { best: "low", level: "3 x 3" }]]);
});

Deno.test("a game hears of a round at once, and of its changes", () => {
  using host = withHost(ROUND);
  const heard: (Round | null)[] = [];
  onRound((round) => void heard.push(round));
  host.coplay.round = null;
  host.coplay.dispatchEvent(new Event("round"));
  assertEquals(heard, [ROUND, null]);
});

Deno.test("a day has one seed a game", () => {
  const [morning, evening] = [new Date(2026, 0, 5, 0, 1), new Date(2026, 0, 5, 23, 59)];
  assertEquals(dayName(morning), "2026-01-05");
  assertEquals(dailySeed("2048", morning), dailySeed("2048", evening));
  assertNotEquals(dailySeed("2048", morning), dailySeed("tafang", morning));
  assertNotEquals(dailySeed("2048", morning), dailySeed("2048", new Date(2026, 0, 6)));
});
