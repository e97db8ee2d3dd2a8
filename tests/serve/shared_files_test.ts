import { assert, assertEquals } from "@std/assert";
import { HostFixture, type Tree } from "./host_fixture.ts";
import { until } from "../support/until.ts";

const GAMES: Tree = {
  "a/game.json": { base: "ground" },
  "a/main.js": "main of a",
  "ground/game.json": { base: "deeper" },
  "ground/index.html": "page of the ground",
  "ground/main.js": "main of the ground",
  "deeper/game.json": { hidden: true },
  "deeper/rules.js": "rules",
  "b/index.html": "page of b",
  "b/main.js": "main of b",
  "tools/game.json": { name: "Tools", library: true },
  "tools/stage.js": "stage",
};

/** Requests a path, and returns the text, the Location or the status. */
async function get(host: HostFixture, path: string, headers = {}): Promise<string> {
  const answer = await host.ask(path, { headers });
  if (answer.status === 200) return await answer.text();
  return `${answer.status} ${answer.headers.get("location") ?? ""}`.trim();
}

const PAGE = { accept: "text/html,*/*" };

Deno.test("the bases of the open game have their own addresses, and no other game is open", async () => {
  await using host = await HostFixture.publishing(GAMES);
  assertEquals(await get(host, "/games/a/main.js"), "main of a");
  assertEquals(await get(host, "/games/ground/main.js"), "main of the ground");
  assertEquals(await get(host, "/games/deeper/rules.js"), "rules");
  assertEquals(await get(host, "/games/b/main.js"), "404");
  assertEquals(await get(host, "/games/ground/game.json"), "404");
  assertEquals(await get(host, "/games/deeper/nothing.js"), "404");
  await host.host.publish(host.game("b"));
  assertEquals(await get(host, "/games/ground/main.js"), "404");
  assertEquals(await get(host, "/games/deeper/rules.js"), "404");
});

Deno.test("a base is open for its files, not to be played", async () => {
  await using host = await HostFixture.publishing(GAMES);
  for (const path of ["/games/ground/", "/games/ground", "/games/ground/index.html"]) {
    assertEquals(await get(host, path, PAGE), "302 /games/a/", path);
  }
  // A base's service worker from an earlier publishing is removed.
  const worker = await get(host, "/games/ground/main.js", { "service-worker": "script" });
  assertEquals(worker.includes("unregister"), true);
});

Deno.test("a library is open to every game at one address, and is no game", async () => {
  await using host = await HostFixture.publishing(GAMES);
  for (const id of ["a", "b"]) {
    await host.host.publish(host.game(id));
    assertEquals(await get(host, "/games/tools/stage.js"), "stage");
    assertEquals(await get(host, "/games/tools/", PAGE), `302 /games/${id}/`);
    assertEquals(await get(host, "/games/tools/"), "404");
    assertEquals(await get(host, "/games/tools/game.json"), "404");
  }
  const { shown } = host.host.catalogue;
  assertEquals(shown.map(({ game }) => game.id), ["a", "b", "ground"]);
  const { fault } = host.host.catalogue.get("tools")!;
  assertEquals(fault?.en, "it is a library for games, not a game");
});

Deno.test("with the lobby, hidden bases and libraries are open, hidden games are not", async () => {
  await using host = await HostFixture.publishing({
    ...GAMES,
    "secret/game.json": { hidden: true },
    "secret/index.html": "secret",
  }, { hasLobby: true });
  assertEquals(await get(host, "/games/ground/main.js"), "main of the ground");
  assertEquals(await get(host, "/games/ground/", PAGE), "page of the ground");
  assertEquals(await get(host, "/games/deeper/rules.js"), "rules");
  assertEquals(await get(host, "/games/tools/stage.js"), "stage");
  assertEquals(await get(host, "/games/secret/", PAGE), "302 /games/a/");
  assertEquals(await get(host, "/games/secret/index.html"), "404");
});

Deno.test("a published game opens the bases and libraries that it uses", async () => {
  await using host = await HostFixture.publishing(GAMES, { packs: true });
  const { games } = host.host;
  const isOpen = () => ["deeper", "ground", "tools"].every((id) => games.get(id) !== undefined);
  await until("the bases and the library to open", isOpen);
  await games.prepared;
  assertEquals(games.get("b"), undefined);
});

Deno.test("rereading the folders keeps the prepared forms of shared files", async () => {
  await using host = await HostFixture.publishing(GAMES);
  await get(host, "/games/deeper/rules.js");
  await get(host, "/games/tools/stage.js");
  await host.host.rescan();
  const { ids } = host.host.games;
  assert(["a", "deeper", "tools"].every((id) => ids.includes(id)), `${ids}`);
});

Deno.test("an absolute path in a base's style leads to the base", async () => {
  await using host = await HostFixture.publishing(GAMES);
  const headers = { referer: "http://host/games/ground/look.css" };
  assertEquals(await get(host, "/main.js", headers), "307 /games/ground/main.js");
  const other = { referer: "http://host/games/b/look.css" };
  assertEquals(await get(host, "/main.js", other), "404");
});
