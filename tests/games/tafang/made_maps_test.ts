import { assert, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { findMap } from "../../../games/tafang/maps/maps.ts";
import { decodeMap, encodeMap, idOf } from "../../../games/tafang/maps/map_code.ts";
import { daySeed, nameOf } from "../../../games/tafang/maps/map_name.ts";
import {
  cornersOf,
  faultOf,
  isRoad,
  MADE_KINDS,
  type MadeMap,
  toPlan,
} from "../../../games/tafang/maps/made_map.ts";
import { coverOf, fitsObstacle } from "../../../games/tafang/maps/obstacles.ts";
import { arenaId, putLetter, rollMap, seedOfArena } from "../../../games/tafang/maps/roll.ts";
import { newRecording, record, replay } from "../../../games/tafang/play/replay.ts";
import { newGame, step } from "../../../games/tafang/rules/step.ts";
import { TOWER_KINDS } from "../../../games/tafang/rules/towers_table.ts";
import { parseWave } from "../../../games/tafang/rules/waves.ts";
import { playAs } from "./players.ts";

const anySeed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const anyMade: fc.Arbitrary<MadeMap> = fc.record({
  seed: anySeed,
  level: fc.integer({ min: 1, max: 5 }),
  name: fc.string({ maxLength: 12, unit: "binary" }).map((name) => name.slice(0, 12)),
}).map(({ seed, level, name }) => ({ ...rollMap(seed, level), name }));

/** The pairs of a road's cells that lie side by side without following one another. */
function touches(road: MadeMap["road"]): string[] {
  return road.flatMap((one, index) =>
    road.slice(index + 2)
      .filter(({ cx, cy }) => Math.abs(cx - one.cx) + Math.abs(cy - one.cy) === 1)
      .map(({ cx, cy }) => `${one.cx},${one.cy} and ${cx},${cy}`)
  );
}

Deno.test("every rolled map can be played, and its code brings all of it back in at most 200 characters", () => {
  fc.assert(fc.property(anyMade, (made) => {
    assertEquals(faultOf(made), undefined);
    assert(isRoad(made.road));
    assertEquals(touches(made.road), [], "stretches of a road keep apart");
    const code = encodeMap(made);
    assert(code.length <= 200, `${code.length} characters`);
    assert(/^[\w-]+$/.test(code));
    assertEquals(decodeMap(code), made);
    const plan = findMap(idOf(code))!;
    const game = newGame({ map: plan, seed: 1 });
    assertEquals(game.ground.filter((ground) => ground === "carrot").length, 1);
    for (const { kind } of plan.waves.flatMap(parseWave)) assert(made.monsters.includes(kind));
    const came = new Set(plan.waves.flatMap(parseWave).map(({ kind }) => kind));
    assertEquals(came.size, made.monsters.length, "whoever is chosen comes");
  }));
});

Deno.test("the longest map there can be has a code of at most 200 characters", () => {
  const road = Array.from(
    { length: 7 },
    (_, cy) => Array.from({ length: 12 }, (_, n) => ({ cx: cy % 2 === 0 ? n : 11 - n, cy })),
  ).flat();
  const made = { ...rollMap(1, 5), road: road.slice(0, 72), name: "萝".repeat(12) };
  assert(encodeMap({ ...made, rows: Array(7).fill(".".repeat(12)) }).length <= 200);
});

Deno.test("a code with a slip of a finger, and any other text, is no map", () => {
  const code = encodeMap(rollMap(7, 3));
  fc.assert(fc.property(fc.nat(code.length - 1), fc.constantFrom(..."Aa0_-xYz"), (at, letter) => {
    const slipped = code.slice(0, at) + letter + code.slice(at + 1);
    if (slipped !== code) assertEquals(decodeMap(slipped), undefined);
  }));
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => {
    const made = decodeMap(text);
    if (made) assertEquals(faultOf(made), undefined);
  }));
  for (const text of ["", " ", code.slice(1), code + "A", code.repeat(3), "萝卜"]) {
    assertEquals(decodeMap(text), undefined, text);
  }
  assertEquals(decodeMap(` ${code}\n`)?.road.length, rollMap(7, 3).road.length);
});

