import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";
import { LiveHost, Players, type Tab } from "./live_host.ts";

/** A game that writes down what it is told of rounds, and when; and counts its frames. */
const LISTENER = `<!doctype html><title>A</title><script>
  const told = window.told = [];
  const look = () => told.push({ ...coplay.round, is: coplay.round !== null, atMs: Date.now() });
  coplay.addEventListener("round", look);
  if (coplay.round) look();
  new MutationObserver(() => {
    if (document.querySelector("#coplay-round")?.matches(":modal")) window.counted = true;
  }).observe(document.documentElement, { childList: true });
  window.frames_ = 0;
  (function draw() { frames_++; requestAnimationFrame(draw); })();
</script>`;

const GAMES = {
  "a/index.html": LISTENER,
  "a/game.json": { name: { en: "Apples", zh: "苹果" }, rounds: true },
  "policy/index.html": LISTENER.replace(
    "<title>",
    `<meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; script-src 'self' 'unsafe-inline'"><title>`,
  ),
};

/** What a game was told: null for "no round". */
interface Told {
  readonly is: boolean;
  readonly number: number;
  readonly seed: number;
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly atMs: number;
}

const makeSeed = () => 4_000_000_000;
const LESSON = { countDownMs: 1500, makeSeed };
/** A count-down that is long enough to act in. */
const SLOW_LESSON = { countDownMs: 5000, makeSeed };

const IS_COUNTING = `document.querySelector("#coplay-round")?.matches(":modal") === true`;
const IS_OVER = `document.querySelector("#coplay-round-over") !== null`;

async function readTold(tab: Tab): Promise<Told[]> {
  return await tab.read<Told[]>("told");
}

/** Sets a device's clock wrong, by so many milliseconds, and opens the game again. */
async function setClockWrong(tab: Tab, byMs: number): Promise<void> {
  await tab.page.evaluateOnNewDocument((byMs) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + byMs;
  }, byMs);
  await tab.page.reload();
}

test("round: every page gets one seed and starts at one moment, however wrong its clock is", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: LESSON });
  await using players = await Players.start();
  const wrongMs = [0, 7 * 60_000, -3 * 3_600_000];
  const tabs = await Promise.all(wrongMs.map(() => players.open(host.origin)));
  await Promise.all(tabs.map((tab, at) => setClockWrong(tab, wrongMs[at]!)));
  await until("all listen", () => host.front.players.count === 3);
  await host.front.lesson.startRound(null);
  await Promise.all(tabs.map((tab) => tab.until(`told.length >= 2 && !(${IS_COUNTING})`)));
  const moments: number[] = [];
  for (const [at, tab] of tabs.entries()) {
    const [announced, started] = await readTold(tab);
    assertEquals(await tab.read("counted"), true);
    assertEquals([announced!.seed, announced!.number, announced!.endsAt], [4_000_000_000, 1, null]);
    assert(announced!.atMs < announced!.startsAt, "the announcement comes before the start");
    assert(started!.atMs >= started!.startsAt, "the start does not come too early");
    moments.push(started!.startsAt - wrongMs[at]!);
  }
  const spreadMs = Math.max(...moments) - Math.min(...moments);
  // The pages run on one machine: what is left is how long the host took to answer.
  assert(spreadMs < 1000, `${spreadMs} ms apart`);
});

test("round: the game stands still during the count-down, and hears of the end", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: SLOW_LESSON });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("it listens", () => host.front.players.count === 1);
  await host.front.lesson.startRound(2000);
  await tab.until(IS_COUNTING);
  const frames = await tab.read<number>("frames_");
  assertEquals(
    await tab.read(`document.querySelector("#coplay-round").getAttribute("role")`),
    "alertdialog",
  );
  await tab.page.keyboard.press("Escape");
  await tab.until(IS_COUNTING);
  const during = await tab.read<number>("frames_");
  assert(during <= frames + 1, "the game's frames go on during the count-down");
  await tab.until(`told.length === 2`);
  await tab.until(`frames_ > ${during + 2}`);
  await tab.until(IS_OVER);
  const told = await readTold(tab);
  assertEquals(told.map(({ is }) => is), [true, true, false]);
  assertEquals(told[0]!.endsAt! - told[0]!.startsAt, 2000);
  assert(told[2]!.atMs > told[1]!.atMs);
  assertEquals(await tab.read("coplay.round"), null);
  assertEquals(tab.problems, []);
});

