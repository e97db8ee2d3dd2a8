import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { toSteps } from "../../../games/tafang/rules/clock.ts";
import type { MonsterKind } from "../../../games/tafang/rules/monsters_table.ts";
import {
  levelOf,
  TOWER_KINDS,
  type TowerKind,
  TOWERS,
} from "../../../games/tafang/rules/towers_table.ts";
import { must, newField, pass, put, raise } from "./field.ts";

Deno.test("a tower aims first at the monster nearest to the carrot", () => {
  const game = newField();
  raise(game, "sling", { cx: 5, cy: 2 });
  const behind = put(game, "gumble", 5);
  const ahead = put(game, "gumble", 7);
  pass(game, 15);
  assertLess(ahead.health, ahead.maxHealth);
  assertEquals(behind.health, behind.maxHealth);
});

Deno.test("a tower told to aim at the strongest leaves the one ahead alone", () => {
  const game = newField();
  raise(game, "sling", { cx: 5, cy: 2 });
  must(game, { do: "aim", cx: 5, cy: 2, mode: "strong" });
  const strong = put(game, "snowfluff", 5);
  const ahead = put(game, "gumble", 7);
  pass(game, 15);
  assertLess(strong.health, strong.maxHealth);
  assertEquals(ahead.health, ahead.maxHealth);
});

Deno.test("a tower told to aim at the nearest strikes the one beside it", () => {
  const game = newField();
  raise(game, "sling", { cx: 5, cy: 2 });
  must(game, { do: "aim", cx: 5, cy: 2, mode: "near" });
  const beside = put(game, "gumble", 6);
  const ahead = put(game, "gumble", 8);
  pass(game, 12);
  assertLess(beside.health, beside.maxHealth);
  assertEquals(ahead.health, ahead.maxHealth);
});

Deno.test("every tower in reach prefers the marked monster", () => {
  for (const kind of ["sling", "chili", "bell", "beam"] as const) {
    const game = newField();
    raise(game, kind, { cx: 5, cy: 2 });
    put(game, "mossback", 7.5);
    const marked = put(game, "mossback", 5);
    must(game, { do: "mark", on: "monster", id: marked.id });
    const hits = pass(game, 20).filter((event) => event.what === "hit");
    assert(hits.length > 0, kind);
    assertLess(hits[0]!.x, 6, kind);
  }
});

Deno.test("a marked obstacle is struck even while monsters pass, and an unmarked one never", () => {
  const game = newField();
  raise(game, "sling", { cx: 5, cy: 2 });
  const crate = game.obstacles[0]!;
  pass(game, 60);
  assertEquals(crate.health, crate.maxHealth);
  must(game, { do: "mark", on: "obstacle", id: crate.id });
  const passing = put(game, "gumble", 6);
  pass(game, 30);
  assertLess(crate.health, crate.maxHealth);
  assertEquals(passing.health, passing.maxHealth);
});

Deno.test("a frost can slows all monsters in its splash for a while", () => {
  const game = newField();
  raise(game, "frost", { cx: 5, cy: 2 });
  const slowed = put(game, "mossback", 5.5);
  const beside = put(game, "mossback", 5.9);
  pass(game, 12);
  assertEquals([slowed.slow, beside.slow], [0.4, 0.4]);
  must(game, { do: "sell", cx: 5, cy: 2 });
  pass(game, toSteps(2));
  assertEquals([slowed.slow, beside.slow], [0, 0]);
});

Deno.test("a shell bursts on all around it but not on what flies", () => {
  const game = newField();
  raise(game, "mortar", { cx: 5, cy: 1 });
  const walker = put(game, "tinback", 5.5);
  const other = put(game, "tinback", 5.7);
  const flyer = put(game, "flutter", 5.6);
  pass(game, 28);
  assertLess(walker.health, walker.maxHealth);
  assertLess(other.health, other.maxHealth);
  assertEquals(flyer.health, flyer.maxHealth);
});

Deno.test("a bolt hits all monsters on its line", () => {
  const game = newField();
  raise(game, "ballista", { cx: 2, cy: 2 });
  must(game, { do: "aim", cx: 2, cy: 2, mode: "first" });
  const row = [4.2, 4.7, 5.2, 5.7].map((at) => put(game, "mossback", at));
  pass(game, 20);
  const hurt = row.filter((monster) => monster.hurtAtStep > 0);
  assertLess(1, hurt.length);
});

Deno.test("lightning jumps from one to the next and weakens", () => {
  const game = newField();
  raise(game, "bell", { cx: 5, cy: 2 });
  for (const at of [5, 5.8, 6.6, 7.4, 8.2]) put(game, "mossback", at);
  const hits = pass(game, 2).filter((event) => event.what === "hit");
  assertEquals(hits.length, levelOf("bell", 0).jumps);
  assertLess(hits[3]!.amount, hits[0]!.amount);
});

Deno.test("a whirlleaf strikes all around it at once", () => {
  const game = newField();
  raise(game, "whirl", { cx: 5, cy: 2 });
  const all = [5.5, 6, 6.5].map((at) => put(game, "mossback", at));
  const far = put(game, "mossback", 9);
  pass(game, 2);
  assert(all.every((monster) => monster.health < monster.maxHealth));
  assertEquals(far.health, far.maxHealth);
});

