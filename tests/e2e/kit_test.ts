import { assert, assertEquals } from "@std/assert";
import { openGame } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";

/** Describes the focused element: its dialog's class, and its own text or label. */
const FOCUS = `(() => {
  const active = document.activeElement;
  return [active.closest("dialog")?.className ?? "none",
    active.getAttribute("aria-label") ?? active.textContent].join(": ");
})()`;

test("panels stack, Escape and the back button lead back one by one, the focus with them", async () => {
  await using game = await openGame("2048", { profile: "desktop", language: "en" });
  await game.untilScreen("title");
  assertEquals(await game.read(FOCUS), "screen screen-title: Play");
  await game.keys("Escape");
  assertEquals(await game.read("document.body.dataset.screen"), "title");
  await game.keys("Enter");
  await game.untilScreen("play");
  await game.keys("KeyP");
  await game.untilScreen("pause");
  assertEquals(await game.read(FOCUS), "screen screen-pause: Carry on");
  for (let step = 0; step < 8; step++) {
    if ((await game.read<string>(FOCUS)).endsWith(": Settings")) break;
    await game.keys("ArrowDown");
  }
  await game.keys("Enter");
  await game.untilScreen("settings");
  await game.keys("Escape");
  await game.untilScreen("pause");
  assertEquals(await game.read(FOCUS), "screen screen-pause: Settings");
  await game.press(".screen-pause .panel-back");
  await game.untilScreen("play");
});

test("the way back stays in sight and in reach while a long panel scrolls", async () => {
  await using game = await openGame("zwdzjs-v1", { profile: "phone", language: "en" });
  await game.page.setViewport({ width: 844, height: 390, isMobile: true, hasTouch: true });
  await game.press(".title-more .button:last-child");
  await game.untilScreen("settings");
  const [scrolled, reached] = await game.read<[number, boolean]>(`(() => {
    const panel = document.querySelector(".screen-settings");
    panel.scrollTop = panel.scrollHeight;
    const back = panel.querySelector(".panel-back");
    const { left, top, width, height } = back.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return [panel.scrollTop, back.contains(there)];
  })()`);
  assert(scrolled > 24, `the panel scrolls by ${scrolled}`);
  assert(reached, "the way back has scrolled away");
});

test("the second press of a double press does nothing on the panel that the first one opened", async () => {
  const stars = Array.from({ length: 12 }, () => 2);
  const data = { stars, best: 0, met: 13 };
  await using game = await openGame("zwdzjs-v1", {
    profile: "phone",
    language: "zh",
    storage: { "coplay.zwdzjs-v1": JSON.stringify({ version: 1, data }) },
  });
  await game.press(".screen-title .primary");
  await game.untilScreen("levels");
  const { x, y } = await game.middleOf("[data-level='13']");
  await game.page.mouse.click(x, y, { count: 2 });
  await game.untilScreen("picker");
  const below = `document.elementFromPoint(${x}, ${y}).closest("[data-choice]").dataset.choice`;
  const plant = await game.read<string>(below);
  const pressed = `document.querySelector("[data-choice=${plant}]").getAttribute("aria-pressed")`;
  assertEquals(await game.read(pressed), "false");
  await game.press(`[data-choice=${plant}]`);
  assertEquals(await game.read(pressed), "true");
});

test("the focus never leaves an open panel for the game behind it", async () => {
  await using game = await openGame("2048", { profile: "desktop", language: "en" });
  await game.press(".title-more .button:last-child");
  await game.untilScreen("settings");
  for (let step = 0; step < 12; step++) {
    await game.keys("Tab");
    const place = await game.read<string>(FOCUS);
    // After the last control the focus goes to the browser's own controls, and comes back.
    assert(place.startsWith("screen screen-settings") || place.startsWith("none"), place);
  }
});

test("every panel has a name, and every button a name and room for a finger", async () => {
  await using game = await openGame("2048", { profile: "phone", language: "zh" });
  const faults = `[...document.querySelectorAll("button, input, dialog")].filter((element) => {
    const { offsetWidth: width, offsetHeight: height } = element;
    if (width === 0) return false;
    const label = element.getAttribute("aria-label") ?? element.getAttribute("aria-labelledby") ??
      element.closest("label")?.textContent ?? element.textContent;
    const small = element.matches("button") && (width < 48 || height < 48);
    return small || !label.trim();
  }).map((element) => element.outerHTML)`;
  assertEquals(await game.read<string[]>(faults), []);
  await game.press(".title-more .button:last-child");
  await game.untilScreen("settings");
  assertEquals(await game.read<string[]>(faults), []);
  await game.press(".panel-back");
  await game.untilScreen("title");
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  assertEquals(await game.read<string[]>(faults), []);
});

