// The parts of the games that are visible on a phone, upright and lying.

import { assert, assertEquals } from "@std/assert";
import { RULES_VERSION } from "../../games/tafang/play/replay.ts";
import { openGame } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";
import { EXPERIENCED } from "./tafang_player.ts";

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

test("on a tablet that stands, a title with four ways into the carrot's game cuts none of them", async () => {
  const current = { rules: RULES_VERSION, map: "moonlight", seed: 5, endless: false, steps: 100 };
  const data = { ...EXPERIENCED, current: { ...current, helped: false, actions: [] } };
  const storage = { "coplay.tafang": JSON.stringify({ version: 1, data }) };
  await using game = await openGame("tafang", { profile: "phone", language: "en", storage });
  await game.page.setViewport({ width: 800, height: 1280, isMobile: true, hasTouch: true });
  await game.until("innerWidth === 800");
  assertEquals((await game.page.$$(".screen-title .actions .button")).length, 4);
  assertEquals(await game.read(cutButtons(".screen-title .button")), []);
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

test("on a phone that lies, the carrot's title has room for the longest name of a map, and its bar for many coins", async () => {
  const current = {
    rules: RULES_VERSION,
    map: "moonlight",
    seed: 5,
    endless: false,
    helped: false,
  };
  const data = { ...EXPERIENCED, current: { ...current, actions: [], steps: 100 } };
  const storage = { "coplay.tafang": JSON.stringify({ version: 1, data }) };
  for (const language of ["zh", "en"] as const) {
    for (const [width, height] of [[844, 390], [667, 375]] as const) {
      await using game = await openGame("tafang", { profile: "phone", language, storage });
      await game.page.setViewport({ width, height, isMobile: true, hasTouch: true });
      await game.until(`innerWidth === ${width}`);
      const screen = `document.querySelector(".screen-title")`;
      await game.until(`${screen}.scrollHeight <= ${screen}.clientHeight`);
      assertEquals(
        await game.read(cutButtons(".screen-title .button")),
        [],
        `${language} ${width}`,
      );
      await game.press(".screen-title .primary");
      await game.untilScreen("play");
      const free = await game.read<number>(`(() => {
        const [coins, carrot, wave] = document.querySelectorAll(".chip-value");
        [coins.textContent, carrot.textContent, wave.textContent] = ["12345", "10", "12/12"];
        return document.querySelector(".bar > .icon-button").getBoundingClientRect().left -
          document.querySelector(".call-button").getBoundingClientRect().right;
      })()`);
      assert(free >= 0, `${free} in ${language} at ${width}`);
      assertEquals(await game.read(cutButtons(".call-button")), [], `${language} ${width}`);
    }
  }
});

test("the garden's level map is as wide as the phone, a small one too, and no star hangs over its card", async () => {
  const data = { stars: Array.from({ length: 20 }, () => 2), best: 0, met: 20 };
  const storage = { "coplay.zwdzjs-v1": JSON.stringify({ version: 1, data }) };
  await using game = await openGame("zwdzjs-v1", { profile: "phone", language: "en", storage });
  await game.press(".screen-title .primary");
  await game.untilScreen("levels");
  for (const [width, height] of [...ALL, [320, 568]] as const) {
    await game.page.setViewport({ width, height, isMobile: true, hasTouch: true });
    await game.until(`innerWidth === ${width}`);
    const over = await game.read<number[]>(`(() => {
      const map = document.querySelector(".screen-levels");
      const inner = document.querySelector(".level .stars").getBoundingClientRect();
      const card = document.querySelector(".level").getBoundingClientRect();
      return [map.scrollWidth - map.clientWidth, Math.max(0, inner.width - card.width)];
    })()`);
    assertEquals(over, [0, 0], `at ${width}`);
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

test("on a phone that lies, what a program of the lab printed last is in sight", async () => {
  await using lab = await openGame("coroutines", { profile: "phone", language: "en", calm: true });
  await lab.page.setViewport({ width: 844, height: 390, isMobile: true, hasTouch: true });
  await lab.until("innerWidth === 844");
  for (const scene of ["turns", "switches", "waits", "downloads", "server", "threads"]) {
    await lab.press(`#tab-${scene}`);
    await lab.press(".step-button");
    await lab.keys("End");
    await lab.see(".printed");
    const hidden = await lab.read<string[]>(`(() => {
      const lowest = document.querySelector(".controls").getBoundingClientRect().top;
      const parts = [".printed:last-child", ".timeline svg", ".code-box"];
      return parts.filter((part) => {
        const { top, bottom } = document.querySelector(part).getBoundingClientRect();
        return top < -1 || bottom > lowest + 1;
      });
    })()`);
    assertEquals(hidden, [], scene);
  }
});
