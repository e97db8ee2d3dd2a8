import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";
import { LiveHost, Players, type Tab } from "./live_host.ts";

/** A game that knows nothing of coplay. It counts its frames, intervals, timeouts, keys and touches. */
const FOREIGN = `<!doctype html><title>A</title><canvas tabindex="0" style="width:100%;height:90vh">
</canvas><script>
  const counts = window.counts = { frames: 0, beats: 0, keys: 0, ups: 0, presses: 0, late: 0 };
  const ask = window.requestAnimationFrame;
  let lastMs;
  window.longestMs = 0;
  (function draw(nowMs) {
    counts.frames++;
    if (lastMs && nowMs) window.longestMs = Math.max(window.longestMs, nowMs - lastMs);
    lastMs = nowMs;
    ask(draw);
  })();
  setInterval(() => counts.beats++, 5);
  addEventListener("keydown", () => counts.keys++);
  addEventListener("keyup", () => counts.ups++);
  addEventListener("pointerdown", () => counts.presses++, true);
  window.seen = [];
  document.addEventListener("visibilitychange", () => seen.push(document.visibilityState));
  window.startLate = () => setTimeout(() => counts.late++, 30);
  window.startSound = () => {
    window.context = new AudioContext();
    const tone = new OscillatorNode(context);
    tone.connect(context.destination);
    tone.start();
    return context.resume();
  };
</script>`;

const GAMES = {
  "a/index.html": FOREIGN,
  "b/index.html": `<!doctype html><title>B</title><iframe src="inner.html"></iframe>`,
  "b/inner.html":
    "<!doctype html><script>let n = 0; setInterval(() => parent.beats = ++n, 5)</script>",
  "policy/index.html": `<!doctype html><meta http-equiv="Content-Security-Policy"
    content="default-src 'none'; script-src 'self' 'unsafe-inline'"><title>P</title>`,
};

const IS_COVERED = `document.querySelector("#coplay-front")?.matches(":modal") === true`;
const IS_OPEN = `document.querySelector("#coplay-front") === null`;

/** Reads the counts twice with some turns of the page's real time between. */
async function countTwice(tab: Tab, expression: string): Promise<[string, string]> {
  const read = () => tab.read<string>(`JSON.stringify(${expression})`);
  const first = await read();
  // A worker's clock is the page's own; the game's stands still.
  await tab.read(`new Promise((resolve) => {
    const code = "setTimeout(() => postMessage(0), 80)";
    new Worker(URL.createObjectURL(new Blob([code]))).onmessage = resolve;
  })`);
  return [first, await read()];
}

test("front: every page is covered by the operator's words, and a page that loads meanwhile, too", async () => {
  await using host = await LiveHost.start(GAMES, { hasLobby: true });
  await using players = await Players.start();
  const tabs = await Promise.all(
    ["", "/games/b/", "/games/", "/games/policy/"].map((path) => players.open(host.origin + path)),
  );
  await until("all listen", () => host.front.players.count === 4);
  const words = `<b>Look</b> at "me" & smile`;
  await host.front.lesson.cover({ en: words, zh: words });
  const late = await players.open(host.origin);
  for (const tab of [...tabs, late]) {
    await tab.until(IS_COVERED);
    assertStringIncludes(
      await tab.read<string>(`document.querySelector("#coplay-front h1").textContent`),
      words,
    );
    assertEquals(await tab.read(`document.querySelector("#coplay-front b")`), null);
    // Screen readers read out the dialog and the heading that has the focus.
    assertEquals(await tab.read(`document.activeElement.textContent`), words);
    assertEquals(
      await tab.read(`document.querySelector("#coplay-front").getAttribute("role")`),
      "alertdialog",
    );
  }
  await host.front.lesson.uncover();
  for (const tab of [...tabs, late]) {
    await tab.until(IS_OPEN);
    assertEquals(tab.problems, []);
  }
});

test("front: a game that knows nothing of it stands still, is silent, hears no key and touch, and goes on", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start("--autoplay-policy=no-user-gesture-required");
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await tab.read("startSound()");
  await tab.until(`context.state === "running" && counts.frames > 2 && counts.beats > 2`);
  await tab.page.keyboard.down("ArrowLeft");
  await tab.until("counts.keys === 1");
  // The order and the timeout go to the page one after the other: it is due under the cover.
  await host.front.lesson.cover();
  await tab.until(IS_COVERED);
  await tab.read("startLate()");
  await tab.until(`context.state === "suspended"`);
  assertEquals(await tab.read("[document.hidden, seen]"), [true, ["hidden"]]);
  const state = `[counts, context.currentTime, performance.now(), context.state]`;
  const [before, after] = await countTwice(tab, state);
  assertEquals(after, before);
  // The key that was held down may come up, or the game would take it for pressed for ever.
  await tab.page.keyboard.up("ArrowLeft");
  await tab.page.keyboard.press("Escape");
  await tab.page.keyboard.press("Escape");
  await tab.page.mouse.click(200, 200);
  await tab.until(IS_COVERED);
  assertEquals(await tab.read("[counts.keys, counts.ups, counts.presses]"), [1, 1, 0]);
  await tab.read("void context.resume()");
  assertEquals(await tab.read("context.state"), "suspended");

  await host.front.lesson.uncover();
  await tab.until(IS_OPEN);
  await tab.until(`context.state === "running" && counts.late === 1`);
  const [one, two] = await countTwice(tab, "[counts.frames, counts.beats]");
  assert(one !== two, `the game does not go on: ${two}`);
  assertEquals(await tab.read("[document.hidden, seen]"), [false, ["hidden", "visible"]]);
  await tab.page.keyboard.press("ArrowLeft");
  await tab.page.mouse.click(200, 200);
  await tab.until("counts.keys === 2 && counts.presses === 1");
  assertEquals(tab.problems, []);
});

test("front: a game in a frame of its page stands still, too", async () => {
  await using host = await LiveHost.start(GAMES, { game: "b" });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("b") === 1);
  await tab.until("beats > 2");
  await host.front.lesson.cover();
  await tab.until(IS_COVERED);
  const [before, after] = await countTwice(tab, "beats");
  assertEquals(after, before);
  await host.front.lesson.uncover();
  await tab.until(`beats > ${before}`);
});

test("front: the clock of a built-in game stands still and goes on where it was", async () => {
  await using host = await LiveHost.start({}, { hasBuiltIn: true, game: "zwdzjs-v1" });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  const tick = "Number(document.querySelector('canvas.stage')?.dataset.tick ?? 0)";
  await until("the player is ready", () => host.front.players.countReady("zwdzjs-v1") === 1);
  await tab.until(`document.querySelector(".screen-title .primary") !== null`);
  await tab.read(`document.querySelector(".screen-title .primary").click()`);
  await tab.until(`${tick} > 5`);
  await host.front.lesson.cover();
  await tab.until(IS_COVERED);
  const [before, after] = await countTwice(tab, tick);
  assertEquals(after, before);
  assertEquals(await tab.read("document.body.dataset.screen"), "play");
  await host.front.lesson.uncover();
  await tab.until(`${tick} > ${before}`);
  // It goes on from there: no pause screen to press away, and no leap.
  assertEquals(await tab.read("document.body.dataset.screen"), "play");
  assertEquals(tab.problems, []);
});

test("front: pages move to another game under the cover, and are lifted by a host that stops", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.front.lesson.cover();
  await tab.until(IS_COVERED);
  await host.front.lesson.publish(host.front.host.catalogue.get("b")!);
  await tab.untilOn("b");
  await tab.until(IS_COVERED);
  await host.stop();
  await tab.until(IS_OPEN);
});
