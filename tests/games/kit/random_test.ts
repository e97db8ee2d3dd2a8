import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Random, seedOf } from "../../../games/kit/random.ts";

function draw(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.next());
}

Deno.test("Random gives the same numbers for the same seed", () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    assertEquals(draw(new Random(seed), 5), draw(new Random(seed), 5));
  }));
});

Deno.test("Random continues from a saved state as if it had never stopped", () => {
  fc.assert(fc.property(fc.integer(), fc.nat(20), (seed, before) => {
    const whole = new Random(seed);
    draw(whole, before);
    const resumed = new Random(JSON.parse(JSON.stringify(whole.state)));
    assertEquals(draw(resumed, 5), draw(whole, 5));
  }));
});

Deno.test("Random.below stays below and reaches every value about equally often", () => {
  const random = new Random(7);
  const counts = Array.from({ length: 6 }, () => 0);
  for (let roll = 0; roll < 6000; roll++) counts[random.below(6)]!++;
  for (const count of counts) assert(count > 850 && count < 1150, `${counts}`);
});

Deno.test("Random does not repeat itself for neighbouring seeds", () => {
  const first = Array.from({ length: 1000 }, (_, seed) => new Random(seed).next());
  assertEquals(new Set(first).size, 1000);
  const mean = first.reduce((sum, value) => sum + value) / first.length;
  assert(mean > 0.46 && mean < 0.54, `${mean}`);
});

Deno.test("Random.shuffle keeps every item and leaves the list alone", () => {
  fc.assert(fc.property(fc.integer(), fc.array(fc.integer()), (seed, items) => {
    const before = [...items];
    const shuffled = new Random(seed).shuffle(items);
    assertEquals(items, before);
    assertEquals(shuffled.toSorted(), before.toSorted());
  }));
});

Deno.test("Random.pick refuses an empty list", () => {
  assertThrows(() => new Random(1).pick([]), RangeError);
});

Deno.test("seedOf tells texts apart", () => {
  const seeds = Array.from({ length: 500 }, (_, level) => seedOf(`level ${level}`));
  assertEquals(new Set(seeds).size, 500);
});
