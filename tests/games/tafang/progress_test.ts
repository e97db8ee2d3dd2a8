import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { MAPS } from "../../../games/tafang/maps/maps.ts";
import {
  addStars,
  countLoss,
  countStars,
  EMPTY_PROGRESS,
  isEndlessOpen,
  isOpen,
  nextMapIndex,
  openProgress,
  readProgress,
} from "../../../games/tafang/progress.ts";
import { newRecording } from "../../../games/tafang/play/replay.ts";
import { newGame } from "../../../games/tafang/rules/step.ts";

Deno.test("maps open one after the other, the arena after three", () => {
  let progress = EMPTY_PROGRESS;
  assertEquals(MAPS.map((_, index) => isOpen(progress, index)).filter(Boolean).length, 1);
  for (const map of MAPS.slice(0, 3)) {
    assertEquals(isEndlessOpen(progress), false);
    progress = addStars(progress, map.id, { health: 1, cleared: false });
  }
  assertEquals(isEndlessOpen(progress), true);
  assertEquals(nextMapIndex(progress), 3);
  assertEquals([isOpen(progress, 3), isOpen(progress, 4)], [true, false]);
});

Deno.test("a worse game never takes a star away", () => {
  const best = addStars(EMPTY_PROGRESS, "sprout", { health: 3, cleared: false });
  const after = addStars(best, "sprout", { health: 1, cleared: true });
  assertEquals(after.stars.sprout, { health: 3, cleared: true });
  assertEquals(countStars(after), { have: 4, all: 40 });
});

Deno.test("losses are counted for each map until it is won", () => {
  let progress = EMPTY_PROGRESS;
  for (const id of ["zigzag", "zigzag", "sprout"]) progress = countLoss(progress, id, false);
  assertEquals(progress.losses, { zigzag: 2, sprout: 1 });
  assertEquals(countLoss(progress, "zigzag", true).losses, { sprout: 1 });
});

Deno.test("whatever lies in storage, a save can be read or is left out", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const progress = readProgress(value);
    if (progress) assertEquals(readProgress(JSON.parse(JSON.stringify(progress))), progress);
  }));
  const odd = readProgress({
    stars: { sprout: { health: 9 }, nowhere: { health: 1 } },
    met: ["x"],
  });
  assertEquals(odd, { stars: {}, endless: 0, met: [], losses: {}, made: [], taught: false });
});

Deno.test("progress comes back from storage with the game in play", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const game = newGame({ map: MAPS[1]!, seed: 4 });
  const progress = {
    ...EMPTY_PROGRESS,
    stars: { sprout: { health: 2, cleared: true } },
    met: ["gumble" as const],
    losses: { zigzag: 2 },
    made: [],
    daily: { day: "2026-11-30", points: 740 },
    current: newRecording(game, 4),
    round: newRecording(game, 77),
  };
  openProgress(storage).store(progress);
  assertEquals([...kept.keys()], ["coplay.tafang"]);
  assertEquals(openProgress(storage).load(), progress);
});