test("round: a page that loads during a round gets it, under a policy of its own, too", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: LESSON, game: "policy" });
  await using players = await Players.start();
  const early = await players.open(host.origin);
  await until("it listens", () => host.front.players.count === 1);
  await host.front.lesson.startRound(60_000);
  await early.until(`window.counted && told.length === 2 && !(${IS_COUNTING})`);
  const late = await players.open(host.origin);
  await late.until(`told.length > 0`);
  const [[first], [second]] = [await readTold(early), await readTold(late)];
  assertEquals([second!.seed, second!.number], [first!.seed, 1]);
  await host.front.lesson.endRound();
  for (const tab of [early, late]) {
    await tab.until(IS_OVER);
    assertEquals((await readTold(tab)).at(-1)!.is, false);
  }
});

test("round: a cover holds it, and lifting the cover gives the time back", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: SLOW_LESSON });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("it listens", () => host.front.players.count === 1);
  const { lesson } = host.front;
  await lesson.startRound(60_000);
  await tab.until(IS_COUNTING);
  await lesson.cover();
  await tab.until(`document.querySelector("#coplay-front") && !(${IS_COUNTING})`);
  const covered = await readTold(tab);
  await lesson.uncover();
  // It had not started: it counts down anew.
  await tab.until(`!document.querySelector("#coplay-front") && ${IS_COUNTING}`);
  await tab.until(`told.length === ${covered.length + 2}`);
  const first = (await readTold(tab)).at(-1)!;
  assert(first.startsAt > covered.at(-1)!.startsAt);
  await lesson.cover();
  await tab.until(`document.querySelector("#coplay-front") !== null`);
  await lesson.uncover();
  await tab.until(`told.length === ${covered.length + 3}`);
  const last = (await readTold(tab)).at(-1)!;
  assertEquals([last.number, last.seed, last.startsAt], [1, first.seed, first.startsAt]);
  assert(last.endsAt! > first.endsAt!);
});

test("round: ending it during the count-down calls it off without a word of its being over", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: SLOW_LESSON });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("it listens", () => host.front.players.count === 1);
  await host.front.lesson.startRound(60_000);
  await tab.until(IS_COUNTING);
  await host.front.lesson.endRound();
  await tab.until(`!(${IS_COUNTING})`);
  assertEquals((await readTold(tab)).map(({ is }) => is), [true, false]);
  assertEquals(await tab.read(IS_OVER), false);
  assertStringIncludes(await tab.read<string>("document.title"), "A");
});

/** Reads the tiles of 2048, row by row, as screen readers do. */
async function readTiles(tab: Tab): Promise<string> {
  return await tab.read<string>(
    `[...document.querySelectorAll(".board-table td")].map(({ textContent }) => textContent).join()`,
  );
}

test("round: two pages of 2048 get the same first tiles and play the same game, and the wall shows the race", async () => {
  await using host = await LiveHost.start({}, { game: "2048", hasBuiltIn: true, lesson: LESSON });
  await using players = await Players.start();
  const wall = await players.open(`${host.origin}/.coplay/projector`);
  const [one, two] = [await players.open(host.origin), await players.open(host.origin)];
  await until("both listen", () => host.front.players.count === 2);
  await host.front.lesson.startRound(null);
  await wall.until(`!document.querySelector("#start").hidden`);
  for (const tab of [one!, two!]) {
    await tab.until(`coplay.round?.startsAt <= Date.now() && !(${IS_COUNTING})`);
    await tab.until(`document.querySelectorAll(".board-table td").length === 16`);
  }
  await wall.until(`document.querySelector("#start").hidden`);
  assertEquals(await one!.read("coplay.round.seed"), 4_000_000_000);
  const tiles = await readTiles(one!);
  assertEquals(await readTiles(two!), tiles);
  assertEquals(tiles.match(/\d+/g)?.length, 2);
  await wall.until(`document.querySelector("#board-rows").textContent === "No scores yet"`);
  const lead = () => host.front.race.show(4_000_000_000).then(([level]) => level?.scores[0]?.value);
  for (let count = 0; await lead() === undefined && count < 20; count++) {
    for (const key of ["ArrowLeft", "ArrowUp"] as const) {
      await Promise.all([one!, two!].map((tab) => tab.page.keyboard.press(key)));
    }
    await until(
      "both have moved alike",
      async () => await readTiles(one!) === await readTiles(two!),
    );
  }
  await until("the first score is there", async () => (await lead() ?? 0) > 0);
  await wall.until(`document.querySelectorAll("#board-rows .name").length === 2`);
  const places = `[...document.querySelectorAll("#board-rows .place")].map((it) => it.textContent)`;
  await wall.until(`${places}.join() === "1,1"`);
  assertEquals(await wall.read(`document.querySelector("#board-title").textContent`), "Round 1");
  await host.front.lesson.endRound();
  await wall.until(
    `document.querySelector("#board-title").textContent === "Round 1 · the result"`,
  );
  for (const tab of [one!, two!]) await tab.until(IS_OVER);
  await host.front.lesson.endRound();
  await wall.until(`!document.querySelector("#board-title").textContent.startsWith("Round")`);
});

