import { assert, assertEquals, assertLess } from "@std/assert";
import { ARENA, MAPS } from "../../../games/tafang/maps/maps.ts";
import { ANSWERS } from "../../../games/tafang/rules/answers.ts";
import { toSteps } from "../../../games/tafang/rules/clock.ts";
import {
  MONSTER_KINDS,
  type MonsterKind,
  MONSTERS,
} from "../../../games/tafang/rules/monsters_table.ts";
import { newGame, step } from "../../../games/tafang/rules/step.ts";
import { levelOf, TOWER_KINDS, type TowerKind } from "../../../games/tafang/rules/towers_table.ts";
import { parseWave } from "../../../games/tafang/rules/waves.ts";
import { FIELD, must } from "./field.ts";

/** A wave of each kind, and how tough it is for its two answers to hold it. */
const DUELS: Readonly<Record<MonsterKind, { wave: string; toughness: number }>> = {
  gumble: { wave: "gumble 12 .8", toughness: 5.5 },
  scoot: { wave: "scoot 12 .8", toughness: 5 },
  sesame: { wave: "sesame 36 .25", toughness: 8 },
  tinback: { wave: "tinback 9 1.1", toughness: 2.6 },
  flutter: { wave: "flutter 11 .8", toughness: 4 },
  bubbloo: { wave: "bubbloo 10 .9", toughness: 7 },
  jelloid: { wave: "jelloid 7 1.2", toughness: 2.8 },
  jellet: { wave: "jellet 18 .4", toughness: 5.5 },
  mossback: { wave: "mossback 5 1.8", toughness: 2.4 },
  nursecap: { wave: "nursecap 5 1.2, gumble 10 .6 +.3", toughness: 1.5 },
  embertail: { wave: "embertail 11 .8", toughness: 4.5 },
  snowfluff: { wave: "snowfluff 8 .9", toughness: 2.8 },
  gobble: { wave: "gobble 1 1", toughness: 1.7 },
  boulder: { wave: "boulder 1 1", toughness: 0.8 },
  lunara: { wave: "lunara 1 1", toughness: 1.7 },
};

const BUDGET = 960;
/** Cells between the three stretches of the road, best first. */
const CELLS = [[5, 2], [7, 2], [3, 2], [6, 4], [4, 4], [8, 4], [6, 2], [4, 2], [5, 4]] as const;

/** Spends the budget on one kind of tower and lets the wave come. @returns the bites, as a share of the wave's */
function shareBitten(kind: MonsterKind, tower: TowerKind, toughness: number): number {
  const { wave } = DUELS[kind];
  const map = { ...FIELD, rows: Array(7).fill("............"), waves: [wave], toughness };
  const roads = ["-1,1 9,1 9,3 2,3 2,5 11,5"];
  const game = newGame({ map: { ...map, roads }, seed: 1 });
  const { cost } = levelOf(tower, 0);
  for (let n = 0; (n + 1) * cost <= BUDGET; n++) {
    const [cx, cy] = CELLS[n]!;
    must(game, { do: "build", cx, cy, tower });
  }
  must(game, { do: "call" });
  while (game.outcome === "running" && game.step < toSteps(300)) {
    game.carrot = 10;
    step(game);
  }
  const all = parseWave(wave).reduce(
    (sum, { kind, count }) => sum + MONSTERS[kind].bites * count,
    0,
  );
  return [...game.bitten.values()].reduce((sum, bites) => sum + bites, 0) / all;
}

for (const kind of MONSTER_KINDS) {
  Deno.test(`two towers answer the ${kind}, and one fails at the same cost`, () => {
    const { good, bad } = ANSWERS[kind];
    const { toughness } = DUELS[kind];
    for (const tower of good) assertEquals(shareBitten(kind, tower, toughness), 0, tower);
    assertLess(0.5, shareBitten(kind, bad, toughness), bad);
  });
}

/** The toughest wave that a tower holds without a bite, as a factor. */
function breakingPoint(kind: MonsterKind, tower: TowerKind): number {
  let held = 0;
  for (let toughness = 0.1; toughness < 40; toughness *= 1.2) {
    if (shareBitten(kind, tower, toughness) > 0) return held;
    held = toughness;
  }
  return held;
}

Deno.test("a good answer holds more than the other towers do on average", () => {
  for (const kind of MONSTER_KINDS) {
    const { good, bad } = ANSWERS[kind];
    const others = TOWER_KINDS.filter((tower) =>
      !good.includes(tower) && tower !== bad && tower !== "lamp"
    );
    const mean = others.reduce((sum, tower) => sum + breakingPoint(kind, tower), 0) / others.length;
    for (const tower of good) assertLess(mean, breakingPoint(kind, tower), `${tower}, ${kind}`);
  }
});

Deno.test("every tower that fights answers somebody, and nobody is left without an answer", () => {
  const good = new Set(Object.values(ANSWERS).flatMap((answers) => answers.good));
  assertEquals(good.size, TOWER_KINDS.length - 1);
  for (const { good: [one, other], bad } of Object.values(ANSWERS)) {
    assertEquals(new Set([one, other, bad]).size, 3);
  }
  for (const map of [...MAPS, ARENA]) {
    for (const { kind } of map.waves.flatMap(parseWave)) {
      const offered = ANSWERS[kind].good.filter((tower) => map.offers.includes(tower));
      assert(offered.length > 0, `nothing in ${map.id} answers ${kind}`);
    }
  }
});
