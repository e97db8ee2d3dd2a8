import { assert, assertEquals } from "@std/assert";
import { writeTree } from "../serve/host_fixture.ts";
import { LiveHost, Players, Tab } from "./live_host.ts";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";

const GAMES = {
  "a/index.html": "<!doctype html><title>A</title><body>page of a",
  "b/index.html": "<!doctype html><title>B</title><body>page of b",
};

test("live: every open page moves to the new game and stays there", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tabs = await Promise.all([1, 2, 3].map(() => players.open(host.origin)));
  await until("all are ready", () => host.front.players.countReady("a") === 3);
  await host.publish("b");
  await Promise.all(tabs.map((tab) => tab.untilOn("b")));
  await until("all have arrived", () => host.front.players.countReady("b") === 3);
  assertEquals(host.front.players.count, 3);
  for (const { problems, shown } of tabs) {
    assertEquals(problems, []);
    assertEquals(shown, ["/games/a/", "/games/b/"]);
  }
});

test("live: two tabs of one player both move, and count once", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const player = await players.join();
  const first = await Tab.open(player, host.origin);
  await until("the player is there", () => host.front.players.count === 1);
  const second = await Tab.open(player, host.origin);
  await until("both tabs listen", () => host.front.players.all[0]?.pages.size === 2);
  assertEquals(host.front.players.count, 1);
  await host.publish("b");
  await Promise.all([first.untilOn("b"), second.untilOn("b")]);
});

test("live: publishing the same game again starts it anew for everybody", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await tab.read("window.isOld = true");
  await host.publish("a");
  await tab.until("window.isOld === undefined");
  assertEquals(tab.shown, ["/games/a/", "/games/a/"]);
});

test("live: a page that was offline during a switch follows when it is back", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await tab.page.setOfflineMode(true);
  await host.publish("b");
  await tab.page.setOfflineMode(false);
  await tab.untilOn("b");
  assertEquals(tab.shown.at(-1), "/games/b/");
});

test("live: a tablet that slept through two switches wakes up on the game that is on", async () => {
  await using host = await LiveHost.start({
    ...GAMES,
    "c/index.html": "<!doctype html><title>C</title><body>page of c",
  });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await tab.sleep();
  await host.publish("b");
  await host.publish("c");
  await tab.wake();
  await tab.untilOn("c");
  await until("the player has arrived", () => host.front.players.countReady("c") === 1);
  assertEquals(tab.shown.at(-1), "/games/c/");
  assertEquals(tab.problems, []);
});

test("live: the lobby shows a game that is dropped in, and how many play, by itself", async () => {
  await using host = await LiveHost.start(GAMES, { hasLobby: true });
  await using players = await Players.start();
  const lobby = await players.open(`${host.origin}/games/`);
  await players.open(`${host.origin}/games/b/`);
  await writeTree(host.folder.path, { "new/index.html": "<!doctype html><title>Fresh</title>" });
  await host.front.host.rescan();
  await lobby.until("document.body.innerText.includes('Fresh')");
  await lobby.until(`document.querySelector('[href="/games/b/"] .count') !== null`);
  assertEquals(lobby.shown, ["/games/"]);
  assertEquals(lobby.problems, []);
});

test("live: a page finds a host that starts again, and follows it to another game", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.stop();
  await host.listen("a");
  await until("the player is back", () => host.front.players.countReady("a") === 1);
  assertEquals(tab.shown, ["/games/a/"]);
  await host.stop();
  await host.listen("b");
  await tab.untilOn("b");
  assertEquals(tab.shown, ["/games/a/", "/games/b/"]);
});

test("live: with isLive off a page stays until the player refreshes", async () => {
  await using host = await LiveHost.start(GAMES, { isLive: false });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.publish("b");
  assertEquals(await tab.read("document.title"), "A");
  await tab.page.reload();
  await tab.untilOn("b");
});

test("live: a strict policy in the page neither breaks it nor keeps it from following", async () => {
  const page = (name: string) =>
    `<!doctype html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'">` +
    `<title>${name}</title></head><body>strict ${name}`;
  await using host = await LiveHost.start({ "a/index.html": page("A"), "b/index.html": page("B") });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.publish("b");
  await tab.untilOn("b");
  // The page's policy forbids the icon that every browser requests.
  assertEquals(tab.problems.filter((problem) => !problem.includes("favicon")), []);
});

test("live: a frame does not jump by itself, its page does", async () => {
  await using host = await LiveHost.start({
    ...GAMES,
    "a/index.html": `<!doctype html><title>A</title><iframe src="inner.html"></iframe>`,
    "a/inner.html": "<!doctype html><title>inner</title>inner",
  });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  assertEquals(host.front.players.all[0]?.pages.size, 1);
  await host.publish("b");
  await tab.untilOn("b");
});

test("live: a game that asks whether to leave is left without a question", async () => {
  await using host = await LiveHost.start({
    ...GAMES,
    "a/index.html": `<!doctype html><title>A</title><body>x<script>
      onbeforeunload = (event) => event.preventDefault();
    </script>`,
  });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  let questions = 0;
  tab.page.on("dialog", (dialog) => {
    questions++;
    return dialog.dismiss();
  });
  await tab.page.mouse.click(50, 50);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.publish("b");
  await tab.untilOn("b");
  assertEquals(questions, 0);
});

test("live: a player who arrives without a touch is asked to tap where sound needs it", async () => {
  await using host = await LiveHost.start(GAMES, { graceMs: 8000 });
  await using players = await Players.start("--autoplay-policy=document-user-activation-required");
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  assert(!await tab.read("!!document.getElementById('coplay-tap')"));
  await host.publish("b");
  await tab.untilOn("b");
  await tab.until("!!document.getElementById('coplay-tap')");
  await tab.read("addEventListener('click', () => window.touched = true)");
  await tab.page.mouse.click(200, 200);
  await tab.until("window.touched && !document.getElementById('coplay-tap')");
  assertEquals(tab.problems, []);
});
