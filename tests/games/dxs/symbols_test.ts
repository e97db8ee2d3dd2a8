import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { Random } from "../../../games/kit/random.ts";
import { READING_MS, readingAt } from "../../../games/dxs/reading.ts";
import { makeRound, shadowsOf, TABLE_LENGTH } from "../../../games/dxs/rules.ts";
import {
  nextStep,
  openSession,
  PHASES,
  readSession,
  roundOf,
  type Session,
  startSession,
  stepBack,
} from "../../../games/dxs/session.ts";
import { SYMBOL_NAMES } from "../../../games/dxs/symbol_names.ts";
import { symbolSvg } from "../../../games/dxs/symbol_shapes.ts";
import { SYMBOL_WORDS } from "../../../games/dxs/words.ts";

const seeds = fc.integer({ min: 0, max: 0xffffffff });

/** The session after so many finished rounds. */
function playRounds(session: Session, rounds: number): Session {
  const goal = session.rounds + rounds;
  while (session.rounds < goal || session.phase !== "think") session = nextStep(session);
  return session;
}

Deno.test("every number a player can think of leads to the round's symbol", () => {
  fc.assert(fc.property(seeds, (seed) => {
    const { symbol, table } = makeRound(new Random(seed));
    for (let number = 10; number <= 99; number++) {
      const result = number - Math.floor(number / 10) - number % 10;
      assertEquals(table[result], symbol, `${number}`);
    }
  }));
});

Deno.test("no number but the multiples of nine shows the round's symbol", () => {
  fc.assert(fc.property(seeds, (seed) => {
    const { symbol, table } = makeRound(new Random(seed));
    assertEquals(table.length, TABLE_LENGTH);
    for (const [number, shown] of table.entries()) {
      assertEquals(shown === symbol, number % 9 === 0, `${number}`);
    }
  }));
});

Deno.test("the symbol does not stand out: the others are about as frequent, and well mixed", () => {
  fc.assert(fc.property(seeds, (seed) => {
    const { table } = makeRound(new Random(seed));
    const counts = new Map<string, number>();
    for (const name of table) counts.set(name, (counts.get(name) ?? 0) + 1);
    assertEquals(counts.size, 10);
    for (const count of counts.values()) assert(count >= 8 && count <= 10, `${count}`);
    for (let at = 1; at < table.length; at++) assertNotEquals(table[at], table[at - 1], `${at}`);
  }));
});

Deno.test("each round has another table and another symbol, the same for the same seed", () => {
  fc.assert(fc.property(seeds, fc.integer({ min: 1, max: 6 }), (seed, rounds) => {
    const session = playRounds(startSession(seed), rounds);
    assertEquals(session, playRounds(startSession(seed), rounds));
    const [before, after] = [roundOf(session), roundOf(playRounds(session, 1))];
    assertNotEquals(after.symbol, before.symbol);
    assertNotEquals(after.table, before.table);
  }));
});

Deno.test("what passes through the crystal is of the table, and never the symbol itself", () => {
  fc.assert(fc.property(seeds, (seed) => {
    const round = roundOf(startSession(seed));
    const shadows = shadowsOf(round);
    assertEquals(shadows.length, 9);
    assert(shadows.every((name) => name !== round.symbol && round.table.includes(name)));
  }));
});

Deno.test("a first round shows every step, a later one skips known ones", () => {
  function phases(session: Session): string[] {
    const seen: string[] = [session.phase];
    while (session.phase !== "reveal") seen.push((session = nextStep(session)).phase);
    return seen;
  }
  const first = startSession(1);
  assertEquals(phases(first), [...PHASES]);
  assertEquals(phases(playRounds(first, 1)), ["think", "find", "focus", "reading", "reveal"]);
});

Deno.test("a step back keeps the round's table, and ends where the reading begins", () => {
  for (const start of [startSession(3), playRounds(startSession(3), 2)]) {
    let session = start;
    while (session.phase !== "focus") {
      const next = nextStep(session);
      assertEquals(stepBack(next), session);
      session = next;
    }
    assertEquals(roundOf(session), roundOf(start));
    const reading = nextStep(session);
    assertEquals(stepBack(reading), reading);
    assertEquals(stepBack(start), start);
  }
});

Deno.test("a saved session continues with the same table", () => {
  const entries = new Map<string, string>();
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  };
  const session = nextStep(nextStep(playRounds(startSession(8), 2)));
  openSession(0, storage).store(session);
  assertEquals(openSession(1, storage).load(), session);
  openSession(0, storage).store(nextStep(session));
  assertEquals(openSession(1, storage).load().phase, "focus");
});

Deno.test("an invalid session is not continued", () => {
  const good = startSession(1);
  assert(readSession(good));
  const broken = [
    null,
    7,
    {},
    { ...good, rounds: -1 },
    { ...good, phase: "sleep" },
    { ...good, random: 0.5 },
    { ...good, previous: "dragon" },
  ];
  for (const stored of broken) assertEquals(readSession(stored), undefined, JSON.stringify(stored));
});

Deno.test("every symbol has a picture of its own and a name of its own in both languages", () => {
  assert(SYMBOL_NAMES.length >= 16);
  for (const read of [symbolSvg, (name: typeof SYMBOL_NAMES[number]) => SYMBOL_WORDS[name].zh]) {
    assertEquals(new Set(SYMBOL_NAMES.map(read)).size, SYMBOL_NAMES.length);
  }
  for (const name of SYMBOL_NAMES) {
    assert(!/="[FL]"/.test(symbolSvg(name)), `${name} has a colour that was not filled in`);
    assert(/^the \S+$/.test(SYMBOL_WORDS[name].en));
  }
});

Deno.test("a reading gathers, slows its shadows, falls silent, and ends", () => {
  assertEquals(readingAt(0).shadow, undefined);
  let shadowMs = 0;
  let longestMs = 0;
  let last: number | undefined;
  let beats = 0;
  for (let elapsedMs = 0; elapsedMs < READING_MS; elapsedMs += 10) {
    const { shadow, heartbeat, finished, glow } = readingAt(elapsedMs);
    assertEquals(finished, false);
    assert(glow >= 0 && glow <= 1);
    beats = Math.max(beats, heartbeat);
    shadowMs = shadow === last ? shadowMs + 10 : 0;
    if (shadow !== undefined) {
      assert(last === undefined || shadow === last || shadow === last + 1);
      longestMs = Math.max(longestMs, shadowMs);
    }
    last = shadow;
  }
  assert(beats >= 5, `${beats} heartbeats`);
  assert(longestMs > 300 && longestMs < 900, `the slowest shadow stays ${longestMs} ms`);
  assertEquals(readingAt(READING_MS - 1).shadow, undefined);
  assertEquals(readingAt(READING_MS).finished, true);
});