Deno.test("what keeps a map from being played is told, one thing at a time", () => {
  const good = rollMap(3, 3);
  const fault = (change: Partial<MadeMap>) => faultOf({ ...good, ...change });
  assertEquals(fault({ road: [] }), "start");
  assertEquals(fault({ road: good.road.slice(1) }), "start");
  assertEquals(fault({ road: good.road.slice(0, 7) }), "short");
  const flood = good.rows.map((row, cy) =>
    [...row].map((_, cx) => good.road.some((c) => c.cx === cx && c.cy === cy) ? "." : "~").join("")
  );
  assertEquals(fault({ rows: flood }), "room");
  assertEquals(fault({ offers: ["lamp", "frost"] }), "towers");
  assertEquals(fault({ monsters: ["gobble"] }), "monsters");
  assertEquals(fault({ monsters: ["gumble", "flutter"], offers: ["mortar", "whirl"] }), "air");
  assertEquals(fault({ monsters: ["gumble", "flutter"], offers: ["mortar", "sling"] }), undefined);
});

Deno.test("an obstacle fits where nothing else lies, and what covers a cell is found", () => {
  const road = [0, 1, 2].map((cx) => ({ cx, cy: 0 }));
  let rows: string[] = Array(7).fill(".".repeat(12));
  const fits = (cx: number, cy: number, letter: string) =>
    fitsObstacle({ rows, road }, { cx, cy }, letter);
  assertEquals([fits(1, 0, "s"), fits(1, 1, "b"), fits(11, 3, "l"), fits(3, 6, "b")], [
    false,
    true,
    false,
    false,
  ]);
  rows = putLetter(rows, { cx: 4, cy: 3 }, "b");
  assertEquals(coverOf(rows, { cx: 5, cy: 4 }), { cx: 4, cy: 3, letter: "b" });
  assertEquals([fits(5, 4, "s"), fits(3, 4, "l"), fits(6, 3, "s")], [false, false, true]);
});

Deno.test("a road's corners are where it turns", () => {
  const road = [[0, 2], [1, 2], [2, 2], [2, 3], [2, 4], [3, 4]].map(([cx, cy]) => ({
    cx: cx!,
    cy: cy!,
  }));
  assertEquals(cornersOf(road), "-1,2 2,2 2,4 3,4");
});

Deno.test("the level of a made map makes it harder for an average player", () => {
  const seeds = [1, 2, 3, 4, 5, 6];
  const bitesAt = (level: number) =>
    seeds.map((seed) => playAs("slow", toPlan(rollMap(seed, level), "made"), seed).carrot)
      .reduce((sum, carrot) => sum + carrot, 0);
  const [easy, middle, hard] = [1, 3, 5].map(bitesAt);
  assertLess(hard!, middle!);
  assertLess(middle!, easy!);
});

Deno.test("a game on a made map or in an arena of a seed is carried on from its recording", () => {
  for (const id of [idOf(encodeMap(rollMap(5, 2))), arenaId(77)]) {
    const map = findMap(id)!;
    const game = newGame({ map, seed: 77, endless: id === arenaId(77) });
    const recording = newRecording(game, 77);
    record(game, recording, { do: "call" });
    for (let n = 0; n < 200; n++) step(game);
    recording.steps = game.step;
    assertEquals(replay(recording)!.monsters.length, game.monsters.length, id);
  }
  assertEquals(findMap("made:nonsense"), undefined);
  assertEquals(findMap("arena:-1"), undefined);
  assertEquals(seedOfArena("arena:1.5"), undefined);
});

Deno.test("each day has an arena of its own, under the day's name, and others are the class's", () => {
  const [today, tomorrow] = [new Date(2026, 10, 30), new Date(2026, 11, 1)];
  const arena = findMap(arenaId(daySeed(today)))!;
  assertEquals(nameOf(arena, today).en, "Today's arena");
  assertEquals(nameOf(arena, tomorrow).en, "Class round");
  assertNotEquals(arena.roads, findMap(arenaId(daySeed(tomorrow)))!.roads);
  assertEquals(arena.offers, TOWER_KINDS);
  const made = { ...rollMap(9, 3), name: "小巷" };
  assertEquals(nameOf(findMap(idOf(encodeMap(made)))!, today), { en: "小巷", zh: "小巷" });
  assert(MADE_KINDS.length === 14);
});
