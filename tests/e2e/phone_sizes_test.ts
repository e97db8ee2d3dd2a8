// The parts of the games that are visible on a phone, upright and lying.

import { assert, assertEquals } from "@std/assert";
import { openGame } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";

const ALL = [[390, 844], [360, 740], [844, 390]] as const;

/** An expression for the texts of buttons that their own edge or the window's cuts. */
function cutButtons(selector: string): string {
  return `[...document.querySelectorAll("${selector}")].filter((button) => {
    const box = button.getBoundingClientRect();
    return button.scrollWidth > button.clientWidth || box.left < 0 || box.right > innerWidth;
  }).map((button) => button.textContent)`;
}

test("no button of the mind reader is cut, in either language", async () => {
  const session = { rounds: 2, phase: "find", random: 4242 };
  const storage = { "coplay.dxs": JSON.stringify({ version: 1, data: session }) };
  for (const language of ["zh", "en"] as const) {
    await using game = await openGame("dxs", { profile: "phone", language, storage });
    await game.press(".screen-title .primary");
    await game.untilScreen("play");
    for (const [width, height] of ALL) {
      await game.page.setViewport({ width, height, isMobile: true, hasTouch: true });
      await game.until(`innerWidth === ${width}`);
      const cut = await game.read<string[]>(cutButtons(".choices .button"));
      assertEquals(cut, [], `${language} at ${width}`);
    }
  }
});

test("the mind reader's title stays between its curtains", async () => {
  for (const language of ["zh", "en"] as const) {
    await using game = await openGame("dxs", { profile: "phone", language, calm: true });
    for (const [width, height] of ALL) {
      await game.page.setViewport({ width, height, isMobile: true, hasTouch: true });
      await game.until(`innerWidth === ${width} && (() => {
        const left = document.querySelector(".curtain.left").getBoundingClientRect().right;
        const right = document.querySelector(".curtain.right").getBoundingClientRect().left;
        return [...document.querySelectorAll(".screen-title .button")].every((button) => {
          const box = button.getBoundingClientRect();
          return box.left >= left && box.right <= right;
        });
      })()`);
    }
  }
});

test("the carrot of the title is tall on a phone that lies, and everything fits beside it", async () => {
  for (const language of ["zh", "en"] as const) {
    await using game = await openGame("tafang", { profile: "phone", language });
    await game.page.setViewport({ width: 844, height: 390, isMobile: true, hasTouch: true });
    await game.until(`innerWidth === 844 &&
      document.querySelector(".toy-host canvas").clientHeight > 390 / 2`);
    const screen = `document.querySelector(".screen-title")`;
    await game.until(`${screen}.scrollHeight <= ${screen}.clientHeight`);
    assertEquals(await game.read(cutButtons(".screen-title .button")), []);
  }
});

test("on a phone the lab shows several lines of its code after a step", async () => {
  await using lab = await openGame("coroutines", { profile: "phone", language: "en", calm: true });
  for (const scene of ["turns", "waits", "downloads", "threads"]) {
    await lab.press(`#tab-${scene}`);
    for (const [width, height] of ALL) {
      await lab.page.setViewport({ width, height, isMobile: true, hasTouch: true });
      await lab.until(`innerWidth === ${width}`);
      await lab.press(".step-button");
      const lines = await lab.read<number>(`(() => {
      const box = document.querySelector(".code-box").getBoundingClientRect();
      const lowest = Math.min(box.bottom, document.querySelector(".controls").getBoundingClientRect().top);
      const highest = Math.max(0, box.top);
      return [...document.querySelectorAll(".code-line")].filter((line) => {
        const { top, bottom } = line.getBoundingClientRect();
        return top >= highest - 1 && bottom <= lowest + 1;
      }).length;
    })()`);
      assert(lines >= 8, `${lines} lines of ${scene} at ${width}`);
      const beside = `(() => {
      const code = document.querySelector(".panel-code").getBoundingClientRect();
      const timeline = document.querySelector(".panel-timeline .timeline").getBoundingClientRect();
      const lowest = document.querySelector(".controls").getBoundingClientRect().top;
      return innerWidth > innerHeight
        ? code.right <= timeline.left && timeline.top >= 0 && timeline.top + 100 < lowest
        : code.bottom <= timeline.top;
    })()`;
      assert(
        await lab.read(beside),
        `the code comes first, or stands beside: ${scene} at ${width}`,
      );
    }
  }
});
