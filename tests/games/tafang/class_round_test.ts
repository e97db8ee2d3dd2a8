import { assertEquals } from "@std/assert";
import type { Round } from "../../../games/kit/classroom.ts";
import { followRounds } from "../../../games/tafang/play/class_round.ts";
import { FakeClock } from "../../support/fake_clock.ts";

/** A page with a host whose rounds the test announces, and what the game was told. */
function openPage(round: Round | null = null) {
  const clock = new FakeClock(0);
  const told: string[] = [];
  const coplay = Object.assign(new EventTarget(), { round, score: () => {} });
  Object.assign(globalThis, { coplay });
  followRounds({
    onWait: (seconds) => told.push(`wait ${seconds}`),
    onBegin: (seed) => told.push(`begin ${seed}`),
    onOver: (seed) => told.push(`over ${seed}`),
  }, clock);
  return {
    clock,
    told,
    announce: (next: Round | null) => {
      coplay.round = next;
      coplay.dispatchEvent(new Event("round"));
    },
    [Symbol.dispose]() {
      delete (globalThis as { coplay?: unknown }).coplay;
    },
  };
}

Deno.test("a round is counted down, begins at its moment and ends at its time", () => {
  using page = openPage();
  page.announce({ number: 1, seed: 7, startsAt: 2500, endsAt: 60_000 });
  page.clock.advance(2499);
  assertEquals(page.told, ["wait 3", "wait 2", "wait 1"]);
  page.clock.advance(1);
  assertEquals(page.told.slice(3), ["begin 7"]);
  page.clock.advance(57_499);
  assertEquals(page.told.length, 4);
  page.clock.advance(1);
  assertEquals(page.told.slice(4), ["over 7"]);
});

Deno.test("whoever comes late begins at once, and whoever comes after the end does not", () => {
  using page = openPage({ number: 2, seed: 9, startsAt: -5000, endsAt: null });
  assertEquals(page.told, ["begin 9"]);
  page.announce(null);
  assertEquals(page.told, ["begin 9", "over 9"]);
  page.announce({ number: 3, seed: 11, startsAt: -9000, endsAt: -1 });
  assertEquals(page.told.length, 2);
});

Deno.test("a round that is told again goes on, and one called off never begins", () => {
  using page = openPage();
  page.announce({ number: 1, seed: 7, startsAt: 0, endsAt: null });
  page.announce({ number: 1, seed: 7, startsAt: 0, endsAt: 90_000 });
  assertEquals(page.told, ["begin 7"]);
  page.clock.advance(90_000);
  assertEquals(page.told, ["begin 7", "over 7"]);
  page.announce({ number: 2, seed: 8, startsAt: 95_000, endsAt: null });
  page.announce(null);
  page.clock.advance(10_000);
  assertEquals(page.told.filter((line) => line.startsWith("begin")), ["begin 7"]);
});
