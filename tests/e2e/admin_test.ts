import { assertEquals } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { LiveHost, Players, type Tab } from "./live_host.ts";

const GAMES = {
  "a/index.html": "<!doctype html><title>A</title>",
  "a/game.json": { name: { en: "Apples", zh: "苹果" } },
  "b/index.html": "<!doctype html><title>B</title>",
  "b/game.json": { name: { en: "Bears", zh: "小熊" }, cover: "torn.svg" },
  "b/torn.svg": "no picture",
  "broken/game.json": "{",
};

/** Reads each game on the admin page: its name, the text below, and the button. */
async function readGames(tab: Tab): Promise<string[]> {
  // If a cover cannot be loaded, the name's first letter replaces it.
  await tab.until(`!document.querySelector("#games img")`);
  return await tab.read<string[]>(
    `[...document.querySelectorAll("#games li, #broken-games li")].filter(({ hidden }) => !hidden)
      .map((row) => row.textContent.replace(/\\s+/g, " "))`,
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
  assertEquals([first, second], ["A0ApplesOn nowRestart", "B1BearsPublish"]);
  assertEquals(third!.startsWith("b2brokenit has no HTML page"), true, third);
  assertEquals(await tab.read(`document.querySelector('[data-game="broken"]')`), null);
  await tab.page.click('[data-game="b"]');
  await player.untilOn("b");
  await tab.until(`document.querySelector("#now").innerText === "Bears"`);
  await tab.until(`document.querySelector("#waiting").innerText === "Everyone is ready"`);
  await tab.page.click("#class summary");
  await tab.until(`document.querySelector("#players").innerText.includes("Ready")`);
  assertEquals((await readGames(tab)).slice(0, 2), ["A0ApplesPublish", "B1BearsOn nowRestart"]);
});

test("admin: a name goes by two taps beside it, and not by one", async () => {
  await using host = await LiveHost.start(GAMES, { adminToken: "right" });
  await using players = await Players.start();
  const player = await players.open(host.origin);
  await player.until("document.querySelector('html > div')");
  const { front } = host;
  const [page] = front.players.all[0]!.pages.values();
  front.players.setName(page!.id, "Rude & Co?");
  const tab = await players.open(`${host.origin}/.coplay/admin#right`);
  await tab.until(`document.querySelector("#count").textContent === "1/1"`);
  await tab.page.click("#class summary");
  await tab.until(
    `document.querySelector(".unname")?.ariaLabel === "Take this name away: Rude & Co?"`,
  );
  await tab.page.click(".unname");
  await tab.until(`document.querySelector(".unname").textContent === "Take it away?"`);
  assertEquals(front.players.shownName(front.players.all[0]!.id), "Rude & Co?");
  await tab.page.click(".unname");
  await tab.until(`!document.querySelector(".unname")`);
  assertEquals(front.players.shownName(front.players.all[0]!.id), undefined);
  assertEquals(await tab.read(`document.querySelector("#alert").textContent`), "");
});

test("admin: an open page says that the host was started anew and where its new link is", async () => {
  const options = { adminToken: "first" as string };
  await using host = await LiveHost.start(GAMES, options);
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/.coplay/admin#first`);
  await tab.until(`!document.querySelector("#signed-in").hidden`);
  await host.stop();
  options.adminToken = "second";
  await host.listen("a");
  await tab.until(`document.querySelector("#alert").textContent.includes("was started anew")`);
  // From now on it is a typing error.
  await signIn(tab, "third");
  await tab.until(`document.querySelector("#alert").textContent === "The token is wrong"`);
  await signIn(tab, "second");
  await tab.until(`!document.querySelector("#signed-in").hidden`);
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
  await tab.until(`document.querySelector("#alert").textContent === ""`);
  assertEquals(await tab.read("location.hash"), "");
  await tab.page.reload();
  await tab.until(`!document.querySelector("#sign-in").hidden`);
});

test("admin: a phone finds one of forty games by its number or a part of its name", async () => {
  const games = Array.from({ length: 40 }, (_, at) => [
    [`g${at}/index.html`, "<!doctype html>"],
    [`g${at}/game.json`, { name: { en: `Entry ${at}`, zh: `作品${at}` }, order: at }],
  ]).flat();
  const tree = { ...GAMES, ...Object.fromEntries(games) };
  await using host = await LiveHost.start(tree, { adminToken: "right" });
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/.coplay/admin#right`);
  await tab.page.setViewport({ width: 390, height: 844 });
  await tab.until(`document.querySelectorAll("#games li").length === 42`);
  const top = (part: string) =>
    tab.read<number>(`document.querySelector("${part}").getBoundingClientRect().top`);
  // The players stand first and take no more room however many there are; the class's buttons are at the thumb.
  assertEquals(await top("#class") < await top("#find") && await top("#games") < 844 / 2, true);
  const buttons = ["#front button", "#round button", "#round-time"];
  for (const part of buttons) {
    const place = await tab.read<{ top: number; bottom: number; height: number }>(
      `document.querySelector("${part}").getBoundingClientRect().toJSON()`,
    );
    assertEquals(place.top > 844 - 100 && place.bottom <= 844 && place.height >= 48, true, part);
  }
  assertEquals(await tab.read(`document.querySelector("#broken").open`), false);
  const find = async (typed: string) => {
    await tab.read(`document.querySelector("#find").value = ""`);
    await tab.page.type("#find", typed);
    return (await readGames(tab)).map((row) => row.replace("Publish", ""));
  };
  assertEquals(await find("作品７"), ["E7Entry 7"]);
  assertEquals(await find("41"), ["B41Bears"]);
  assertEquals((await find("BROK")).length, 1);
  assertEquals(await find("nothing"), []);
  assertEquals(await tab.read(`document.querySelector("#no-fit").hidden`), false);
});

