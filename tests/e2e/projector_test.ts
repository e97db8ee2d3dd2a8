import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { LiveHost, Players } from "./live_host.ts";

const GAMES = {
  "a/index.html": "<!doctype html><title>A</title>",
  "a/game.json": {
    name: { en: "Plants against Zombies, unlocked edition", zh: "植物大战僵尸-破解版" },
    cover: "cover.svg",
  },
  "b/index.html": "<!doctype html><title>B</title>",
  "b/game.json": { name: { en: "Bears", zh: "小熊" } },
  "a/cover.svg":
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200"/></svg>`,
};

/** The sizes of schools' projectors and screens, from 4:3 to two screens side by side. */
const SIZES = [[800, 600], [1024, 768], [1280, 800], [1366, 768], [1920, 1080], [3840, 1080]];

interface Box {
  readonly top: number;
  readonly bottom: number;
}

test("projector: code, cover, name and address stand below each other, whole, on every wall", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/.coplay/projector`);
  for (const [width = 0, height = 0] of SIZES) {
    await tab.page.setViewport({ width, height });
    const boxOf = (part: string) =>
      tab.read<Box>(
        `document.querySelector(${JSON.stringify(part)}).getBoundingClientRect().toJSON()`,
      );
    const [code, cover, name, count, address] = await Promise.all(
      [".qr", ".cover", "h1", ".players", ".address"].map(boxOf),
    );
    const size = `${width} x ${height}`;
    assert(cover!.top >= 0 && cover!.bottom - cover!.top > height / 8, size);
    assert(cover!.bottom <= name!.top && name!.bottom <= count!.top, size);
    assert(count!.bottom <= address!.top && code!.bottom <= address!.top, size);
    assert(address!.bottom <= height, size);
  }
});

test("projector: the cover reaches the end of the wall, and nothing needs scrolling", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/.coplay/projector`);
  for (const [width = 0, height = 0] of [[1920, 1080], [1024, 768]]) {
    await tab.page.setViewport({ width, height });
    const right = (part: string) =>
      tab.read<number>(`document.querySelector("${part}").getBoundingClientRect().right`);
    assert(await right(".cover") > width * 0.96, `${width}: ${await right(".cover")}`);
    assertEquals(
      await tab.read(`document.documentElement.scrollHeight <= innerHeight`),
      true,
      `${width}`,
    );
  }
});

test("projector: it names who is still loading, and a switch neither reloads it nor ends the full screen", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/.coplay/projector`);
  await tab.until(`document.querySelector("#waiting").hidden`);
  const player = host.front.players.open(
    { id: "one", address: "10.0.0.7", agent: "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X)" },
    { id: "page", gameId: "a", isReady: false, send() {}, close() {} },
  );
  await tab.until(`document.querySelector("#waiting").textContent === "Loading: iPad 10.0.0.7"`);
  await tab.page.keyboard.press("f");
  await tab.until(`document.fullscreenElement !== null`);
  assertEquals(await tab.read(`document.querySelector("#full-screen").hidden`), true);
  await host.publish("b");
  await tab.until(`document.querySelector("h1").textContent === "Bears"`);
  assertEquals(await tab.read(`document.title`), "Bears · coplay");
  assertEquals(await tab.read(`document.fullscreenElement !== null`), true);
  await tab.page.keyboard.press("f");
  await tab.until(`document.fullscreenElement === null`);
  host.front.players.close(player, [...player.pages.values()][0]!);
  await tab.until(`document.querySelector("#waiting").hidden`);
  assertEquals(tab.problems, []);
});

test("projector: the screen is kept awake where a page may, and elsewhere the teacher is told", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start("--host-resolver-rules=MAP wall.test 127.0.0.1");
  const tab = await players.open(host.origin);
  await tab.page.evaluateOnNewDocument(() => {
    const asked: string[] = [];
    Object.assign(self, { asked });
    const request = (kind: string) => Promise.resolve(asked.push(kind));
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
  });
  await tab.page.goto(`${host.origin}/.coplay/projector`);
  await tab.until(`asked.includes("screen")`);
  assertEquals(await tab.read(`document.querySelector("#awake").hidden`), true);
  const { port } = new URL(host.origin);
  await tab.page.goto(`http://wall.test:${port}/.coplay/projector`);
  await tab.until(`!document.querySelector("#awake").hidden`);
  assertStringIncludes(
    await tab.read<string>(`document.querySelector("#awake").textContent`),
    `http://localhost:${port}`,
  );
  assertEquals(await tab.read(`asked.length`), 0);
});
