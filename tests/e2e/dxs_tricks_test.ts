import { assert, assertEquals } from "@std/assert";
import { openGame, type TestPage } from "../support/browser.ts";
import { joinClass, toldScores } from "../support/class_host.ts";
import { browserTest as test } from "../support/programs.ts";

async function openTrick(game: TestPage, card: number): Promise<void> {
  await game.press(".screen-title .actions .button:nth-child(2)");
  await game.untilScreen("tricks");
  await game.press(`.trick-card:nth-child(${card})`);
}

/** Answers for a day of the month, card after card, as a child would. */
async function answerFor(game: TestPage, day: number): Promise<void> {
  for (let card = 1; card <= 5; card++) {
    await game.until(`document.querySelector(".act-speech").textContent.includes("${card}") &&
      document.querySelector(".day-card")`);
    const held = await game.read<boolean>(
      `[...document.querySelectorAll(".day-card li")].some((cell) => cell.textContent === "${day}")`,
    );
    await game.press(`.act-choices .button:nth-child(${held ? 1 : 2})`);
  }
}

test("the tables of symbols leave the edge free where the host asks for a name", async () => {
  const TOKEN_PX = 28;
  const leftmost = `Math.min(...[...document.querySelectorAll(".cell")]
    .map((cell) => cell.getBoundingClientRect()).filter(({ width }) => width > 0).map(({ x }) => x))`;
  const sizes = [[390, 844], [360, 640], [844, 390], [1280, 800], [800, 1280]] as const;
  await using game = await openGame("dxs", { profile: "phone", language: "zh", calm: true });
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  await game.press(".choices .primary");
  await game.press(".choices .primary");
  const look = async () => {
    for (const [width, height] of sizes) {
      await game.page.setViewport({ width, height, isMobile: true, hasTouch: true });
      const at = await game.read<number>(leftmost);
      assert(at >= TOKEN_PX && at < width / 2, `${width} x ${height}: ${at}`);
    }
    await game.page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
  };
  await look();
  await game.press(".pause-button");
  await game.untilScreen("pause");
  await game.press(".screen-pause .actions .button:nth-child(2)");
  await game.untilScreen("tricks");
  await game.press(".trick-card:nth-child(4)");
  await game.press(".act-choices .primary");
  await game.press(".act-choices .primary");
  await game.see(".act-table");
  await look();
});

test("the cards find the day by touch on a phone, and their secret is shown", async () => {
  await using game = await openGame("dxs", { profile: "phone", language: "zh", calm: true });
  await openTrick(game, 2);
  await game.untilScreen("days");
  await game.press(".act-choices .primary");
  await answerFor(game, 19);
  await game.see(".act-answer");
  assertEquals(await game.textOf(".act-answer"), "19");
  await game.press(".act-choices .button:nth-child(2)");
  await game.untilScreen("day-secret");
  assertEquals(await game.textOf(".sum"), "1 + 2 + 16 = 19");
  assertEquals(await game.read("document.querySelectorAll('.day-card.holds').length"), 3);
  await game.keys("Escape");
  await game.untilScreen("days");
  const question = await game.textOf(".act-speech");
  await game.press(".act-choices .primary");
  await game.until(`document.querySelector(".act-speech").textContent.startsWith("再想一个")`);
  assertEquals(question, "你想的是 19 号。");
});

test("a wrong tap is taken back, and the day is told as English tells days", async () => {
  await using game = await openGame("dxs", { profile: "phone", language: "en", calm: true });
  await openTrick(game, 2);
  await game.press(".act-choices .primary");
  const held = await game.read<boolean>(
    `[...document.querySelectorAll(".day-card li")].some((cell) => cell.textContent === "22")`,
  );
  await game.press(`.act-choices .button:nth-child(${held ? 2 : 1})`);
  await game.until(`document.querySelector(".act-speech").textContent.includes("2 of 5")`);
  await game.press(".act-choices .button:nth-child(3)");
  await answerFor(game, 22);
  await game.see(".act-answer");
  assertEquals(await game.textOf(".act-speech"), "You are thinking of the 22nd.");
});

test("whoever says no to every card is told that there is no such day", async () => {
  await using game = await openGame("dxs", { profile: "desktop", language: "en", calm: true });
  await openTrick(game, 2);
  await game.press(".act-choices .primary");
  await answerFor(game, 99);
  await game.until(`document.querySelector(".act-speech").textContent.startsWith("On no card")`);
});

