import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { toSteps } from "../../../games/tafang/rules/clock.ts";
import { MONSTER_KINDS, MONSTERS } from "../../../games/tafang/rules/monsters_table.ts";
import { culpritOf } from "../../../games/tafang/rules/step.ts";
import { strikeMonster } from "../../../games/tafang/rules/monsters.ts";
import { levelOf, type TowerKind } from "../../../games/tafang/rules/towers_table.ts";
import type { Game, Monster } from "../../../games/tafang/rules/state.ts";
import { newField, pass, put, raise } from "./field.ts";

function strike(game: Game, monster: Monster, damage: number): void {
  // Nobody has an answer to a lamp, so the blow is neither better nor worse than its damage.
  strikeMonster(game, monster, { by: "lamp", level: levelOf("sling", 0), damage, sharp: false });
}

Deno.test("armour takes its part off a blow, and never all of it", () => {
  const game = newField();
  const shell = put(game, "tinback", 5);
  strike(game, shell, 30);
  assertEquals(shell.maxHealth - shell.health, 18);
  strike(game, shell, 10);
  assertEquals(shell.maxHealth - shell.health, 21);
});

Deno.test("a good answer strikes harder, freezes and burns more, and pops a bubble twice; a bad one is half as good", () => {
  const game = newField();
  const blow = (kind: "flutter" | "scoot" | "tinback" | "bubbloo", by: TowerKind) => {
    const monster = put(game, kind, 5);
    strikeMonster(game, monster, { by, level: levelOf(by, 0), damage: 20, sharp: true });
    return monster;
  };
  const lostBy = ({ maxHealth, health }: Monster) => maxHealth - health;
  const damages = (["bell", "sling", "mortar"] as const).map((by) => lostBy(blow("flutter", by)));
  assertEquals(damages, [30, 20, 10]);
  assertAlmostEquals(blow("scoot", "frost").slow, levelOf("frost", 0).slow * 1.5, 1e-9);
  assertEquals(blow("tinback", "chili").burn, levelOf("chili", 0).burn * 1.5);
  const bubbles = (["whirl", "bell"] as const).map((by) => blow("bubbloo", by).bubble);
  assertEquals(bubbles, [4, 5]);
});

Deno.test("a bubble swallows blows by number, not by strength", () => {
  const game = newField();
  const frog = put(game, "bubbloo", 5);
  for (let blow = 0; blow < MONSTERS.bubbloo.bubble; blow++) strike(game, frog, 1000);
  assertEquals(frog.health, frog.maxHealth);
  strike(game, frog, 10);
  assertEquals(frog.maxHealth - frog.health, 10);
});

Deno.test("a scoot runs when first hurt, then walks again", () => {
  const game = newField();
  const scoot = put(game, "scoot", 2);
  pass(game, 1);
  const walk = scoot.x - scoot.fromX;
  strike(game, scoot, 1);
  pass(game, 1);
  assertLess(walk * 1.5, scoot.x - scoot.fromX);
  pass(game, toSteps(2));
  strike(game, scoot, 1);
  pass(game, 1);
  assertLess(Math.abs(scoot.x - scoot.fromX - walk), 1e-9);
});

Deno.test("a jelloid falls into three when it goes", () => {
  const game = newField();
  const jelly = put(game, "jelloid", 5);
  strike(game, jelly, 1000);
  pass(game, 1);
  assertEquals(game.monsters.map((monster) => monster.plan.kind), ["jellet", "jellet", "jellet"]);
});

Deno.test("a mossback grows back, but not while it burns", () => {
  const game = newField();
  const moss = put(game, "mossback", 1);
  strike(game, moss, 100);
  const hurt = moss.health;
  pass(game, 30);
  assertLess(hurt, moss.health);
  const before = moss.health;
  moss.burn = 1;
  moss.burnSteps = 30;
  pass(game, 30);
  assertLess(moss.health, before);
});

Deno.test("a nursecap heals those near it, not itself and not those far away", () => {
  const game = newField();
  const nurse = put(game, "nursecap", 3);
  const near = put(game, "gumble", 3.5);
  const far = put(game, "gumble", 8);
  for (const monster of [nurse, near, far]) strike(game, monster, 30);
  const before = [nurse, near, far].map((monster) => monster.health);
  pass(game, 10);
  const after = [nurse, near, far].map((monster) => monster.health);
  assertEquals(after[0], before[0]);
  assertLess(before[1]!, after[1]!);
  assertEquals(after[2], before[2]);
});

Deno.test("frost does not hold a snowfluff and holds a boss half as much", () => {
  const game = newField();
  const frost = levelOf("frost", 0);
  const fluff = put(game, "snowfluff", 3);
  const boss = put(game, "boulder", 4);
  for (const monster of [fluff, boss]) {
    strikeMonster(game, monster, { by: "frost", level: frost, damage: 1, sharp: false });
  }
  assertEquals([fluff.slow, boss.slow], [0, frost.slow / 2]);
});

Deno.test("King Gobble calls for help at each lost quarter", () => {
  const game = newField();
  const boss = put(game, "gobble", 4);
  boss.health = boss.maxHealth * 0.74;
  pass(game, 2);
  assertEquals(game.monsters.length, 4);
  pass(game, 10);
  assertEquals(game.monsters.length, 4);
  boss.health = boss.maxHealth * 0.4;
  pass(game, 2);
  assertEquals(game.monsters.length, 7);
});

Deno.test("General Boulder stuns the towers near him", () => {
  const game = newField();
  const near = raise(game, "sling", { cx: 5, cy: 2 });
  const far = raise(game, "sling", { cx: 11, cy: 0 });
  const boss = put(game, "boulder", 4);
  boss.trickSteps = 1;
  pass(game, 1);
  assert(near.stunSteps > 0);
  assertEquals(far.stunSteps, 0);
  const { health } = boss;
  pass(game, 20);
  assertEquals(boss.health, health);
});

Deno.test("Queen Lunara cannot be aimed at while she hides", () => {
  const game = newField();
  const boss = put(game, "lunara", 4);
  boss.trickSteps = 1;
  pass(game, 1);
  raise(game, "sling", { cx: 5, cy: 2 });
  raise(game, "beam", { cx: 3, cy: 2 });
  pass(game, toSteps(1));
  assertEquals(boss.health, boss.maxHealth);
  pass(game, toSteps(2));
  assertLess(boss.health, boss.maxHealth);
});

Deno.test("each monster pays its bounty once and bites as told", () => {
  for (const kind of MONSTER_KINDS) {
    const game = newField();
    const killed = put(game, kind, 5);
    killed.bubble = 0;
    const { coins } = game;
    strike(game, killed, 1e6);
    strike(game, killed, 1e6);
    assertEquals(game.coins - coins, MONSTERS[kind].bounty, kind);
    game.monsters.length = 0;
    put(game, kind, game.paths[0]!.length - 0.4);
    pass(game, 12);
    assertEquals(game.carrot, Math.max(0, 10 - MONSTERS[kind].bites), kind);
  }
});

Deno.test("the kind that has bitten most is named, in bites and not in heads", () => {
  const game = newField();
  assertEquals(culpritOf(game), undefined);
  const end = game.paths[0]!.length - 0.4;
  for (const kind of ["gumble", "mossback", "mossback", "gumble", "gumble"] as const) {
    put(game, kind, end);
  }
  pass(game, 12);
  assertEquals(game.carrot, 3);
  assertEquals(culpritOf(game), "mossback");
});
