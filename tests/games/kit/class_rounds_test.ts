import { assertEquals } from "@std/assert";
import { followRounds } from "../../../games/kit/class_rounds.ts";
import type { Round } from "../../../games/kit/classroom.ts";
import { FakeClock } from "../../support/fake_clock.ts";

/** A page with a host, a game that keeps what it hears, and a clock at 0. */
function openPage(first: Round | null = null) {
  const clock = new FakeClock(0);
  const heard: string[] = [];
  const coplay = Object.assign(new EventTarget(), { round: first, score: () => {} });
  Object.assign(globalThis, { coplay });
  followRounds({
    start: ({ number }) => void heard.push(`${clock.now()} start ${number}`),
    end: ({ number }) => void heard.push(`${clock.now()} end ${number}`),
  }, clock);
  return {
    clock,
    heard,
    announce(round: Round | null) {
      coplay.round = round;
      coplay.dispatchEvent(new Event("round"));
    },
    [Symbol.dispose]: () => void delete (globalThis as { coplay?: unknown }).coplay,
  };
}

const ROUND: Round = { number: 1, seed: 7, startsAt: 3000, endsAt: 9000 };

Deno.test("a round starts at its moment and ends at its own", () => {
  using page = openPage();
  page.announce(ROUND);
  page.clock.advance(20_000);
  assertEquals(page.heard, ["3000 start 1", "9000 end 1"]);
});

Deno.test("a page that is opened during a round joins at once, one that comes too late does not", () => {
  using page = openPage({ ...ROUND, startsAt: -1000 });
  assertEquals(page.heard, ["0 start 1"]);
  using late = openPage({ ...ROUND, startsAt: -9000, endsAt: -1 });
  late.clock.advance(20_000);
  assertEquals(late.heard, []);
});

Deno.test("an operator ends a round early, or before it starts", () => {
  using page = openPage();
  page.announce({ ...ROUND, endsAt: null });
  page.clock.advance(5000);
  page.announce(null);
  page.announce({ ...ROUND, number: 2, startsAt: 8000 });
  page.clock.advance(1000);
  page.announce(null);
  page.clock.advance(20_000);
  assertEquals(page.heard, ["3000 start 1", "5000 end 1"]);
});

Deno.test("a round that is told again goes on, with the end that was told last", () => {
  using page = openPage(ROUND);
  page.clock.advance(4000);
  page.announce({ ...ROUND, endsAt: 6000 });
  page.clock.advance(20_000);
  assertEquals(page.heard, ["3000 start 1", "6000 end 1"]);
});

Deno.test("another round takes the place of the one that runs", () => {
  using page = openPage(ROUND);
  page.clock.advance(4000);
  page.announce({ number: 2, seed: 8, startsAt: 5000, endsAt: null });
  page.clock.advance(20_000);
  assertEquals(page.heard, ["3000 start 1", "4000 end 1", "5000 start 2"]);
});