for (const profile of ["phone", "desktop"] as const) {
  test(`the envelope holds the sum of what was chosen, by keyboard on a ${profile}`, async () => {
    await using game = await openGame("dxs", { profile, language: "en", calm: true });
    await game.untilScreen("title");
    await game.press(".screen-title .actions .button:nth-child(2)");
    await game.untilScreen("tricks");
    await game.keys("ArrowRight", "ArrowRight", "ArrowRight", "Enter");
    await game.untilScreen("square");
    await game.keys("Enter");
    for (let choice = 1; choice <= 4; choice++) {
      // The focus is on the first free number; the last one is the only one.
      if (choice < 4) await game.keys("ArrowDown");
      await game.keys("Enter");
      await game.until(`document.querySelectorAll(".square-cell.chosen").length === ${choice}`);
    }
    assertEquals(await game.read("document.querySelectorAll('.envelope:not(.open)').length"), 1);
    const [sum = "", told] = (await game.textOf(".square-sum")).split(" = ");
    const total = sum.split(" + ").reduce((before, number) => before + Number(number), 0);
    assertEquals([sum.split(" + ").length, told], [4, String(total)]);
    await game.keys("Enter");
    await game.see(".envelope.open");
    assertEquals(await game.textOf(".envelope"), String(total));
    await game.keys("ArrowDown", "Enter");
    await game.untilScreen("square-secret");
    assert((await game.textOf(".screen-square-secret .panel")).includes(`= ${total}`));
    assertEquals(await game.read("document.querySelectorAll('.own-sums li').length"), 4);
    await game.keys("Escape");
    await game.untilScreen("square");
    await game.keys("Escape");
    await game.untilScreen("tricks");
  });
}

test("whoever says yes to a wrong card is shown which one led the crystal astray", async () => {
  await using game = await openGame("dxs", { profile: "phone", language: "en", calm: true });
  await openTrick(game, 2);
  await game.press(".act-choices .primary");
  // 21 is on the cards of 1, 4 and 16; 5 only on those of 1 and 4.
  await answerFor(game, 21);
  await game.see(".act-answer");
  await game.press(".act-choices .button:nth-child(3)");
  await game.untilScreen("day-check");
  const astray =
    `[...document.querySelectorAll(".answered.astray li:first-child")].map((li) => li.textContent)`;
  assertEquals(await game.read(astray), []);
  await game.page.focus(".screen-day-check .slider");
  await game.keys(...Array.from({ length: 16 }, () => "ArrowLeft" as const));
  await game.until(`document.querySelector(".screen-day-check .row-name").textContent === "Day 5"`);
  assertEquals(await game.read(astray), ["16"]);
  assertEquals(await game.textOf(".answered.astray p"), "✗ You said: Yes");
});

test("a friend who was too quick goes back to the table, and is still one mind", async () => {
  await using game = await openGame("dxs", { profile: "phone", language: "en", calm: true });
  await joinClass(game);
  await openTrick(game, 4);
  for (let mind = 1; mind <= 2; mind++) {
    await goToTable(game);
    await game.press(".act-choices .primary");
    await game.see(".peek");
    await game.press(".act-choices .button:nth-child(3)");
    await game.see(".act-table");
    await game.press(".act-choices .primary");
    await game.see(".peek");
    await game.press(".act-choices .primary");
    await game.see(".act-symbol");
    await game.press(".act-choices .primary");
  }
  assertEquals((await toldScores(game)).map(({ value }) => value), [1, 2]);
});

test("a player is the crystal: the symbol is seen only while the eye is held", async () => {
  await using game = await openGame("dxs", { profile: "desktop", language: "en", calm: true });
  await joinClass(game);
  await openTrick(game, 4);
  await game.untilScreen("perform");
  const shownName = `document.querySelector(".peek-words").textContent`;
  for (let mind = 1; mind <= 2; mind++) {
    assertEquals(await game.read(shownName), "Hold to look");
    const eye = await game.middleOf(".peek");
    await game.page.mouse.move(eye.x, eye.y);
    await game.page.mouse.down();
    const name = await game.read<string>(shownName);
    assert(name.startsWith("the "), name);
    await game.page.mouse.up();
    assertEquals(await game.read(shownName), "Hold to look");
    await game.press(".act-choices .primary");
    await game.see(".act-place .example");
    await game.press(".act-choices .primary");
    await game.see(".act-table");
    const besideNine = await game.textOf(".act-table .cell[data-number='63'] .announcer");
    assertEquals(besideNine, `63: ${name}`);
    assert(!(await game.textOf(".act-speech")).includes(name), "the audience sees the secret");
    await game.press(".act-choices .primary");
    await game.see(".peek");
    await game.press(".act-choices .primary");
    const bow = mind === 1 ? "Take a bow." : `Take a bow. ${mind} minds in a row.`;
    await game.until(`document.querySelector(".act-speech").textContent === "${bow}"`);
    await game.press(".act-choices .primary");
  }
  assertEquals((await toldScores(game)).map(({ value }) => value), [1, 2]);
  await game.keys("Tab");
  await game.page.focus(".peek");
  await game.page.keyboard.down("Space");
  assert((await game.read<string>(shownName)).startsWith("the "));
  await game.page.keyboard.up("Space");
  assertEquals(await game.read(shownName), "Hold to look");
});

