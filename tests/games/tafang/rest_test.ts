import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { layoutFor } from "../../../games/tafang/art/layout.ts";
import type { Game } from "../../../games/tafang/rules/state.ts";
import type { Frame } from "../../../games/tafang/view/frame.ts";
import { newPointing } from "../../../games/tafang/view/marks.ts";
import { isAtRest, restName } from "../../../games/tafang/view/rest.ts";
import { must, newField, put, raise } from "./field.ts";

/** A frame of a game as far as rest is concerned; nothing is drawn. */
function frameOf(game: Game, nowMs = 0): Frame {
  const layout = layoutFor("landscape");
  return { game, layout, nowMs, alpha: 0, still: false, calm: false } as Frame;
}

Deno.test("the board rests while nobody walks and nothing beneath the towers is marked", () => {
  const game = newField();
  const pointing = newPointing();
  assert(isAtRest(frameOf(game), pointing));
  assertEquals(isAtRest(frameOf(game), { ...pointing, selected: { cx: 1, cy: 1 } }), false);
  must(game, { do: "mark", on: "obstacle", id: 0 });
  assertEquals(isAtRest(frameOf(game), pointing), false);
  must(game, { do: "unmark" });
  put(game, "gumble", 2);
  assertEquals(isAtRest(frameOf(game), pointing), false);
});

Deno.test("the picture of the board at rest is made anew when an obstacle goes, and not otherwise", () => {
  const game = newField();
  raise(game, "sling", { cx: 5, cy: 2 });
  const before = restName(frameOf(game));
  assertEquals(restName(frameOf(game, 5000)), before);
  game.obstacles[0]!.alive = false;
  assertNotEquals(restName(frameOf(game)), before);
});
