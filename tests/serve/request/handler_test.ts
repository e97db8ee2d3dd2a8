import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { gzipSync } from "node:zlib";
import { HostFixture } from "../host_fixture.ts";

const GAMES = {
  "a/index.html": "<title>A</title>page of a",
  "a/img/x.png": "picture",
  "a/sub/index.html": "page of sub",
  "b/index.html": "<title>B</title>page of b",
  "b/only_b.js": "b",
};

Deno.test("handler sends / to the published game and keeps the query", async () => {
  await using host = await HostFixture.publishing(GAMES);
  const answer = await host.ask("/?room=3");
  assertEquals(answer.status, 302);
  assertEquals(answer.headers.get("location"), "/games/a/?room=3");
  assertEquals(answer.headers.get("cache-control"), "no-store");
});

Deno.test("handler sends / to the new game after a switch", async () => {
  await using host = await HostFixture.publishing(GAMES);
  await host.host.publish(host.game("b"));
  assertEquals((await host.ask("/")).headers.get("location"), "/games/b/");
  assertEquals(await host.read("/games/b/"), "<title>B</title>page of b");
});

Deno.test("handler serves the published game's page and files", async () => {
  await using host = await HostFixture.publishing(GAMES);
  assertEquals(await host.read("/games/a/"), "<title>A</title>page of a");
  assertEquals(await host.read("/games/a/img/x.png"), "picture");
  assertEquals(await host.read("/games/a/sub/"), "page of sub");
});

Deno.test("handler answers 404 for a game that is not published", async () => {
  await using host = await HostFixture.publishing(GAMES);
  assertEquals((await host.ask("/games/b/only_b.js")).status, 404);
  assertEquals((await host.ask("/games/b/")).status, 404);
});

Deno.test("handler redirects a page load of the previous game to the published one", async () => {
  await using host = await HostFixture.publishing(GAMES);
  const answer = await host.ask("/games/b/", { headers: { accept: "text/html,*/*;q=0.8" } });
  assertEquals([answer.status, answer.headers.get("location")], [302, "/games/a/"]);
});

Deno.test("handler opens every game with a lobby, but no hidden one", async () => {
  const tree = { ...GAMES, "h/index.html": "hidden", "h/game.json": { hidden: true } };
  await using host = await HostFixture.publishing(tree, { hasLobby: true });
  assertEquals(await host.read("/games/b/only_b.js"), "b");
  assertEquals((await host.ask("/games/h/")).status, 404);
});

Deno.test("handler redirects a game and a folder without their slash, query kept", async () => {
  await using host = await HostFixture.publishing(GAMES);
  const game = await host.ask("/games/a?x=1");
  assertEquals([game.status, game.headers.get("location")], [301, "/games/a/?x=1"]);
  const folder = await host.ask("/games/a/sub?x=1");
  assertEquals([folder.status, folder.headers.get("location")], [301, "/games/a/sub/?x=1"]);
});

Deno.test("handler leads an absolute path into the published game", async () => {
  await using host = await HostFixture.publishing(GAMES);
  const answer = await host.ask("/img/x.png?v=2");
  assertEquals([answer.status, answer.headers.get("location")], [307, "/games/a/img/x.png?v=2"]);
});

Deno.test("handler leads an absolute path into the game of the page that asks", async () => {
  await using host = await HostFixture.publishing(GAMES, { hasLobby: true });
  const answer = await host.ask("/only_b.js", { headers: { referer: "http://host/games/b/" } });
  assertEquals(answer.headers.get("location"), "/games/b/only_b.js");
  assertEquals(answer.headers.get("vary"), "referer");
});

Deno.test("a lobby answers an absolute path only where it knows the game that asks", async () => {
  await using host = await HostFixture.publishing(GAMES, {
    parts: { answerLobby: () => new Response("lobby") },
    hasLobby: true,
  });
  const asked: [headers: Record<string, string>, status: number][] = [
    [{}, 404],
    [{ referer: "http://host/" }, 404],
    [{ referer: "http://host/games/" }, 404],
    [{ referer: "http://host/games/b/" }, 404],
    [{ referer: "http://host/games/a/sub/" }, 307],
    [{ referer: "http://host/games/a/main.js" }, 307],
  ];
  for (const [headers, status] of asked) {
    assertEquals(
      (await host.ask("/img/x.png", { headers })).status,
      status,
      JSON.stringify(headers),
    );
  }
});

Deno.test("handler finds pages by the names that web hosts answer", async () => {
  await using host = await HostFixture.publishing({
    "a/index.html": "",
    "a/play.html": "play",
    "a/old/index.htm": "old",
    "a/both.html": "page",
    "a/both/index.html": "folder",
    "a/files.html": "list",
    "a/files/x.png": "",
    "a/sprite.png": "",
  });
  assertEquals(await host.read("/games/a/play?level=2"), "play");
  assertEquals(await host.read("/games/a/old/"), "old");
  assertEquals((await host.ask("/games/a/old")).headers.get("location"), "/games/a/old/");
  assertEquals((await host.ask("/games/a/both")).headers.get("location"), "/games/a/both/");
  assertEquals(await host.read("/games/a/files"), "list");
  assertEquals((await host.ask("/play")).headers.get("location"), "/games/a/play");
  for (const path of ["play/", "files/", "sprite.png.meta", "sprite", ".html"]) {
    assertEquals((await host.ask(`/games/a/${path}`)).status, 404, path);
  }
});

