import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { openGame, type TestPage } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";

function stored(session: Record<string, unknown>): Record<string, string> {
  return { "coplay.dxs": JSON.stringify({ version: 1, data: session }) };
}

const FIRST_ROUND = stored({ rounds: 0, phase: "think", random: 77 });
const THIRD_ROUND = stored({ rounds: 2, phase: "find", random: 4242 });

async function untilPhase(game: TestPage, phase: string): Promise<void> {
  await game.until(`document.querySelector(".theatre").dataset.phase === "${phase}"`);
}

/** Reads the whole table, by number. */
async function readTable(game: TestPage): Promise<string[]> {
  return await game.read<string[]>(
    `[...document.querySelectorAll(".symbols .cell")].map((cell) => cell.dataset.symbol)`,
  );
}

async function readVision(game: TestPage): Promise<string> {
  return await game.read<string>(`document.querySelector(".vision").dataset.symbol`);
}

/** Plays a round from "think" to the light. @returns what the player saw beside the result of a number */
async function playRound(game: TestPage, number: number): Promise<string> {
  const seen = (await readTable(game))[number - Math.floor(number / 10) - number % 10]!;
  await until("the crystal to be asked", async () => {
    const phase = await game.read<string>(`document.querySelector(".theatre").dataset.phase`);
    if (phase !== "focus") await game.press(".choices .primary");
    return phase === "focus";
  });
  await game.press(".crystal");
  await untilPhase(game, "reveal");
  return seen;
}

for (const profile of ["phone", "desktop"] as const) {
  const means = profile === "phone" ? "touch" : "mouse";
  test(`the crystal reads two minds by ${means} on a ${profile}`, async () => {
    // The desktop has less motion, so that both ways of a reading are seen to the end.
    const calm = profile === "desktop";
    await using game = await openGame("dxs", {
      profile,
      language: "zh",
      storage: FIRST_ROUND,
      calm,
    });
    assertEquals(await game.read("document.title"), "读心术");
    await game.press(".screen-title .primary");
    await game.untilScreen("play");
    assertEquals(await playRound(game, 53), await readVision(game));
    const table = await readTable(game);
    const first = await readVision(game);
    assert((await game.textOf(".speech")).startsWith("你心里的符号是："));
    await game.press(".choices .primary");
    await untilPhase(game, "think");
    assertNotEquals(await readTable(game), table);
    assertEquals(await playRound(game, 98), await readVision(game));
    assertNotEquals(await readVision(game), first);
  });

  test(`the crystal is asked by keyboard alone on a ${profile}`, async () => {
    await using game = await openGame("dxs", { profile, language: "en", storage: FIRST_ROUND });
    await game.untilScreen("title");
    await game.keys("Enter");
    await game.untilScreen("play");
    const table = await readTable(game);
    for (const phase of ["subtract", "find", "focus"]) {
      await game.keys("Enter");
      await untilPhase(game, phase);
    }
    await game.keys("Escape");
    await game.untilScreen("pause");
    await game.keys("Escape");
    await game.untilScreen("play");
    await game.keys("Space");
    await untilPhase(game, "reveal");
    assertEquals(await readVision(game), table[45]);
  });

  test(`a reload on a ${profile} keeps the table the player looked at`, async () => {
    await using game = await openGame("dxs", { profile, storage: FIRST_ROUND });
    await game.press(".screen-title .primary");
    await game.untilScreen("play");
    await game.press(".choices .primary");
    await game.press(".choices .primary");
    await untilPhase(game, "find");
    const table = await readTable(game);
    await game.reload();
    await game.press(".screen-title .primary");
    await untilPhase(game, "find");
    assertEquals(await readTable(game), table);
  });

  test(`the whole table and its buttons are in sight on a ${profile}, upright and lying`, async () => {
    await using game = await openGame("dxs", { profile, storage: THIRD_ROUND });
    await game.press(".screen-title .primary");
    await untilPhase(game, "find");
    const inSight = `(() => {
      const parts = [...document.querySelectorAll(".cell, .choices .button")];
      return parts.length > 90 && parts.every((part) => {
        const box = part.getBoundingClientRect();
        const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        return box.width >= 28 && box.top >= 0 && box.bottom <= innerHeight + 1 &&
          part.contains(document.elementFromPoint(middle.x, middle.y));
      });
    })()`;
    await game.until(inSight);
    await game.rotate();
    await game.until(inSight);
    await game.press(".choices .primary");
    await untilPhase(game, "focus");
  });
}

