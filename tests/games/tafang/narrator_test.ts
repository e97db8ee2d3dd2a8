import { assertEquals } from "@std/assert";
import { tellBoard, tellEvent } from "../../../games/tafang/hud/narrator.ts";
import { beginWave } from "../../../games/tafang/rules/step.ts";
import type { Game } from "../../../games/tafang/rules/state.ts";
import { must, newField, pass, put, raise } from "./field.ts";

/** What is said of the events of a step. */
function tell(game: Game): string[] {
  return game.events.flatMap((event) => tellEvent(event, game) ?? []);
}

Deno.test("the board is told in words: what there is, who walks, and who comes next", () => {
  const game = newField({ coins: 260 });
  raise(game, "sling", { cx: 5, cy: 2 });
  assertEquals(
    tellBoard(game),
    "Wave 0/2. 160 coins, 10 of 10 bites left, towers: 1. Next: 2 Gumble.",
  );
  put(game, "scoot", 8);
  put(game, "scoot", 3);
  put(game, "tinback", 2);
  beginWave(game);
  assertEquals(
    tellBoard(game),
    "Wave 1/2. 160 coins, 10 of 10 bites left, towers: 1. " +
      "On the road: 2 Scoot, 1 Tinback. The nearest is 4 cells from the carrot.",
  );
});

Deno.test("what happens is told as it happens", () => {
  const game = newField({ coins: 1000 });
  must(game, { do: "build", cx: 5, cy: 2, tower: "bell" });
  assertEquals(tell(game), [`Thunderbell, level 1. ${game.coins} coins left.`]);
  game.events.length = 0;
  must(game, { do: "call" });
  assertEquals(tell(game), ["Wave 1: 2 Gumble."]);
  game.events.length = 0;
  must(game, { do: "sell", cx: 5, cy: 2 });
  assertEquals(tell(game), [`Thunderbell sold. ${game.coins} coins.`]);
  put(game, "boulder", game.paths[0]!.length - 0.36);
  const bite = pass(game, 10).find(({ what }) => what === "bite")!;
  assertEquals(tellEvent(bite, game), "General Boulder bites. 5 of 10 left.");
});