test("minds that the crystal reads in a row are told to the class, and a wrong one ends the row", async () => {
  const session = { rounds: 2, phase: "reveal", random: 9 };
  const none = { row: 0, most: 0 };
  const tally = { crystal: { ...none, isOpen: true }, player: none };
  const storage = {
    "coplay.dxs": JSON.stringify({ version: 1, data: session }),
    "coplay.dxs.tally": JSON.stringify({ version: 1, data: tally }),
  };
  await using game = await openGame("dxs", {
    profile: "phone",
    language: "en",
    calm: true,
    storage,
  });
  await joinClass(game);
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  await game.press(".choices .primary");
  await game.until(`document.querySelector(".theatre").dataset.phase === "think"`);
  assertEquals((await toldScores(game)).map(({ value }) => value), [1]);
});

/** Lets a friend find a symbol in the table. */
async function goToTable(game: TestPage): Promise<void> {
  await game.see(".peek");
  await game.press(".act-choices .primary");
  await game.see(".act-place .example");
  await game.press(".act-choices .primary");
  await game.see(".act-table");
}

test("whoever leaves before the friend has judged begins a new row", async () => {
  await using game = await openGame("dxs", { profile: "phone", language: "en", calm: true });
  await joinClass(game);
  await openTrick(game, 4);
  const rows = async () => (await toldScores(game)).map(({ value }) => value);
  const guess = async () => {
    await goToTable(game);
    await game.press(".act-choices .primary");
    await game.see(".peek");
    await game.press(".act-choices .primary");
    await game.see(".act-symbol");
  };
  await guess();
  await game.press(".act-choices .primary");
  await guess();
  assertEquals(await rows(), [1, 2]);
  await game.press(".act-choices .primary");
  await goToTable(game);
  await game.press(".panel-back");
  await game.untilScreen("tricks");
  assert((await game.textOf(".trick-card:nth-child(4)")).includes("Your best: 2 in a row"));
  await game.press(".trick-card:nth-child(4)");
  await guess();
  assertEquals(await rows(), [1, 2, 1]);
});

test("a friend who was read wrongly works the sum out with the table of that round", async () => {
  await using game = await openGame("dxs", { profile: "phone", language: "zh", calm: true });
  await openTrick(game, 4);
  await goToTable(game);
  const beside = await game.textOf(".act-table .cell[data-number='45'] .announcer");
  await game.press(".act-choices .primary");
  await game.press(".act-choices .button:nth-child(2)");
  await game.see(".act-symbol");
  await game.press(".act-choices .button:nth-child(2)");
  await game.untilScreen("check");
  const [, name] = beside.split("：");
  assertEquals(await game.textOf(".screen-check .found + p"), `45 旁边的符号是：${name}`);
});

for (const profile of ["phone", "desktop"] as const) {
  test(`the audience's table is whole and nothing in it touches on a ${profile}, both ways up`, async () => {
    await using game = await openGame("dxs", { profile, language: "en", calm: true });
    await openTrick(game, 4);
    await goToTable(game);
    const crowded = `(() => {
      const seen = document.querySelector(".screen-perform").getBoundingClientRect();
      const table = document.querySelector(".act-place").getBoundingClientRect();
      const boxes = [...document.querySelectorAll(".act-table .cell, .act-choices .button")];
      const isIn = (inner, outer) => inner.left >= outer.left && inner.right <= outer.right &&
        inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
      return boxes.filter((box) => {
        const place = box.getBoundingClientRect();
        const parts = [...box.querySelectorAll(".cell-number, .symbol")];
        return !isIn(place, box.matches(".cell") ? table : seen) || !parts.every((part) => isIn(part.getBoundingClientRect(), place));
      }).map((box) => box.textContent);
    })()`;
    assertEquals(await game.read("document.querySelectorAll('.act-table .cell').length"), 90);
    assertEquals(await game.read(crowded), []);
    await game.rotate();
    await game.until(`${crowded}.length === 0`);
  });
}

test("each number that is picked and the torn letter are heard", async () => {
  await using game = await openGame("dxs", { profile: "desktop", language: "en", calm: true });
  // The music is of tones alone, so bursts of noise are the trick's.
  await game.read(`(() => {
    globalThis.bursts = 0;
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (...when) {
      bursts++;
      return start.apply(this, when);
    };
  })()`);
  await openTrick(game, 3);
  await game.press(".act-choices .primary");
  const start = await game.read<number>("bursts");
  for (let choice = 1; choice <= 4; choice++) {
    await game.press(".square-cell:not(:disabled)");
    await game.until(`document.querySelectorAll(".square-cell.chosen").length === ${choice}`);
    await game.until(`bursts >= ${start + choice}`);
  }
  await game.press(".act-choices .primary");
  await game.see(".envelope.open");
  await game.until(`bursts > ${start + 4}`);
});
