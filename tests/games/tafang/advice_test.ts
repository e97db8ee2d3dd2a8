import { assert, assertEquals, assertLess } from "@std/assert";
import { MAPS } from "../../../games/tafang/maps/maps.ts";
import { type Advice, adviseAfter } from "../../../games/tafang/rules/advice.ts";
import type { MonsterKind } from "../../../games/tafang/rules/monsters_table.ts";
import { newGame, starsOf } from "../../../games/tafang/rules/step.ts";
import type { TowerKind } from "../../../games/tafang/rules/towers_table.ts";
import { FIELD, newField, raise } from "./field.ts";
import { average } from "./players.ts";

/** What is said after a game in which a monster bit and some towers stood. */
function adviceFor(
  monster: MonsterKind,
  towers: readonly TowerKind[],
  change: { coins?: number; offers?: readonly TowerKind[] } = {},
): Advice | undefined {
  const game = newField(change.offers ? { offers: change.offers } : {});
  towers.forEach((tower, cx) => raise(game, tower, { cx, cy: 0 }));
  game.coins = change.coins ?? 0;
  game.bitten.set(monster, 5);
  return adviseAfter(game);
}

Deno.test("the hint after a loss names what was missing, of what the map offers", () => {
  assertEquals(adviceFor("flutter", ["mortar", "mortar", "sling"]), {
    say: "swap",
    monster: "flutter",
    bad: "mortar",
    good: "bell",
  });
  assertEquals(
    adviceFor("scoot", ["sling", "sling", "whirl"], { offers: ["sling", "whirl", "bell"] }),
    {
      say: "answer",
      monster: "scoot",
      good: "bell",
    },
  );
  assertEquals(adviceFor("gumble", ["sling", "sling"], { coins: 500 }), {
    say: "spend",
    coins: 500,
  });
  assertEquals(adviceFor("gumble", Array(7).fill("sling"))?.say, "upgrade");
  assertEquals(adviceFor("gumble", ["sling", "mortar"]), { say: "mark", monster: "gumble" });
  assertEquals(adviseAfter(newField()), undefined, "nobody has bitten");
});

Deno.test("help gives coins and weaker monsters, and costs one star but never the last", () => {
  const [plain, helped] = [false, true].map((helped) => newGame({ map: FIELD, seed: 1, helped }));
  assertLess(plain!.coins, helped!.coins);
  helped!.outcome = "won";
  for (const [carrot, health] of [[10, 2], [7, 1], [2, 1]] as const) {
    helped!.carrot = carrot;
    assertEquals(starsOf(helped!).health, health);
  }
});

Deno.test("help saves a child bites on each map where it loses", () => {
  const seeds = [1, 2, 3, 4, 5, 6];
  for (const map of MAPS.slice(2, 6)) {
    const alone = average("child", map, seeds);
    const helped = average("child", map, seeds, true);
    assertLess(alone.carrot, helped.carrot, map.id);
  }
  assert(average("child", MAPS[3]!, seeds, true).won >= 5);
});
