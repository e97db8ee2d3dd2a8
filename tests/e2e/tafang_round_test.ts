import { assertEquals } from "@std/assert";
import type { Round } from "../../games/kit/classroom.ts";
import { announceRound, joinClass, toldScores } from "../support/class_host.ts";
import { browserTest as test } from "../support/programs.ts";
import { chooseOn, EXPERIENCED, openTafang, stateOf, untilState } from "./tafang_player.ts";

const ROUND: Round = { number: 1, seed: 77, startsAt: 0, endsAt: null };

test("a round of the class in the carrot game", async (t) => {
  await t.step("starts the arena of its seed wherever the player is, and ends it", async () => {
    await using game = await openTafang({
      profile: "desktop",
      language: "zh",
      clock: 8,
      progress: EXPERIENCED,
    });
    await joinClass(game);
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.untilScreen("maps");
    const endsAt = await game.read<number>("Date.now() + 3_600_000");
    await announceRound(game, { ...ROUND, endsAt });
    await game.untilScreen("play");
    await game.until("/^(60|59):\\d\\d$/.test(document.querySelector('.round-clock').textContent)");
    await untilState(game, "map", "arena:77");
    await game.keys("KeyN");
    await game.until("Number(document.querySelector('.place').dataset.wave) >= 2");
    await announceRound(game, null);
    await game.until("document.body.dataset.screen !== 'play'");
    assertEquals((await stateOf(game)).outcome, "lost");
    // The host itself says that the round is over.
    assertEquals(await game.read("document.querySelector('.toast')"), null);
    const levels = new Set((await toldScores(game)).map(({ level }) => level));
    assertEquals([...levels], ["全班同场 · Class round"]);
  });

  await t.step("leaves the player's own game as it was, and leads back to it", async () => {
    await using game = await openTafang({ profile: "phone", progress: EXPERIENCED });
    await joinClass(game);
    await game.untilScreen("title");
    await game.press(".screen-title .primary");
    await game.untilScreen("maps");
    await game.press('[data-map="spiral"]');
    await game.untilScreen("play");
    await chooseOn(game, { cx: 3, cy: 1, choice: "sling" });
    const { coins } = await stateOf(game);
    await announceRound(game, ROUND);
    await untilState(game, "map", "arena:77");
    await announceRound(game, null);
    await game.until("document.body.dataset.screen !== 'play'");
    await game.press(".panel .primary");
    await untilState(game, "map", "spiral");
    assertEquals(await game.read("document.querySelector('.round-clock').hidden"), true);
    const { towers, coins: left } = await stateOf(game);
    assertEquals([towers, left], ["1", coins]);
  });
});
