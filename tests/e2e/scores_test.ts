import { assert, assertEquals } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { TempDir } from "../support/temp_dir.ts";
import { until } from "../support/until.ts";
import { LiveHost, Players } from "./live_host.ts";

const PAGE = `<!doctype html><title>A</title><link rel="icon" href="data:,">`;

const GAMES = {
  "a/index.html": `${PAGE}<script>coplay.score(1, { best: "high" });</script>`,
  "b/index.html": `${PAGE}<iframe src="inner.html"></iframe>`,
  "b/inner.html": `${PAGE}<script>coplay.score(7, { best: "low", level: "frame" });</script>`,
  "own/index.html": `${PAGE}<script>const coplay = 12; document.title = "T" + coplay;</script>`,
  "policy/index.html": `<!doctype html><meta http-equiv="Content-Security-Policy"
    content="default-src 'none'; script-src 'self' 'unsafe-inline'; img-src data:">${PAGE}
    <script>coplay.score(3, { best: "high" });</script>`,
};

/** What a host keeps of a game, as `value best level`. */
async function kept(host: LiveHost, gameId: string): Promise<string[]> {
  const scores = await host.front.scores.store.list(gameId);
  return scores.map(({ value, best, level }) => `${value} ${best} ${level}`.trim());
}

test("a game reports a score by one line, before it has loaded and before its player is known", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the score is there", async () => (await kept(host, "a")).length > 0);
  assertEquals(await kept(host, "a"), ["1 high"]);
  const [score] = await host.front.scores.store.list("a");
  assertEquals(score?.name, `${host.front.players.all[0]!.device} 1`);
  assertEquals(tab.problems, []);
});

test("a game in a frame reports, and one whose policy forbids connections", async () => {
  await using host = await LiveHost.start(GAMES, { hasLobby: true });
  await using players = await Players.start();
  await players.open(`${host.origin}/games/b/`);
  await players.open(`${host.origin}/games/policy/`);
  await until(
    "both are there",
    async () => (await kept(host, "b")).length + (await kept(host, "policy")).length === 2,
  );
  assertEquals(await kept(host, "b"), ["7 low frame"]);
  assertEquals(await kept(host, "policy"), ["3 high"]);
});

test("a game may have a variable of its own by the name of coplay", async () => {
  await using host = await LiveHost.start(GAMES, { game: "own" });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.until("document.title === 'T12'");
});

test("what is no score is refused by a warning, once, and throws nothing", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  const calls = [
    "NaN, {best:'high'}",
    "Infinity, {best:'high'}",
    "1e400, {best:'high'}",
    "'12', {best:'high'}",
    "12n, {best:'high'}",
    "Symbol(), {best:'high'}",
    "",
    "12",
    "12, null",
    "12, {best:'best'}",
    "12, {best:'high', level:'x'.repeat(41)}",
    "12, {best:'high', level:'a' + '\\u0301'.repeat(10000)}",
    "12, {best:'high', level:'a\\nb'}",
    "12, {best:'high', level:'\\u202e'}",
    "12, {best:'high', level:3}",
  ];
  for (const call of calls) {
    const before = tab.problems.length;
    await tab.read(`coplay.score(${call})`);
    await tab.read(`coplay.score(${call})`);
    assert(tab.problems.length - before <= 1, call);
  }
  const warnings = tab.problems.filter((text) => text.startsWith("coplay.score: "));
  assertEquals(warnings.length, 8, warnings.join("\n"));
  // Forty emoji of several parts are forty characters.
  await tab.read(`coplay.score(5, {best:"low", level:"👩‍🚀".repeat(40)})`);
  await until("it is there", async () => (await kept(host, "a")).length === 2);
});

