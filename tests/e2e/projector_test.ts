import { assert } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { LiveHost, Players } from "./live_host.ts";

const GAMES = {
  "a/index.html": "<!doctype html><title>A</title>",
  "a/game.json": {
    name: { en: "Plants against Zombies, unlocked edition", zh: "植物大战僵尸-破解版" },
    cover: "cover.svg",
  },
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