test("the secret is offered after the third round, and can be played with", async () => {
  await using game = await openGame("dxs", {
    profile: "phone",
    language: "zh",
    storage: THIRD_ROUND,
    calm: true,
  });
  await game.press(".screen-title .primary");
  await untilPhase(game, "find");
  const table = await readTable(game);
  await playRound(game, 47);
  await game.press(".choices .button:nth-child(2)");
  await game.untilScreen("secret");
  assertEquals(await game.textOf(".sum"), "53 − 5 − 3 = 45 = 5 × 9");
  await game.press(".wheel:first-child button:last-of-type");
  await game.press(".wheel:last-child button:first-of-type");
  await game.until(`document.querySelector(".sum").textContent === "62 − 6 − 2 = 54 = 6 × 9"`);
  assertEquals(await game.read("document.querySelectorAll('.bead:not(.taken)').length"), 54);
  assertEquals(await game.read("document.querySelectorAll('.bead.taken').length"), 8);
  const nines = await game.read<string[]>(
    `[...document.querySelectorAll(".nines .cell")].map((cell) => cell.dataset.symbol)`,
  );
  assertEquals(nines, Array.from({ length: 9 }, () => table[9]));
  await game.press(".screen-secret .panel > .button");
  await game.untilScreen("perform");
});

test("a player who doubts works it out with the crystal, in the chosen language", async () => {
  await using game = await openGame("dxs", {
    profile: "desktop",
    language: "zh",
    storage: stored({ rounds: 1, phase: "reveal", random: 9 }),
  });
  await game.press(".screen-title .primary");
  await untilPhase(game, "reveal");
  await game.press(".choices .button:last-child");
  await game.untilScreen("check");
  await game.press(".panel-back");
  await game.untilScreen("play");
  await game.press(".pause-button");
  await game.untilScreen("pause");
  await game.press(".screen-pause .panel > .button:nth-last-child(2)");
  await game.untilScreen("settings");
  await game.press(".screen-settings .choice-option:last-child");
  await game.until(`document.documentElement.lang === "en"`);
  await game.keys("Escape", "Escape");
  await game.untilScreen("play");
  assert((await game.textOf(".speech")).startsWith("Your symbol is: the "));
  const spoken = await game.textOf(".symbols .cell .announcer");
  assert(/^0: the \w+$/.test(spoken), spoken);
});

test("tricks that were chosen from the pause lead back to the round, not to the title", async () => {
  await using game = await openGame("dxs", { profile: "phone", storage: THIRD_ROUND });
  await game.press(".screen-title .primary");
  await untilPhase(game, "find");
  await game.press(".pause-button");
  await game.untilScreen("pause");
  await game.press(".screen-pause .actions .button:nth-child(2)");
  await game.untilScreen("tricks");
  await game.press(".trick-card:nth-child(2)");
  await game.untilScreen("days");
  await game.press(".panel-back");
  await game.untilScreen("tricks");
  await game.press(".panel-back");
  await game.untilScreen("play");
  await untilPhase(game, "find");
});

for (const profile of ["phone", "desktop"] as const) {
  test(`neither the crystal nor the way on moves from step to step on a ${profile}`, async () => {
    await using game = await openGame("dxs", { profile, language: "en", storage: FIRST_ROUND });
    await game.press(".screen-title .primary");
    const tops = async (phase: string) => {
      await untilPhase(game, phase);
      return await game.read(
        `[".crystal", ".choices .primary"].map((part) => Math.round(document.querySelector(part).getBoundingClientRect().top))`,
      );
    };
    const first = await tops("think");
    await game.press(".choices .primary");
    assertEquals(await tops("subtract"), first);
    await game.press(".choices .primary");
    await untilPhase(game, "find");
    await game.press(".choices .primary");
    assertEquals(await tops("focus"), first);
  });
}

test("the help over the title shows nothing of the round behind it", async () => {
  await using game = await openGame("dxs", { profile: "phone", storage: THIRD_ROUND });
  await game.untilScreen("title");
  await game.press(".title-more .button");
  await game.untilScreen("help");
  const seen =
    `[".bar", ".seer", ".board"].map((part) => getComputedStyle(document.querySelector(part)).visibility)`;
  assertEquals(await game.read(seen), ["hidden", "hidden", "hidden"]);
});

test("a reading stands still while the game is paused", async () => {
  await using game = await openGame("dxs", {
    profile: "desktop",
    storage: stored({ rounds: 1, phase: "focus", random: 9 }),
  });
  await game.press(".screen-title .primary");
  await untilPhase(game, "focus");
  await game.press(".crystal");
  await untilPhase(game, "reading");
  await game.keys("Escape");
  await game.untilScreen("pause");
  await game.keys("Escape");
  await game.untilScreen("play");
  await untilPhase(game, "reveal");
  assertNotEquals(await readVision(game), "");
});

for (const language of ["en", "zh"] as const) {
  test(`the title's buttons are all in sight on a desktop and on a tablet, in ${language}`, async () => {
    await using game = await openGame("dxs", { profile: "desktop", language, calm: true });
    await game.untilScreen("title");
    for (const { width, height } of [{ width: 1366, height: 768 }, { width: 1024, height: 768 }]) {
      await game.page.setViewport({ width, height });
      await game.until(`innerWidth === ${width} && innerHeight === ${height}`);
      await game.until(`[...document.querySelectorAll(".screen-title .button")]
        .every((button) => button.getBoundingClientRect().bottom <= innerHeight)`);
    }
  });
}
