import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type Card,
  cardsOf,
  FIRST_NUMBERS,
  LAST_DAY,
  numberOf,
  numbersOn,
  shuffleCards,
} from "../../../games/dxs/tricks/day_cards.ts";
import {
  foretoldTotal,
  isFree,
  makeSquare,
  numberAt,
  type NumberSquare,
  SQUARE_SIDE,
} from "../../../games/dxs/tricks/number_square.ts";
import { ordinal } from "../../../games/dxs/tricks/ordinal.ts";
import { count, KeptTally, type Reader } from "../../../games/dxs/tricks/tally.ts";
import { TRICK_WORDS } from "../../../games/dxs/tricks/words.ts";
import { Random } from "../../../games/kit/random.ts";
import type { SaveStorage } from "../../../games/kit/save.ts";

const seeds = fc.integer({ min: 0, max: 0xffffffff });
const CELLS = Array.from({ length: SQUARE_SIDE ** 2 }, (_, cell) => cell);

/** All ways to choose one free number after another, told by their totals. */
function allTotals(square: NumberSquare, chosen: readonly number[] = []): number[] {
  if (chosen.length === SQUARE_SIDE) {
    return [chosen.reduce((sum, cell) => sum + numberAt(square, cell), 0)];
  }
  return CELLS.filter((cell) => isFree(cell, chosen))
    .flatMap((cell) => allTotals(square, [...chosen, cell]));
}

Deno.test("the cards find every day, in whatever order they come", () => {
  fc.assert(fc.property(seeds, (seed) => {
    const order = shuffleCards(new Random(seed));
    assertEquals([...order].sort(), [...FIRST_NUMBERS].sort());
    for (let day = 1; day <= LAST_DAY; day++) {
      const held = order.filter((card) => numbersOn(card).includes(day));
      assertEquals(numberOf(held), day);
    }
  }));
});

Deno.test("every pattern of answers is another day, and none is no day", () => {
  const days = Array.from({ length: 32 }, (_, answers) => {
    return numberOf(FIRST_NUMBERS.filter((_, at) => answers & 1 << at));
  });
  assertEquals(
    days.toSorted((one, other) => one - other),
    Array.from({ length: 32 }, (_, at) => at),
  );
});

Deno.test("a card begins with its own number, which the secret adds up", () => {
  for (const card of FIRST_NUMBERS) {
    assertEquals(numbersOn(card)[0], card);
    assertEquals(numbersOn(card).length, 16);
  }
  for (let day = 1; day <= LAST_DAY; day++) {
    const cards: readonly Card[] = cardsOf(day);
    assertEquals(numberOf(cards), day);
    assert(cards.every((card) => numbersOn(card).includes(day)), `${day}`);
  }
});

Deno.test("every choice of numbers from a square makes the total in the envelope", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const square = makeSquare(new Random(seed));
      const totals = allTotals(square);
      // Four numbers in any order: 4! choices of cells, each in 4! orders.
      assertEquals(totals.length, 24 * 24);
      assertEquals([...new Set(totals)], [foretoldTotal(square)]);
    }),
    { numRuns: 30 },
  );
});

Deno.test("a square's numbers are small and all different, and not every square is the same", () => {
  const totals = new Set<number>();
  fc.assert(fc.property(seeds, (seed) => {
    const square = makeSquare(new Random(seed));
    const numbers = CELLS.map((cell) => numberAt(square, cell));
    assertEquals(new Set(numbers).size, CELLS.length);
    assert(numbers.every((number) => number >= 1 && number <= 33));
    totals.add(foretoldTotal(square));
  }));
  assert(totals.size > 8, `${totals.size} totals`);
});

function inMemory(entries = new Map<string, string>()): SaveStorage {
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

Deno.test("minds are counted in a row, each reader's own, and kept", () => {
  const entries = new Map<string, string>();
  const storage = inMemory(entries);
  const tally = new KeptTally(storage);
  const read = (reader: Reader, right: boolean) => {
    tally.begin(reader);
    tally.count(reader, right);
  };
  for (const right of [true, true, false, true, true, true]) read("player", right);
  read("crystal", true);
  const again = new KeptTally(storage);
  assertEquals([again.row("player"), again.row("crystal")], [3, 1]);
  const none = { row: 2, most: 5 };
  assertEquals(count({ crystal: none, player: none }, "player", false), {
    crystal: none,
    player: { row: 0, most: 5 },
  });
  entries.set("coplay.dxs.tally", `{"version":1,"data":{"crystal":{"row":-1}}}`);
  assertEquals(new KeptTally(storage).row("player"), 0);
});

Deno.test("a mind that was read and left without a word ends the row, one that was judged does not", () => {
  const entries = new Map<string, string>();
  const storage = inMemory(entries);
  const tally = new KeptTally(storage);
  for (let mind = 1; mind <= 3; mind++) {
    tally.begin("player");
    tally.count("player", true);
  }
  assertEquals([tally.row("player"), tally.most("player")], [3, 3]);
  tally.begin("player");
  const later = new KeptTally(storage);
  later.begin("player");
  later.count("player", true);
  assertEquals([later.row("player"), later.most("player")], [1, 3]);
});

Deno.test("a mind counts once: going on after it was wrong does not make it right", () => {
  const tally = new KeptTally(inMemory());
  tally.begin("crystal");
  tally.count("crystal", false);
  tally.count("crystal", true);
  assertEquals([tally.row("crystal"), tally.most("crystal")], [0, 0]);
});

Deno.test("days of the month have their English endings", () => {
  const days = [1, 2, 3, 4, 11, 12, 13, 20, 21, 22, 23, 30, 31].map(ordinal).join(" ");
  assertEquals(days, "1st 2nd 3rd 4th 11th 12th 13th 20th 21st 22nd 23rd 30th 31st");
});

Deno.test("the class hears of a row of minds, in a list for each kind of reader", () => {
  const told: unknown[] = [];
  Object.assign(globalThis, {
    coplay: Object.assign(new EventTarget(), {
      round: null,
      score: (value: number, options: object) => void told.push({ value, ...options }),
    }),
  });
  try {
    const tally = new KeptTally(inMemory());
    for (
      const [reader, right] of [["crystal", true], ["player", true], ["player", false]] as const
    ) {
      tally.begin(reader);
      tally.count(reader, right);
    }
  } finally {
    delete (globalThis as { coplay?: unknown }).coplay;
  }
  assertEquals(told, [{ value: 1, best: "high" }, { value: 1, best: "high", level: "🔮" }]);
});

Deno.test("the tricks' texts have the same places in both languages", () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();
  for (const [name, { en, zh }] of Object.entries(TRICK_WORDS)) {
    assertEquals(places(en), places(zh), name);
  }
});
