import { assert, assertEquals } from "@std/assert";
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
    // It was not a bite that ended it.
    assertEquals(await game.textOf(".panel-title"), "时间到！");
    // The host itself says that the round is over.
    assertEquals(await game.read("document.querySelector('.toast')"), null);
    const levels = new Set((await toldScores(game)).map(({ level }) => level));
    assertEquals([...levels], ["全班比赛 · Class round"]);
  });

  await t.step("goes on for whoever has left it, even by closing the page", async () => {
    await using game = await openTafang({
      profile: "desktop",
      language: "zh",
      progress: EXPERIENCED,
    });
    await joinClass(game);
    await game.untilScreen("title");
    await announceRound(game, ROUND);
    await untilState(game, "map", "arena:77");
    await game.keys("Space");
    await chooseOn(game, { cx: 1, cy: 0, choice: "sling" });
    await untilState(game, "towers", "1");
    const { coins } = await stateOf(game);
    await game.keys("Escape");
    await game.untilScreen("pause");
    await game.press(".screen-pause .panel > .button:last-child");
    await game.untilScreen("title");
    assertEquals(await game.textOf(".screen-title .primary"), "回到全班比赛");
    await game.press(".screen-title .primary");
    await untilState(game, "map", "arena:77");
    const { towers, coins: left, held } = await stateOf(game);
    assertEquals([towers, left, held], ["1", coins, "false"]);
    await game.reload();
    await announceRound(game, ROUND);
    await untilState(game, "map", "arena:77");
    assertEquals((await stateOf(game)).towers, "1");
    // Another round is another game.
    await announceRound(game, { ...ROUND, number: 2, seed: 78 });
    await untilState(game, "map", "arena:78");
    assertEquals((await stateOf(game)).towers, "0");
  });

  await t.step(
    "starts over only after a question, once the round has gone on for a while",
    async () => {
      await using game = await openTafang({ profile: "phone", language: "zh", clock: 8 });
      await joinClass(game);
      await game.untilScreen("title");
      await announceRound(game, ROUND);
      await untilState(game, "map", "arena:77");
      await chooseOn(game, { cx: 1, cy: 0, choice: "sling" });
      await game.until("Number(document.querySelector('.place').dataset.seconds) >= 31");
      const startOver = async () => {
        await game.press(".pause-button");
        await game.untilScreen("pause");
        await game.press(".screen-pause .actions .button:nth-child(3)");
        await game.untilScreen("ask");
      };
      await startOver();
      assertEquals(await game.textOf(".screen-ask .panel-title"), "这一场从头再来？");
      await game.press(".screen-ask .primary");
      await game.untilScreen("play");
      assertEquals((await stateOf(game)).towers, "1");
      await startOver();
      await game.press(".screen-ask .actions .button");
      await untilState(game, "towers", "0");
      assertEquals((await stateOf(game)).map, "arena:77");
    },
  );

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
    const banner = "document.querySelector('.banner')";
    await game.until(`/everybody/i.test(${banner}.textContent) && ${banner}.offsetWidth > 0`);
    assert(await game.read<number>(`${banner}.offsetWidth`) <= 390);
    await announceRound(game, null);
    await game.until("document.body.dataset.screen !== 'play'");
    await game.press(".panel .primary");
    await untilState(game, "map", "spiral");
    assertEquals(await game.read("document.querySelector('.round-clock').hidden"), true);
    const { towers, coins: left } = await stateOf(game);
    assertEquals([towers, left], ["1", coins]);
  });
});
