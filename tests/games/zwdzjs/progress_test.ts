import { assertEquals } from "@std/assert";
import { readSave } from "../../../games/kit/save.ts";
import {
  emptyProgress,
  lossesOf,
  nextLevel,
  readProgress,
  withDaily,
  withOutcome,
  withoutGame,
  withPick,
  withStars,
} from "../../../games/zwdzjs-v1/progress.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { createWorld } from "../../../games/zwdzjs-v1/rules/world.ts";

function storedGame(): Record<string, unknown> {
  const world = createWorld({ level: 4, seed: 5, plants: ["lotus"] });
  for (let tick = 0; tick < 60 * 40; tick++) step(world);
  return JSON.parse(JSON.stringify(world));
}

function storedZombie(): Record<string, unknown> {
  return (storedGame().zombies as Record<string, unknown>[])[0]!;
}

Deno.test("progress with a running game comes back as it was", () => {
  const progress = { stars: [3, 2], best: 120, game: storedGame() };
  const text = JSON.stringify({ version: 1, data: progress });
  const format = { id: "x", version: 1, empty: emptyProgress, read: readProgress };
  assertEquals(readSave(text, format) as unknown, progress);
});

Deno.test("a stored game that lacks something is left out, the stars stay", () => {
  const spoiled: Record<string, unknown>[] = [
    { ...storedGame(), levelNumber: 99 },
    { ...storedGame(), outcome: "won" },
    { ...storedGame(), sun: "much" },
    { ...storedGame(), zombies: [{ kind: "dragon" }] },
    { ...storedGame(), zombies: [{ ...storedZombie(), row: 7 }] },
    { ...storedGame(), zombies: [{ ...storedZombie(), x: null }] },
    { ...storedGame(), plants: [{ kind: "lotus" }] },
    { ...storedGame(), suns: [{ id: 1 }] },
    { ...storedGame(), shots: [{ kind: "arrow" }] },
    { ...storedGame(), packets: undefined },
    { ...storedGame(), allowances: null },
  ];
  for (const game of spoiled) {
    assertEquals(readProgress({ stars: [1], best: 0, game }), { stars: [1], best: 0 });
  }
});

Deno.test("odd stars and scores are brought into their bounds", () => {
  assertEquals(readProgress({ stars: [7, -1, "x", 2], best: -4 }), {
    stars: [3, 0, 0, 2],
    best: 0,
  });
  assertEquals(readProgress("nonsense"), undefined);
});

Deno.test("stars only ever grow, and the next level follows them", () => {
  const once = withStars(emptyProgress(), 1, 3);
  assertEquals(withStars(once, 1, 1).stars[0], 3);
  assertEquals(nextLevel(once), 2);
  assertEquals(nextLevel(emptyProgress()), 1);
});

Deno.test("losses of a level are counted until it is won", () => {
  const lost = withOutcome(withOutcome(emptyProgress(), 3, false), 3, false);
  assertEquals([lossesOf(lost, 3), lossesOf(lost, 2)], [2, 0]);
  assertEquals(lossesOf(withOutcome(lost, 3, true), 3), 0);
  assertEquals(readProgress(JSON.parse(JSON.stringify(lost))), lost);
});

Deno.test("a day's best is kept for that day alone", () => {
  const day = "2026-11-30";
  const once = withDaily(withDaily(emptyProgress(), { day, best: 80 }), { day, best: 50 });
  assertEquals(once.daily, { day, best: 80 });
  assertEquals(withDaily(once, { day: "2026-12-01", best: 10 }).daily?.best, 10);
  assertEquals(readProgress({ ...once, daily: { day: 7, best: 3 } })?.daily, undefined);
});

Deno.test("an unfinished game of a day comes back with its day, and goes with it", () => {
  const stored = { stars: [], best: 0, game: storedGame(), gameDay: "2026-11-30" };
  const progress = readProgress(stored)!;
  assertEquals(progress.gameDay, "2026-11-30");
  assertEquals(withoutGame(progress), { stars: [], best: 0 });
});

Deno.test("the plants that were chosen for a level come back, without what is no plant", () => {
  const once = withPick(withPick(emptyProgress(), 0, ["lotus"]), 12, ["mint", "grape"]);
  assertEquals(withPick(once, 0, ["mint"]).picks, { 0: ["mint"], 12: ["mint", "grape"] });
  assertEquals(readProgress(JSON.parse(JSON.stringify(once))), once);
  const picks = { 3: ["lotus", "dragon"], 99: ["lotus"], x: 7, 4: "lotus" };
  assertEquals(readProgress({ ...once, picks })?.picks, { 3: ["lotus"], 4: [] });
});