Deno.test("handler serves a packed picture as one that browsers show", async () => {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const packed = new Uint8Array(gzipSync(picture));
  await using host = await HostFixture.publishing({ "a/index.html": "", "a/x.svgz": packed });
  const headers = { "accept-encoding": "gzip" };
  const answer = await host.ask("/games/a/x.svgz", { headers });
  assertEquals(answer.headers.get("content-type"), "image/svg+xml; charset=utf-8");
  assertEquals(answer.headers.get("content-encoding"), "gzip");
  assertEquals(await answer.bytes(), packed);
  assertEquals(await host.read("/games/a/x.svgz"), picture);
});

Deno.test("handler answers 404 for a path that no game has", async () => {
  await using host = await HostFixture.publishing(GAMES);
  for (const path of ["/nothing", "/games/", "/games/a/nothing", "/games/a/img/", "/.coplay/x"]) {
    assertEquals((await host.ask(path)).status, 404, path);
  }
});

Deno.test("handler answers a missing favicon with 204, not with an error", async () => {
  await using host = await HostFixture.publishing(GAMES);
  assertEquals((await host.ask("/favicon.ico")).status, 204);
});

Deno.test("handler answers other methods with 405 and Allow", async () => {
  await using host = await HostFixture.publishing(GAMES);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
    const answer = await host.ask("/games/a/", { method });
    assertEquals([answer.status, answer.headers.get("allow")], [405, "GET, HEAD"], method);
  }
});

Deno.test("handler strips types and keeps every line and column", async () => {
  const source = "let a: number = 1;\n  export const b = <T,>(x: T): T => x;\n";
  await using host = await HostFixture.publishing({ ...GAMES, "a/main.ts": source });
  const answer = await host.ask("/games/a/main.ts");
  assertEquals(answer.headers.get("content-type"), "text/javascript; charset=utf-8");
  assertEquals(
    await answer.text(),
    "let a         = 1;\n  export const b =     (x   )    => x;\n",
  );
});

Deno.test("handler serves wrong TypeScript as an error at the same line and column", async () => {
  const tree = { ...GAMES, "a/src/main.ts": "ok();\nconst x: number = ;\n" };
  await using host = await HostFixture.publishing(tree);
  const lines = (await host.read("/games/a/src/main.ts")).split("\n");
  assertEquals(lines[1]?.indexOf("throw new SyntaxError("), 18);
  assertStringIncludes(lines[1]!, "src/main.ts:2:19: Expression expected");
});

Deno.test("handler takes what a game lacks from its base, also through two bases", async () => {
  await using host = await HostFixture.make({
    "a/game.json": { base: "b" },
    "a/own.js": "a",
    "a/both.js": "a",
    "b/game.json": { base: "c" },
    "b/both.js": "b",
    "b/index.html": "page of b",
    "c/deep.js": "c",
    "c/both.js": "c",
    "c/index.html": "page of c",
  });
  await host.host.publish(host.game("a"));
  assertEquals(await host.read("/games/a/"), "page of b");
  assertEquals(await host.read("/games/a/own.js"), "a");
  assertEquals(await host.read("/games/a/both.js"), "a");
  assertEquals(await host.read("/games/a/deep.js"), "c");
});

Deno.test("handler gives an unexpected error an ID that the operator gets too", async () => {
  const ids: string[] = [];
  await using host = await HostFixture.publishing(GAMES, {
    parts: {
      answerHost: () => {
        throw new Error("boom");
      },
      onFailure: (_, id) => ids.push(id),
    },
  });
  const answer = await host.ask("/.coplay/state");
  assertEquals(answer.status, 500);
  const text = await answer.text();
  assertMatch(text, /^500 /);
  assertStringIncludes(text, ids[0]!);
});

Deno.test("handler redirects to an entry page in a subfolder", async () => {
  await using host = await HostFixture.publishing({
    "a/game.json": { entry: "web/play it.html" },
    "a/web/play it.html": "deep",
    "a/web/x.js": "x",
  });
  const answer = await host.ask("/games/a/?level=2");
  const location = "/games/a/web/play%20it.html?level=2";
  assertEquals([answer.status, answer.headers.get("location")], [302, location]);
  assertEquals(await host.read(location), "deep");
});

Deno.test("handler starts with the only page, whatever it is called", async () => {
  await using host = await HostFixture.publishing({ "a/我的 游戏.html": "named", "a/x.js": "" });
  assertEquals(await host.read("/games/a/"), "named");
});

Deno.test("handler redirects with a query beyond ASCII", async () => {
  await using host = await HostFixture.publishing(GAMES);
  for (const path of ["/", "/games/a", "/img/x.png"]) {
    const answer = await host.ask(`${path}?房间=é`);
    const location = answer.headers.get("location")!;
    assertEquals(location.slice(location.indexOf("?")), "?%E6%88%BF%E9%97%B4=%C3%A9", path);
  }
});
