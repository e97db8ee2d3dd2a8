import { assertEquals } from "@std/assert";
import { openRecords, readRecords } from "../../../games/zwdzjs-v1/records.ts";

Deno.test("a mark keeps the most stars and the best score, and counts losses up to a win", () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  const records = openRecords("zwdzjs-test", storage);
  assertEquals(records.of("bowling"), { stars: 0, best: 0, losses: 0 });
  records.add("bowling", { won: false, stars: 3, score: 40 });
  assertEquals(records.add("bowling", { won: false, stars: 0, score: 90 }).losses, 2);
  assertEquals(records.of("bowling"), { stars: 0, best: 90, losses: 2 });
  records.add("bowling", { won: true, stars: 2, score: 60 });
  records.add("bowling", { won: true, stars: 1, score: 10 });
  assertEquals(records.of("bowling"), { stars: 2, best: 90, losses: 0 });
  assertEquals(openRecords("zwdzjs-test", storage).of("bowling").best, 90, "it is stored");
  assertEquals(records.of("toString"), { stars: 0, best: 0, losses: 0 });
});

Deno.test("of the days' games only the last one's mark is kept", () => {
  const records = openRecords("zwdzjs-test", {
    getItem: () => null,
    setItem() {},
    removeItem() {},
  });
  for (const id of ["moving", "day 2026-11-29", "day 2026-11-30", "bowling"]) {
    records.add(id, { won: true, stars: 1, score: 7 });
  }
  const best = (id: string) => records.of(id).best;
  assertEquals(["moving", "bowling", "day 2026-11-29", "day 2026-11-30"].map(best), [7, 7, 0, 7]);
});

Deno.test("stored marks are read as far as they are marks", () => {
  assertEquals(readRecords(["no"]), undefined);
  assertEquals(
    readRecords({
      good: { stars: 2, best: 120, losses: 1 },
      wild: { stars: 9, best: -4, losses: "many" },
      none: 5,
    }),
    { good: { stars: 2, best: 120, losses: 1 }, wild: { stars: 3, best: 0, losses: 0 } },
  );
});
