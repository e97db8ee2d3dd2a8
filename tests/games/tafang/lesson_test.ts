import { assertEquals } from "@std/assert";
import { Lesson } from "../../../games/tafang/hud/lesson.ts";
import { MAPS } from "../../../games/tafang/maps/maps.ts";
import { toSteps } from "../../../games/tafang/rules/clock.ts";
import { newGame } from "../../../games/tafang/rules/step.ts";
import { must, pass } from "./field.ts";

function startLesson() {
  const game = newGame({ map: MAPS[0]!, seed: 1 });
  const lesson = new Lesson();
  const hint = (offered?: string) => lesson.current(game, (choice) => choice === offered);
  return { game, lesson, hint };
}

Deno.test("the lesson advances with each step that is done, and ends by the sixth wave", () => {
  const { game, lesson, hint } = startLesson();
  assertEquals(hint()?.id, "grass");
  assertEquals(hint("sling")?.id, "choose");
  must(game, { do: "build", cx: 3, cy: 2, tower: "sling" });
  assertEquals(hint()?.id, "call");
  must(game, { do: "call" });
  assertEquals(hint()?.id, "watch");
  while (game.kills < 2) pass(game, 1);
  assertEquals(hint()?.id, "second");
  must(game, { do: "build", cx: 4, cy: 2, tower: "sling" });
  assertEquals(hint()?.id, "clear");
  must(game, { do: "mark", on: "obstacle", id: 0 });
  while (game.coins < 120) pass(game, 1);
  assertEquals(hint()?.id, "upgrade");
  assertEquals(hint("upgrade")?.id, "better");
  game.wave = 6;
  assertEquals(hint(), undefined);
  assertEquals(lesson.isOver, true);
});

Deno.test("each hint points at what it speaks of, also after a ring was closed again", () => {
  const { game, hint } = startLesson();
  assertEquals(hint("sling"), { id: "choose", choice: "sling", waits: true });
  assertEquals(hint(), { id: "grass", cell: { cx: 3, cy: 2 }, waits: true });
  must(game, { do: "build", cx: 5, cy: 2, tower: "sling" });
  assertEquals(hint()?.call, true);
  must(game, { do: "call" });
  while (game.kills < 2) pass(game, 1);
  // Where the first tower stands, there is no room for the second.
  assertEquals(hint()?.cell, { cx: 7, cy: 2 });
  must(game, { do: "build", cx: 7, cy: 2, tower: "sling" });
  must(game, { do: "mark", on: "obstacle", id: 0 });
  game.coins = 120;
  const { cx, cy } = hint()!.cell!;
  assertEquals([cx, cy], [5, 2]);
  assertEquals(hint("upgrade")?.choice, "upgrade");
  // The ring of another cell has no such choice.
  assertEquals(hint("sling")?.id, "upgrade");
});

Deno.test("a hint that nobody follows goes away, but never the one for the first tower", () => {
  const { game, hint } = startLesson();
  hint();
  game.step += toSteps(60);
  assertEquals(hint()?.id, "grass");
  must(game, { do: "build", cx: 3, cy: 2, tower: "sling" });
  must(game, { do: "call" });
  assertEquals(hint()?.id, "watch");
  game.step += toSteps(13);
  assertEquals(hint()?.id, "second");
});