Deno.test("a beam grows hotter on one target and is cold again on the next", () => {
  const game = newField();
  const tower = raise(game, "beam", { cx: 5, cy: 2 });
  const first = put(game, "boulder", 5.5);
  const hits = pass(game, toSteps(3)).filter((event) => event.what === "hit");
  assertLess(hits[0]!.amount * 2.5, hits[hits.length - 1]!.amount);
  first.alive = false;
  put(game, "boulder", 5);
  pass(game, 8);
  assertLess(tower.heat, 0.2);
});

Deno.test("fire burns on after the hit, through armour, and not on what is fireproof", () => {
  const game = newField();
  raise(game, "chili", { cx: 5, cy: 2 });
  const shell = put(game, "tinback", 5.5);
  const proof = put(game, "embertail", 5.6);
  pass(game, 10);
  must(game, { do: "sell", cx: 5, cy: 2 });
  const [before, proofBefore] = [shell.health, proof.health];
  pass(game, toSteps(1));
  assertAlmostEquals(before - shell.health, levelOf("chili", 0).burn * 1.5, 0.01);
  assertEquals(proof.health, proofBefore);
});

Deno.test("a lamp makes its neighbours faster until it is sold", () => {
  const game = newField();
  const near = raise(game, "sling", { cx: 5, cy: 1 });
  const far = raise(game, "sling", { cx: 8, cy: 1 });
  raise(game, "lamp", { cx: 6, cy: 1, rank: 2 });
  assertEquals([near.pace, far.pace], [1.6, 1]);
  must(game, { do: "sell", cx: 6, cy: 1 });
  assertEquals(near.pace, 1);
});

Deno.test("each level of each tower is better than the one below", () => {
  for (const kind of TOWER_KINDS) {
    for (const rank of [1, 2]) {
      const [low, high] = [levelOf(kind, rank - 1), levelOf(kind, rank)];
      assert(high.range >= low.range, kind);
      assert(high.cost > low.cost, kind);
      const lowRate = low.damage / low.waitSteps + low.haste;
      assertLess(lowRate, high.damage / high.waitSteps + high.haste, kind);
    }
  }
});

interface Column {
  readonly kind: MonsterKind;
  readonly count: number;
  /** The distance between two monsters, in cells. */
  readonly gap: number;
}

interface Purchase {
  readonly tower: TowerKind;
  readonly cx: number;
  readonly cy: number;
  readonly rank: number;
}

/** Computes the health that towers take in twelve seconds from a column on the straight road, and their price. */
function fight(purchases: readonly Purchase[], { kind, count, gap }: Column) {
  const game = newField({ coins: 100_000, toughness: 3 });
  const monsters = Array.from({ length: count }, (_, n) => put(game, kind, 3.5 - n * gap));
  for (const purchase of purchases) raise(game, purchase.tower, purchase);
  pass(game, toSteps(12));
  return {
    taken: monsters.reduce((sum, monster) => sum + monster.maxHealth - monster.health, 0),
    spent: game.towers.reduce((sum, tower) => sum + tower.spent, 0),
  };
}

const FIGHTERS = TOWER_KINDS.filter((kind) => kind !== "frost" && kind !== "lamp");

/** For each tower, the column against which it is the best buy, and its level; all are columns that it answers. */
const BEST_BUYS: Readonly<Record<string, Column & { rank: number }>> = {
  sling: { rank: 1, kind: "bubbloo", count: 1, gap: 1 },
  chili: { rank: 2, kind: "boulder", count: 6, gap: 0.7 },
  beam: { rank: 0, kind: "mossback", count: 1, gap: 1 },
  ballista: { rank: 0, kind: "embertail", count: 6, gap: 0.7 },
  mortar: { rank: 0, kind: "jelloid", count: 14, gap: 0.25 },
  bell: { rank: 0, kind: "scoot", count: 6, gap: 0.7 },
  whirl: { rank: 2, kind: "bubbloo", count: 14, gap: 0.25 },
};

Deno.test("each fighting tower is the best buy against some monster", () => {
  assertEquals(Object.keys(BEST_BUYS).toSorted(), FIGHTERS.toSorted());
  for (const [expected, { rank, ...column }] of Object.entries(BEST_BUYS)) {
    const worths = FIGHTERS.map((tower) => {
      const { taken, spent } = fight([{ tower, cx: 5, cy: 2, rank }], column);
      return { tower, worth: taken / spent };
    });
    worths.sort((a, b) => b.worth - a.worth);
    assertEquals(worths[0]!.tower, expected, JSON.stringify(worths));
  }
});

Deno.test("frost and light are worth more beside good towers than one more of those", () => {
  const places = [[5, 1], [6, 1], [7, 1], [5, 2], [7, 2]] as const;
  const slings = places.map(([cx, cy]): Purchase => ({ tower: "sling", cx, cy, rank: 2 }));
  const middle = { cx: 6, cy: 2, rank: 0 } as const;
  const column: Column = { kind: "embertail", count: 12, gap: 0.28 };
  const more = fight([...slings, { tower: "sling", ...middle }], column);
  for (const tower of ["frost", "lamp"] as const) {
    const helped = fight([...slings, { tower, ...middle }], column);
    assertLess(more.taken / more.spent, helped.taken / helped.spent, tower);
  }
});

Deno.test("only towers marked for it reach flying monsters", () => {
  for (const kind of TOWER_KINDS) {
    if (TOWERS[kind].attack === "aura") continue;
    const game = newField();
    raise(game, kind, { cx: 5, cy: 2 });
    const flyer = put(game, "lunara", 5.5);
    flyer.trickSteps = 9999;
    pass(game, 60);
    assertEquals(flyer.health < flyer.maxHealth, TOWERS[kind].air, kind);
  }
});