test("of ten thousand scores in a second the best one arrives, by a few requests", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.read(`for (let at = 0; at < 10000; at++) {
    coplay.score((at * 7919) % 10007, { best: "high", level: "flood" });
  }`);
  await until(
    "the best one is there",
    async () => (await kept(host, "a")).includes("10006 high flood"),
  );
  assert(tab.asked.filter((path) => path === "/.coplay/scores").length < 6);
});

test("the projector shows the best of the class as they come, level by level", async () => {
  await using host = await LiveHost.start(GAMES, { graceMs: 60_000 });
  await using players = await Players.start();
  const player = await players.open(host.origin);
  const wall = await players.open(`${host.origin}/.coplay/projector`);
  const rows = `[...document.querySelectorAll("#board-rows li")].map((row) => row.innerText
    .replace(/\\s+/g, " ")).join()`;
  const title = `document.getElementById("board-title").textContent`;
  const device = host.front.players.all[0]!.device;
  await wall.until(`${rows} === "1 ${device} 1 1"`);
  await player.read(`coplay.score(12345.6, { best: "high" })`);
  await wall.until(`${rows} === "1 ${device} 1 12,345.6"`);
  await player.read(`coplay.score(3, { best: "low", level: "4 × 4" })`);
  await wall.until(`${rows} === "1 ${device} 1 3" && ${title}.endsWith(" · 4 × 4")`);
  // The other level has its turn again.
  await wall.until(`${rows} === "1 ${device} 1 12,345.6"`);
  // Another game, to which the player moves, has a board of its own.
  await host.publish("b");
  await wall.until(`${rows} === "1 ${device} 1 7" && ${title}.endsWith(" · frame")`);
  assertEquals(wall.problems, []);
});

test("the operator looks at a game's scores, saves them as a table, and clears them by a second press", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  await using folder = await TempDir.make();
  const { store } = host.front.scores;
  const score = { playerId: "p", name: "小明", best: "high", atMs: Date.now() } as const;
  await store.add([
    { ...score, gameId: "a", value: 1200, level: "" },
    { ...score, gameId: "b", value: 5, level: "x" },
  ]);
  const tab = await players.open(`${host.origin}/.coplay/admin#${host.front.adminToken}`);
  const protocol = await tab.page.createCDPSession();
  const rows = `[...document.querySelectorAll("#scores-levels tbody tr")].map((row) =>
    [...row.cells].slice(0, 3).map((cell) => cell.textContent)).join(" ")`;
  await tab.until(`!document.getElementById("scores").hidden`);
  await tab.page.focus("#scores summary");
  await tab.page.keyboard.press("Enter");
  await tab.until(`${rows} === "1,小明,1,200"`);
  await tab.page.select("#scores-game", "b");
  await tab.until(`${rows} === "1,小明,5"`);
  await protocol.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: folder.path });
  await tab.page.click("#scores-save");
  await until(
    "the table is saved",
    () =>
      Deno.readTextFile(folder.join("b.csv")).then((text) => text.includes("小明"), () => false),
  );
  await tab.page.click("#scores-clear");
  assertEquals((await store.listGames()).length, 2);
  await tab.page.click("#scores-clear");
  await until("they are gone", async () => `${await store.listGames()}` === "a");
  // The page turns to the game that is on.
  await tab.until(`${rows} === "1,小明,1,200"`);
  assertEquals(tab.problems, []);
});

test("2048 reports what its player has reached", async () => {
  await using host = await LiveHost.start({}, { hasBuiltIn: true, game: "2048" });
  await using players = await Players.start();
  const { page } = await players.open(host.origin);
  await page.click(".screen-title .primary");
  await page.waitForSelector(".score .card-value", { visible: true });
  const shown = () => page.$eval(".score .card-value", (card) => Number(card.textContent));
  const { store } = host.front.scores;
  await until("a score that is on the player's screen is kept", async () => {
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowDown");
    const [score] = await store.list("2048");
    return score !== undefined && score.value > 0 && score.value <= await shown();
  });
  const [score] = await store.list("2048");
  assertEquals(score!.best, "high");
});