test("admin: one button covers every page with the operator's words, and lifts", async () => {
  await using host = await LiveHost.start(GAMES, { adminToken: "right" });
  await using players = await Players.start();
  const player = await players.open(host.origin);
  const tab = await players.open(`${host.origin}/.coplay/admin#right`);
  await tab.until(`document.querySelector("#count").textContent === "1/1"`);
  assertEquals(await tab.read(`document.querySelector("#front").innerText`), "Eyes to the front");
  await tab.page.click("#queue summary");
  await tab.page.type("#front-words", "Look <here>");
  await tab.page.click("#front button");
  await player.until(`document.querySelector("#coplay-front h1")?.textContent === "Look <here>"`);
  await tab.until(`document.querySelector("#covered-words").textContent === "Look <here>"`);
  await tab.page.click("#front button");
  await player.until(`document.querySelector("#coplay-front") === null`);
  await tab.until(`document.querySelector("#covered").hidden`);
});

test("admin: a queue is typed, counted down, changed and ended, and the projector counts down with it", async () => {
  await using host = await LiveHost.start(GAMES, { adminToken: "right" });
  await using players = await Players.start();
  const player = await players.open(host.origin);
  const tab = await players.open(`${host.origin}/.coplay/admin#right`);
  const wall = await players.open(`${host.origin}/.coplay/projector`);
  await tab.until(`document.querySelector("#count").textContent === "1/1"`);
  await tab.page.click("#queue summary");
  await tab.page.type("#queue-line", "bears 10m, a 5m, front");
  await tab.page.keyboard.press("Enter");
  await player.untilOn("b");
  await tab.until(`/^(10:00|9:5\\d)$/.test(document.querySelector("#clock").innerText)`);
  await tab.until(`document.querySelector("#queue-now").innerText ===
    "Bears, then Apples 5 min, Eyes to the front"`);
  await wall.until(`/^(10:00|9:\\d\\d)$/.test(document.querySelector("#clock").innerText)`);
  await wall.until(`document.querySelector("#then").innerText === "then Apples"`);
  // The line holds the queue as it is, to be changed.
  await tab.until(
    `/^b (10m|9m\\d+s), a 5m, front$/.test(document.querySelector("#queue-line").value)`,
  );
  await tab.page.click("#queue-line", { count: 3 });
  await tab.page.type("#queue-line", "b 1h, nothing 5m");
  await tab.page.keyboard.press("Enter");
  await tab.until(`document.querySelector("#alert").innerText.includes('no game "nothing"')`);
  await tab.page.click("#queue-line", { count: 3 });
  await tab.page.type("#queue-line", "b 1h");
  await tab.page.keyboard.press("Enter");
  await tab.until(`/^(1:00:00|59:\\d\\d)$/.test(document.querySelector("#clock").innerText)`);
  await tab.page.click("#queue-end");
  await tab.until(`document.querySelector("#clock").innerText === ""`);
  await wall.until(`document.querySelector("#clock").hidden`);
  assertEquals(player.shown, ["/games/a/", "/games/b/"]);
  await host.front.lesson.cover();
  await wall.until(`document.querySelector("#words").innerText === "Eyes to the front"`);
});

test("admin: one button with a time begins a round, counts down, ends it, and puts its result away", async () => {
  await using host = await LiveHost.start(GAMES, {
    adminToken: "right",
    lesson: { countDownMs: 0 },
  });
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/.coplay/admin#right`);
  await tab.page.setViewport({ width: 360, height: 740 });
  const button = `document.querySelector("#round button").textContent`;
  await tab.until(`!document.querySelector("#signed-in").hidden`);
  assertEquals(await tab.read(button), "Round");
  await tab.page.select("#round-time", "10m");
  await tab.page.focus("#round button");
  await tab.page.keyboard.press("Enter");
  await tab.until(`/^End round (10:00|9:5\\d)$/.test(${button})`);
  assertEquals(host.front.lesson.state.round?.forMs, 600_000);
  // The game says nothing of rounds in its card.
  assertEquals(await tab.read(`document.querySelector("#round-note").hidden`), false);
  assertEquals(await tab.read(`document.documentElement.scrollWidth <= 360`), true);
  await tab.page.click("#round button");
  await tab.until(`${button} === "Hide result"`);
  await tab.page.click("#round button");
  await tab.until(`${button} === "Round" && !document.querySelector("#round-time").hidden`);
  assertEquals(host.front.lesson.state.round?.phase, "away");
  assertEquals(tab.problems, []);
});

test("admin: why an order was refused stays in sight until the next one", async () => {
  await using host = await LiveHost.start(GAMES, { adminToken: "right" });
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/.coplay/admin#right`);
  await tab.until(`!document.querySelector("#signed-in").hidden`);
  await tab.page.click("#queue summary");
  await tab.page.type("#queue-line", "nothing 5m");
  await tab.page.keyboard.press("Enter");
  const says = `document.querySelector("#alert").textContent`;
  await tab.until(`${says} === 'There is no game "nothing"'`);
  // The page asks the host again and again, and shows what it hears.
  await players.open(host.origin);
  await tab.until(`document.querySelector("#count").textContent === "1/1"`);
  assertEquals(await tab.read(says), 'There is no game "nothing"');
  await tab.page.click("#rescan");
  await tab.until(`${says} === ""`);
});
