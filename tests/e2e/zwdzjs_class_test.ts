import { assert, assertEquals } from "@std/assert";
import { openGame, type TestPage } from "../support/browser.ts";
import { announceRound, joinClass, toldScores } from "../support/class_host.ts";
import { browserTest as test } from "../support/programs.ts";

const ROUND = { number: 1, seed: 4242, startsAt: 0, endsAt: null };

/** A player who has won the first levels, and lost the next one so often. */
function storage(won: number, losses: number) {
  const stars = Array.from({ length: won }, () => 2);
  const lost = [...stars.map(() => 0), losses];
  const data = { stars, best: 700, losses: lost, met: won + 1 };
  return { "coplay.zwdzjs-v1": JSON.stringify({ version: 1, data }) };
}

async function countOf(page: TestPage, name: string): Promise<number> {
  return Number(await page.read(`document.querySelector("canvas.stage").dataset.${name}`));
}

async function readPackets(page: TestPage): Promise<string[]> {
  return await page.read(
    `[...document.querySelectorAll("[data-plant]")].map((packet) => packet.dataset.plant)`,
  );
}

test("the garden plays a round with everybody's plants, tells its score, and then goes on with the own game", async () => {
  const hands: string[][] = [];
  for (const profile of ["phone", "desktop"] as const) {
    await using page = await openGame("zwdzjs-v1", { profile, language: "en" });
    await joinClass(page);
    await page.press(".screen-title .primary");
    await page.untilScreen("play");
    await page.keys("1", "ArrowRight", "ArrowRight", "Enter");
    await page.until("document.querySelector('canvas.stage').dataset.plants === '1'");
    await page.keys("Escape");
    await page.untilScreen("pause");
    await announceRound(page, { ...ROUND, startsAt: Date.now() - 1 });
    await page.untilScreen("play");
    await page.until("document.querySelector('canvas.stage').dataset.level === '0'");
    hands.push(await readPackets(page));
    // Everybody's scores count in a round: the player's own best is no aim there.
    await page.until(
      `/^Class round\\nScore: 0\\nWave \\d+$/.test(document.querySelector(".progress-name").innerText)`,
    );
    await announceRound(page, null);
    await page.untilScreen("lose");
    assertEquals(await page.textOf(".screen-lose .panel-title"), "The round is over");
    assertEquals((await page.textOf(".screen-lose .end-body")).includes("To beat"), false);
    await page.press(".screen-lose .actions .button:first-child");
    await page.untilScreen("play");
    await page.until("document.querySelector('canvas.stage').dataset.level === '1'");
    assertEquals(await countOf(page, "plants"), 1);
  }
  assertEquals(hands[0]!.length, 8);
  assertEquals(hands[0], hands[1]);
});

test("today's garden is named and has a score to beat, and the class hears of the score in the day's list", async () => {
  await using page = await openGame("zwdzjs-v1", {
    profile: "desktop",
    language: "en",
    storage: storage(5, 0),
  });
  await joinClass(page);
  await page.press(".screen-title .primary");
  await page.untilScreen("levels");
  await page.press(".daily");
  await page.untilScreen("play");
  await page.until(
    `/^Today's garden\\nScore: 0\\nTo beat: [1-9]/.test(document.querySelector(".progress-name").innerText)`,
  );
  await page.read(`void (location.hash = "clock=32")`);
  await page.untilScreen("lose");
  for (const { level = "" } of await toldScores(page)) {
    assert(/^\d{4}-\d\d-\d\d$/.test(level), level);
  }
});

test("nothing is chosen for the player; who lost often is told what would have helped, and may call for help", async () => {
  await using page = await openGame("zwdzjs-v1", {
    profile: "phone",
    language: "zh",
    storage: storage(8, 2),
  });
  await page.press(".screen-title .primary");
  await page.untilScreen("levels");
  await page.press("[data-level='9']");
  await page.untilScreen("picker");
  const pressed = "document.querySelectorAll('.sitter[aria-pressed=true]').length";
  assertEquals(await page.read(pressed), 0);
  assertEquals(await page.read("document.querySelectorAll('.visitor').length"), 4);
  assertEquals(await page.read("document.querySelector('.screen-picker .primary').disabled"), true);
  await page.press("[data-choice=glowberry]");
  assertEquals(await page.textOf(".screen-picker .primary"), "就带这 1 种");
  await page.press(".screen-picker .primary");
  await page.untilScreen("play");
  const sun = await countOf(page, "sun");
  await page.read(`void (location.hash = "clock=32")`);
  await page.untilScreen("lose");
  await page.read(`void (location.hash = "clock=1")`);
  assert((await page.textOf(".tip")).startsWith("下次带上"), await page.textOf(".tip"));
  await page.press(".screen-lose .actions .button:nth-child(2)");
  await page.untilScreen("play");
  await page.until(`Number(document.querySelector("canvas.stage").dataset.sun) >= ${sun + 100}`);
  assertEquals(await readPackets(page), ["glowberry"]);
});

test("in the unlocked edition zombies are placed in an own garden, and not where scores are compared", async () => {
  await using page = await openGame("zwdzjs-v2", { profile: "phone", language: "en" });
  await page.press(".screen-title .primary");
  await page.press("button[data-level='2']");
  await page.press("[data-choice=lotus]");
  await page.press(".screen-picker .primary");
  await page.untilScreen("play");
  await page.see(".sandbox-toggle");
  await page.press(".pause-button");
  await page.press(".screen-pause .actions .button:nth-child(2)");
  await page.press(".daily");
  await page.untilScreen("play");
  await page.see(".skip");
  const shown = "document.querySelector('.sandbox-toggle').checkVisibility()";
  assertEquals(await page.read(shown), false);
});
