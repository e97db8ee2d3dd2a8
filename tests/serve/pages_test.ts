import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { qrLines } from "../../src/serve/pages/qr.ts";
import { FrontFixture } from "./front_fixture.ts";
import { NAVIGATION } from "./host_fixture.ts";

const GAMES = {
  "a/index.html": "<title>A</title>",
  "a/game.json": {
    name: { en: "Apples & <b>pears</b>", zh: "苹果" },
    description: { en: "Catch them", zh: "接住它们" },
    cover: "pictures/front 1.svg",
  },
  "a/pictures/front 1.svg": "<svg/>",
  "b/index.html": "<title>B</title>",
  "broken/game.json": "{",
  "hidden/index.html": "h",
  "hidden/game.json": { hidden: true },
};

Deno.test("lobby shows the published game first and the others behind it", async () => {
  await using fixture = await FrontFixture.make(GAMES, { hasLobby: true });
  const answer = await fixture.ask("/games/", { headers: { "accept-language": "en" } });
  const text = await answer.text();
  assertStringIncludes(text, "Apples &amp; &lt;b&gt;pears&lt;/b&gt;");
  assertStringIncludes(text, `src="/games/a/pictures/front%201.svg"`);
  assertMatch(text, /href="\/games\/a\/"[^]*href="\/games\/b\/"/);
  assert(!text.includes("broken") && !text.includes("hidden/"));
  assertStringIncludes(text, "Nobody is playing yet");
});

Deno.test("lobby shows the number of players of each game", async () => {
  await using fixture = await FrontFixture.make(GAMES, { hasLobby: true });
  const stream = await fixture.ask("/.coplay/events?page=p1&path=/games/b/", {
    headers: { accept: "text/event-stream" },
  });
  const headers = { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" };
  const text = await (await fixture.ask("/games/", { headers })).text();
  assertStringIncludes(text, "1 人正在玩");
  assertStringIncludes(text, `lang="zh-CN"`);
  await stream.body?.cancel();
});

Deno.test("lobby says so where there is no game at all", async () => {
  await using fixture = await FrontFixture.make({}, { hasLobby: true });
  assertStringIncludes(await (await fixture.ask("/games/")).text(), "No games here yet");
});

Deno.test("lobby is closed unless asked for", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  assertEquals((await fixture.ask("/games/")).status, 404);
});

Deno.test("projector shows the address that players use, and the game", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  fixture.front.address = "http://192.168.1.2:8000/";
  const host = "127.0.0.1:8000";
  const text = await (await fixture.ask("/.coplay/projector", { host })).text();
  assertStringIncludes(text, "192.168.1.2:8000</p>");
  assertStringIncludes(text, "Apples &amp;");
  assertStringIncludes(text, "<svg viewBox");
});

Deno.test("pages of the host load nothing from elsewhere", async () => {
  await using fixture = await FrontFixture.make(GAMES, { hasLobby: true });
  for (const path of ["/games/", "/.coplay/projector", "/.coplay/admin", "/nothing"]) {
    const answer = await fixture.ask(path, { headers: { accept: "text/html" } });
    const text = await answer.text();
    for (const [, url] of text.matchAll(/(?:src|href)="([^"]*)"/g)) {
      assertMatch(url!, /^(?:\/|data:)/);
    }
    for (const [, url] of text.matchAll(/"(\/\.coplay\/[^"]*\?v=[^"]*)"/g)) {
      const file = await fixture.ask(url!);
      assertEquals(file.status, 200);
      assertStringIncludes(file.headers.get("cache-control")!, "immutable");
    }
  }
});

Deno.test("a missing address answers people with a page and games with a line", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const person = await fixture.ask("/nothing", { headers: { accept: "text/html,*/*;q=0.8" } });
  assertEquals(person.status, 404);
  assertStringIncludes(await person.text(), "There is nothing here");
  const game = await fixture.ask("/games/a/x.meta", { headers: { accept: "*/*" } });
  assertEquals(await game.text(), "404 Not Found\n");
});

Deno.test("a page of an earlier game gets no file of the published one", async () => {
  await using fixture = await FrontFixture.make({ ...GAMES, "a/x.png": "a's" });
  const headers = { referer: "http://192.168.1.2:8000/games/b/" };
  assertEquals((await fixture.ask("/x.png", { headers })).status, 404);
  assertEquals((await fixture.ask("/x.png")).status, 307);
});

Deno.test("the code for a terminal is square and has its quiet border", () => {
  const lines = qrLines("http://192.168.1.2:8000/", { hasColour: false, hasWideSymbols: false });
  assert(lines.every((line) => line.length === lines[0]!.length));
  assertMatch(lines[0]!, /^█+$/);
});

Deno.test("the code is square, too, where a block is as wide as two letters", () => {
  const url = "http://192.168.1.2:8000/";
  const [size = 0] = qrLines(url, { hasColour: false, hasWideSymbols: false }).map((line) =>
    line.length
  );
  const painted = qrLines(url, { hasColour: true, hasWideSymbols: true });
  assertEquals(painted.length, size);
  // deno-lint-ignore no-control-regex
  const bare = painted.map((line) => line.replace(/\x1b\[[\d;]*m/g, ""));
  assert(bare.every((line) => line === " ".repeat(2 * size)), "nothing but painted spaces");
  assert(painted[0]!.startsWith("\x1b[48;5;231m "), "its border is white");
  const plain = qrLines(url, { hasColour: false, hasWideSymbols: true });
  assert(plain.every((line) => line.replaceAll("█", "██").length === 2 * size));
});

Deno.test("the script that every page begins with is under ten kilobytes on the wire, and asked for once", async () => {
  await using fixture = await FrontFixture.make({
    "a/index.html": "<!doctype html><title>A</title>",
  });
  const page = await (await fixture.ask("/games/a/", { headers: NAVIGATION })).text();
  const [, url = ""] = /src="([^"]*live\.js[^"]*)"/.exec(page) ?? [];
  const plain = await fixture.ask(url);
  const packed = await fixture.ask(url, { headers: { "accept-encoding": "gzip, deflate" } });
  assertEquals(packed.headers.get("content-encoding"), "gzip");
  assert(Number(packed.headers.get("content-length")) < 10_000);
  assertStringIncludes(packed.headers.get("cache-control")!, "immutable");
  const unpacked = new Response(packed.body!.pipeThrough(new DecompressionStream("gzip")));
  assertEquals(await unpacked.text(), await plain.text());
});