test("round: a score is the round's from its start to the game's event for its end, and no other", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: LESSON });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.read(`coplay.score(9, { best: "high" })`);
  await tab.read(`coplay.addEventListener("round", () => {
    if (!coplay.round) coplay.score(7, { best: "high" });
    else if (coplay.round.startsAt > Date.now()) coplay.score(8, { best: "high" });
    else coplay.score(5, { best: "high" });
  })`);
  await until("it listens", () => host.front.players.count === 1);
  await host.front.lesson.startRound(null);
  const values = async () =>
    (await host.front.race.show(4_000_000_000)).flatMap(({ scores }) =>
      scores.map(({ value }) => value)
    ).join();
  await until("the first is there", async () => await values() === "5");
  await host.front.lesson.endRound();
  await until("the last is there", async () => await values() === "7");
  await tab.read(`coplay.score(20, { best: "high" })`);
  const kept = async () => (await host.front.scores.store.list("a"))[0]?.value;
  await until("a later one is kept", async () => await kept() === 20);
  assertEquals(await values(), "7");
});

test("round: in a low page the note of its end leaves the middle of the page to the game", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: LESSON });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("it listens", () => host.front.players.count === 1);
  for (const [width, height] of [[844, 390], [390, 844]] as const) {
    await tab.page.setViewport({ width, height });
    await tab.until(`!(${IS_OVER})`);
    await host.front.lesson.startRound(null);
    await tab.until(`coplay.round?.startsAt <= Date.now()`);
    await host.front.lesson.endRound();
    await tab.until(IS_OVER);
    const { x, right } = await tab.read<DOMRect>(
      `document.querySelector("#coplay-round-over").getBoundingClientRect().toJSON()`,
    );
    assert(x > 0 && right < width, "it lies in the page");
    assertEquals(right < width / 3, width > height);
    await host.front.lesson.endRound();
  }
});

test("round: the note of its end stays above what a game opens then", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: LESSON });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("it listens", () => host.front.players.count === 1);
  await host.front.lesson.startRound(null);
  await tab.until(`coplay.round?.startsAt <= Date.now()`);
  await tab.read(`(() => {
    window.shown = [];
    document.addEventListener("toggle", ({ target, newState }) => shown.push(target.id + newState), true);
  })()`);
  await host.front.lesson.endRound();
  await tab.until(`shown.includes("coplay-round-overopen")`);
  await tab.read(`(() => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.showModal();
    shown.length = 0;
  })()`);
  await tab.until(`shown.includes("coplay-round-overopen")`);
});

test("round: the wall says that nobody has scored only once a round is over", async () => {
  await using host = await LiveHost.start(GAMES, { lesson: LESSON });
  await using players = await Players.start();
  const wall = await players.open(`${host.origin}/.coplay/projector`);
  await host.front.lesson.startRound(null);
  await wall.until(`!document.querySelector("#start").hidden`);
  await wall.until(`document.querySelector("#start").hidden`);
  const rows = `document.querySelector("#board-rows").textContent`;
  await wall.until(`${rows} === "No scores yet"`);
  await host.front.lesson.endRound();
  await wall.until(`${rows} === "Nobody scored in this round"`);
});
