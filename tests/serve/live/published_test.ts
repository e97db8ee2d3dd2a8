import { assert, assertEquals, assertRejects } from "@std/assert";
import { MemoryBudget } from "../../../src/serve/assets/memory_budget.ts";
import { PublishError } from "../../../src/serve/live/published.ts";
import { HostFixture, NAVIGATION, type Tree, writeTree } from "../host_fixture.ts";
import { noise } from "../builds/noise.ts";

const GAMES: Tree = {
  "a/index.html": "a",
  "a/file.js": "file of a",
  "b/index.html": "b",
  "b/file.js": "file of b",
  "broken/game.json": "{",
};

Deno.test("a switch raises the generation and reaches all subscribers, until they unsubscribe", async () => {
  await using host = await HostFixture.make(GAMES);
  const heard: string[] = [];
  const { published } = host.host;
  const stop = published.subscribe(({ generation, game }) =>
    heard.push(`${generation} ${game.id}`)
  );
  assertEquals(published.current, undefined);
  await host.host.publish(host.game("a"));
  await host.host.publish(host.game("b"));
  stop();
  await host.host.publish(host.game("a"));
  assertEquals(heard, ["1 a", "2 b"]);
  assertEquals(published.current?.generation, 3);
});

Deno.test("a game that cannot be published leaves the published one", async () => {
  await using host = await HostFixture.publishing(GAMES);
  const error = await assertRejects(() => host.host.publish(host.game("broken")), PublishError);
  assert(error.text.zh.includes("无法发布"));
  await Deno.remove(host.folder.join("b"), { recursive: true });
  await assertRejects(() => host.host.publish(host.game("b")), PublishError);
  assertEquals(await host.read("/games/a/"), "a");
  assertEquals(host.host.published.current?.generation, 1);
});

Deno.test("switches asked for at once happen in their order", async () => {
  await using host = await HostFixture.make(GAMES);
  const order = ["a", "b", "a", "b"];
  const done = await Promise.all(order.map((id) => host.host.publish(host.game(id))));
  assertEquals(done.map(({ generation, game }) => `${generation}${game.id}`), [
    "1a",
    "2b",
    "3a",
    "4b",
  ]);
});

Deno.test("no answer is a mixture of two games while they switch", async () => {
  await using host = await HostFixture.publishing(GAMES);
  for (let round = 0; round < 100; round++) {
    const id = round % 2 === 0 ? "b" : "a";
    const [, location] = await Promise.all([
      host.host.publish(host.game(id)),
      host.ask("/").then((answer) => answer.headers.get("location")!),
    ]);
    const asked = location.split("/")[2]!;
    const text = await host.read(`${location}file.js`);
    assert(text === `file of ${asked}` || text.startsWith("404"), text);
    assertEquals(await host.read(`/games/${id}/file.js`), `file of ${id}`);
  }
});

Deno.test("a game published again keeps the prepared forms of its files", async () => {
  await using host = await HostFixture.publishing(GAMES);
  const { store } = host.host.published.current!;
  await host.read("/games/a/file.js");
  await host.host.publish(host.game("b"));
  await host.host.publish(host.game("a"));
  assertEquals(host.host.published.current!.store, store);
});

Deno.test("a changed file is served without a switch, and the others stay prepared", async () => {
  await using host = await HostFixture.publishing({ ...GAMES, "a/other.js": "other file of a" });
  await host.read("/games/a/other.js");
  await host.read("/games/a/file.js");
  const before = host.host.published.current!.store;
  await writeTree(host.folder.path, { "a/file.js": "changed file of a" });
  await host.host.rescan();
  const after = host.host.published.current!;
  assert(after.store !== before);
  assertEquals(after.generation, 1);
  const other = after.store.find("other.js");
  assert(other.kind === "file" && other.value.asset !== undefined);
  assertEquals(await host.read("/games/a/file.js"), "changed file of a");
});

Deno.test("memory stays within its budget, and files that do not fit are sent from disk", async () => {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (let at = 0; at < 20; at++) files[`a/${at}.png`] = noise(10_000, at);
  const budget = new MemoryBudget(64 * 1024);
  await using host = await HostFixture.publishing({ "a/index.html": "", ...files }, { budget });
  for (let at = 0; at < 20; at++) {
    const answer = await host.ask(`/games/a/${at}.png`);
    assertEquals(await answer.bytes(), noise(10_000, at));
    assert(budget.usedBytes <= budget.limitBytes);
  }
  assert(budget.usedBytes > 50_000);
  const part = await host.ask("/games/a/19.png", { headers: { range: "bytes=10-19" } });
  assertEquals(await part.bytes(), noise(10_000, 19).slice(10, 20));
  host.host.close();
  assertEquals(budget.usedBytes, 0);
});

Deno.test("games of the lobby give way to the published one where memory is short", async () => {
  const budget = new MemoryBudget(25_000);
  const tree = {
    "a/index.html": "",
    "a/1.png": noise(10_000),
    "a/2.png": noise(10_000, 2),
    "b/index.html": "",
    "b/1.png": noise(10_000, 3),
    "b/2.png": noise(10_000, 4),
  };
  await using host = await HostFixture.publishing(tree, { budget, hasLobby: true });
  for (const path of ["b/1.png", "b/2.png", "a/1.png", "a/2.png"]) {
    await (await host.ask(`/games/${path}`)).bytes();
  }
  assertEquals(host.host.games.ids, ["a"]);
  assertEquals(budget.usedBytes, 20_000);
  assertEquals(await (await host.ask("/games/b/1.png")).bytes(), noise(10_000, 3));
});

Deno.test("a page that a script fetches comes as its author wrote it", async () => {
  const rewritePage = () => new TextEncoder().encode("rewritten");
  const fragment = '<link rel="stylesheet" href="/file.js"><style>p{}</style><p>x';
  const tree = { ...GAMES, "a/part.html": fragment, "a/list.js": "1" };
  await using host = await HostFixture.publishing(tree, { rewritePage });
  const asked: [headers: Record<string, string>, text: string][] = [
    [{ accept: "*/*" }, fragment],
    // jQuery's load().
    [{ accept: "text/html, */*; q=0.01" }, fragment],
    [{ ...NAVIGATION, "sec-fetch-mode": "cors" }, fragment],
    [NAVIGATION, "rewritten"],
    [{ accept: "*/*", "sec-fetch-mode": "navigate" }, "rewritten"],
  ];
  const tags = new Set<string | null>();
  for (const [headers, text] of asked) {
    const answer = await host.ask("/games/a/part.html", { headers });
    assertEquals(await answer.text(), text, JSON.stringify(headers));
    tags.add(answer.headers.get("etag"));
  }
  assertEquals(tags.size, 2);
});

Deno.test("rewritePage changes pages and nothing else, before their tag is made", async () => {
  const rewritePage = (html: Uint8Array<ArrayBuffer>) =>
    new TextEncoder().encode(new TextDecoder().decode(html) + "<script></script>");
  const tree = { ...GAMES, "a/plain/index.html": "a" };
  await using host = await HostFixture.publishing(tree, { rewritePage });
  const page = await host.ask("/games/a/", { headers: NAVIGATION });
  assertEquals(page.headers.get("content-length"), "18");
  assertEquals(await page.text(), "a<script></script>");
  assertEquals(await host.read("/games/a/file.js"), "file of a");
});
