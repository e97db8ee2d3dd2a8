import { assertEquals } from "@std/assert";
import { sayGains } from "../../../games/tafang/hud/ring_items.ts";
import { levelOf } from "../../../games/tafang/rules/towers_table.ts";
import { isInReach } from "../../../games/tafang/rules/towers.ts";
import { newField, raise } from "./field.ts";

Deno.test("an upgrade says what it changes, and nothing that stays", () => {
  const game = newField();
  const sling = raise(game, "sling", { cx: 5, cy: 2 });
  const next = levelOf("sling", 1);
  // A line is broken between two gains, never within one.
  const text = sayGains(sling, next);
  assertEquals(
    text.includes(`Damage\u00a0${sling.level.damage}\u00a0→\u00a0${next.damage}`),
    true,
    text,
  );
  assertEquals(sayGains(sling, sling.level), "");
  const lamp = raise(game, "lamp", { cx: 6, cy: 2 });
  assertEquals(sayGains(lamp, levelOf("lamp", 1)), "Speed\u00a0+25%\u00a0→\u00a0+40%");
});

Deno.test("an obstacle is in reach only of towers that strike", () => {
  const game = newField();
  const crate = game.obstacles.find((obstacle) => obstacle.kind === "crate")!;
  assertEquals(isInReach(game, crate), false);
  raise(game, "sling", { cx: 11, cy: 6 });
  raise(game, "lamp", { cx: 5, cy: 2 });
  assertEquals(isInReach(game, crate), false);
  raise(game, "sling", { cx: 3, cy: 2 });
  assertEquals(isInReach(game, crate), true);
});
