import { assertEquals } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { EXPERIENCED, openTafang, stateOf, untilState } from "./tafang_player.ts";

/** The object that a host gives to its pages; the test announces its rounds and reads its scores. */
const HOST = `globalThis.coplay = Object.assign(new EventTarget(), {
  round: null,
  scores: [],
  score(value, options) { this.scores.push([value, options]); },
});`;

/** Announces a round that has begun, or with "null" that there is none. */
function announce(round: string): string {
  return `coplay.round = ${round}; coplay.dispatchEvent(new Event("round"));`;
}

test("a class round starts the arena of its seed wherever the player is, and ends it", async () => {
  await using game = await openTafang({
    profile: "desktop",
    language: "zh",
    clock: 8,
    progress: EXPERIENCED,
  });
  await game.page.evaluateOnNewDocument(HOST);
  await game.reload();
  await game.untilScreen("title");
  await game.press(".screen-title .primary");
  await game.untilScreen("maps");
  await game.page.evaluate(
    announce("{ number: 1, seed: 77, startsAt: Date.now() - 1, endsAt: null }"),
  );
  await game.untilScreen("play");
  await untilState(game, "map", "arena:77");
  await game.keys("KeyN");
  await game.until("Number(document.querySelector('.place').dataset.wave) >= 2");
  await game.page.evaluate(announce("null"));
  await game.until("document.body.dataset.screen !== 'play'");
  assertEquals((await stateOf(game)).outcome, "lost");
  const levels = await game.read<string[]>(
    "[...new Set(coplay.scores.map(([, { best, level }]) => best + ' ' + level))]",
  );
  assertEquals(levels, ["high 全班同场 · Class round"]);
});
