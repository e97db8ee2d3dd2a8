import { assertEquals } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";
import { LiveHost, Players } from "./live_host.ts";

const GAMES = { "a/index.html": "<!doctype html><title>A</title>" };
const IS_COUNTING = `document.querySelector("#coplay-round")?.matches(":modal") === true`;
const IS_OVER = `document.querySelector("#coplay-round-over") !== null`;

test("round: it speaks the language that the player chose in a game", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: { countDownMs: 1500 } });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.read(
    `localStorage.setItem("coplay.settings", '{"version":1,"data":{"language":"zh"}}')`,
  );
  await until("it listens", () => host.front.players.count === 1);
  await host.front.lesson.startRound(1000);
  await tab.until(IS_COUNTING);
  assertEquals(await tab.read(`document.querySelector("#coplay-round p").textContent`), "第 1 轮");
  await tab.until(IS_OVER);
  assertEquals(await tab.read(`document.querySelector("#coplay-round-over").lang`), "zh-CN");
});

test("front: the cover speaks the language that the player chose in a game", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.read(
    `localStorage.setItem("coplay.settings", '{"version":1,"data":{"language":"zh"}}')`,
  );
  await until("it listens", () => host.front.players.count === 1);
  await host.front.lesson.cover({ en: "Look", zh: "看前面" });
  await tab.until(`document.querySelector("#coplay-front h1")?.textContent === "看前面"`);
  assertEquals(await tab.read(`document.querySelector("#coplay-front").lang`), "zh-CN");
});