test("volume, sound and less motion are remembered, and hold in the next game", async () => {
  await using game = await openGame("2048", { profile: "phone", language: "en" });
  await game.press(".title-more .button:last-child");
  await game.untilScreen("settings");
  assertEquals(await game.read(`document.querySelector(".screen-settings .slider").value`), "33");
  await game.press(".screen-settings .row:last-child .switch");
  await game.until(`document.body.classList.contains("calm")`);
  await game.press(".screen-settings .row:first-child .switch");
  await game.page.focus(".screen-settings .row:nth-child(3) .slider");
  await game.keys("ArrowRight", "ArrowRight");
  await game.page.focus(".screen-settings .row:nth-child(2) .slider");
  await game.keys("Home");
  assert(await game.read(`document.querySelector(".screen-settings .switch").checked`));
  const kept = `localStorage.getItem("coplay.settings")`;
  const { volume, musicVolume, muted, calmMotion } = JSON.parse(await game.read<string>(kept)).data;
  assertEquals([volume, musicVolume, muted, calmMotion], [0.35, 0, false, true]);
  await game.press(".panel-back");
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  await game.keys("KeyM");
  await game.page.goto(new URL("../dxs/", game.page.url()).href);
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  assertEquals(
    await game.read(`document.querySelector(".icon-button").getAttribute("aria-label")`),
    "Sound on",
  );
  assert(await game.read(`document.body.classList.contains("calm")`));
});

test("a palm that rests on the screen keeps no finger from playing", async () => {
  await using game = await openGame("2048", { profile: "phone", language: "en" });
  await game.press(".screen-title .primary");
  await game.untilScreen("play");
  const { x, y } = await game.middleOf(".board-place canvas");
  const palm = await game.page.touchscreen.touchStart(x, y + 300);
  const board =
    `[...document.querySelectorAll(".board-table td")].map((cell) => cell.textContent).join()`;
  const before = await game.read<string>(board);
  const finger = await game.page.touchscreen.touchStart(x - 60, y - 60);
  // A board of two tiles moves in at least one of two ways.
  await finger.move(x - 60, y + 60);
  await finger.end();
  const other = await game.page.touchscreen.touchStart(x - 60, y - 60);
  await other.move(x + 60, y - 60);
  await other.end();
  await palm.end();
  await game.until(`${board} !== ${JSON.stringify(before)}`);
});

for (const id of ["2048", "dxs", "tafang", "zwdzjs-v1"]) {
  test(`${id} plays its sounds without its music`, async () => {
    for (const musicVolume of [0.33, 0]) {
      const storage = {
        "coplay.settings": JSON.stringify({ version: 1, data: { volume: 0.33, musicVolume } }),
      };
      await using game = await openGame(id, { profile: "phone", language: "en", storage });
      await game.page.evaluateOnNewDocument(() => {
        const connect = AudioNode.prototype.connect;
        const buses: GainNode[] = [];
        Object.assign(globalThis, {
          // What is not silent of the buses before the limiter: the sounds' first, the music's second.
          heard: () => buses.map((bus) => bus.gain.value > 0.1),
        });
        AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode) {
          if (to instanceof DynamicsCompressorNode) buses.push(this as GainNode);
          return connect.call(this, to as never);
        } as unknown as typeof connect;
      });
      await game.reload();
      await game.press(".screen-title .title-more .button");
      await game.until(`heard().join() === "true,${musicVolume > 0}"`);
    }
  });
}

test("sound starts with the first gesture, falls silent when hidden, and comes back", async () => {
  await using game = await openGame("2048", { profile: "phone", language: "en" });
  await game.page.evaluateOnNewDocument(() => {
    const Original = globalThis.AudioContext;
    const contexts: AudioContext[] = [];
    Object.assign(globalThis, {
      contexts,
      AudioContext: class extends Original {
        constructor() {
          super();
          contexts.push(this);
        }
      },
    });
  });
  await game.reload();
  assertEquals(await game.read("contexts.length"), 0);
  await game.press(".screen-title .primary");
  await game.until(`contexts[0]?.state === "running"`);
  const turnVisible = (hidden: boolean) =>
    game.read(`(() => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => ${hidden} });
      document.dispatchEvent(new Event("visibilitychange"));
    })()`);
  await turnVisible(true);
  await game.until(`contexts[0].state === "suspended"`);
  await turnVisible(false);
  await game.until(`contexts[0].state === "running"`);
  assertEquals(await game.read("contexts.length"), 1);
});
