import { assertEquals } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { LiveHost, Players, type Tab } from "./live_host.ts";

const GAMES = {
  "a/index.html": "<!doctype html><title>A</title>",
  "a/game.json": { name: { en: "Apples", zh: "苹果" } },
  "b/index.html": "<!doctype html><title>B</title>",
  "b/game.json": { name: { en: "Bears", zh: "小熊" }, cover: "gone.svg" },
  "broken/game.json": "{",
};

/** Reads each game on the admin page: its name, the text below, and the button. */
async function readGames(tab: Tab): Promise<string[]> {
  // If a cover cannot be loaded, the name's first letter replaces it.
  await tab.until(`!document.querySelector("#games img")`);
  return await tab.read<string[]>(
    `[...document.querySelectorAll("#games li")].map((row) => row.innerText.replace(/\\s+/g, " "))`,
  );
}

/** Signs in by touch and keyboard. */
async function signIn(tab: Tab, token: string): Promise<void> {
  await tab.page.type("#token", token);
  await tab.page.click("#sign-in button");
}

test("admin: a press publishes, players follow, and the page shows both", async () => {
  await using host = await LiveHost.start(GAMES, { adminToken: "right" });
  await using players = await Players.start();
  const player = await players.open(host.origin);
  const tab = await players.open(`${host.origin}/.coplay/admin#right`);
  await tab.until(`document.querySelector("#count").textContent === "1/1"`);
  const [first, second, third] = await readGames(tab);
  assertEquals([first, second], ["A Apples On now Restart", "B Bears Publish"]);
  assertEquals(third!.startsWith("b broken broken/game.json: not JSON"), true, third);
  assertEquals(await tab.read(`document.querySelector('[data-game="broken"]').disabled`), true);
  await tab.page.click('[data-game="b"]');
  await player.untilOn("b");
  await tab.until(`document.querySelector("#players").innerText.includes("Bears · Ready")`);
  assertEquals((await readGames(tab)).slice(0, 2), ["A Apples Publish", "B Bears On now Restart"]);
});

test("admin: a wrong token is asked for again, and the right one leaves nothing behind", async () => {
  await using host = await LiveHost.start(GAMES, { adminToken: "right" });
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/.coplay/admin#wrong`);
  await tab.until(`document.querySelector("#alert").textContent !== ""`);
  await tab.until(`!document.querySelector("#sign-in").hidden`);
  assertEquals(await tab.read(`document.querySelector("#signed-in").hidden`), true);
  await signIn(tab, "right");
  await tab.until(`!document.querySelector("#signed-in").hidden`);
  assertEquals(await tab.read(`document.querySelector("#alert").textContent`), "");
  assertEquals(await tab.read("location.hash"), "");
  await tab.page.reload();
  await tab.until(`!document.querySelector("#sign-in").hidden`);
});
