import { assertEquals, assertStringIncludes } from "@std/assert";
import { CommandError } from "../../../src/cli/errors.ts";
import { FrontFixture } from "../front_fixture.ts";

const GAMES = { "a/index.html": "A", "b/index.html": "B", "班/index.html": "C" };

function report(
  fixture: FrontFixture,
  body: unknown,
  headers: Record<string, string> = { cookie: "coplay-player=me" },
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fixture.ask("/.coplay/scores", { method: "POST", body: text, headers });
}

const score = (value: unknown, more = {}) => ({ value, best: "high", level: "", ...more });

Deno.test("scores: a page's score is kept for its player, game and level, also once another game is on", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const { front } = fixture;
  const sent = { game: encodeURIComponent("班"), scores: [score(3), score(9, { level: "4 × 4" })] };
  assertEquals((await report(fixture, sent)).status, 204);
  const kept = await front.scores.store.list("班");
  assertEquals(kept.map(({ playerId, value, level }) => [playerId, value, level]), [
    ["me", 9, "4 × 4"],
    ["me", 3, ""],
  ]);
});

Deno.test("scores: what coplay.score would not send is refused in words, and nothing of it is kept", async () => {
  const wrong = [
    "",
    "null",
    "[]",
    "{",
    { game: "a" },
    { game: 1, scores: [] },
    { game: "a", scores: [null] },
    { game: "a", scores: [score(1), score("2")] },
    `{"game":"a","scores":[{"value":1e400,"best":"high","level":""}]}`,
    { game: "a", scores: [score(1, { best: "up" })] },
    { game: "a", scores: [score(1, { level: "a\n" })] },
    { game: "a", scores: [score(1, { level: "x".repeat(41) })] },
    { game: "a", scores: Array(21).fill(score(1)) },
    { game: "a", scores: [score(1, { level: "x", more: "x".repeat(30_000) })] },
  ];
  await using fixture = await FrontFixture.make(GAMES);
  for (const [at, body] of wrong.entries()) {
    const answer = await report(fixture, body, {
      cookie: `coplay-player=p${at}`,
      "accept-language": "zh",
    });
    assertEquals(answer.status, 400, JSON.stringify(body));
    assertStringIncludes(await answer.text(), "coplay.score");
  }
  assertEquals(await fixture.front.scores.store.listGames(), []);
});

Deno.test("scores: a game that is gone, a page of another site and a stranger are refused", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const sent = { game: "gone", scores: [score(1)] };
  const cookie = "coplay-player=me";
  assertEquals((await report(fixture, sent)).status, 404);
  const other = { cookie, "sec-fetch-site": "cross-site" };
  assertEquals((await report(fixture, { ...sent, game: "a" }, other)).status, 403);
  assertEquals((await report(fixture, { ...sent, game: "a" }, {})).status, 409);
  assertEquals(await fixture.front.scores.store.listGames(), []);
});

Deno.test("scores: who sends without end is told to wait, and nobody else is", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const sent = { game: "a", scores: [score(1)] };
  const answers: Response[] = [];
  for (let at = 0; at < 100; at++) answers.push(await report(fixture, sent));
  const last = answers.at(-1)!;
  assertEquals([last.status, last.headers.get("retry-after")], [429, "2"]);
  assertEquals((await report(fixture, sent, { cookie: "coplay-player=you" })).status, 204);
});

Deno.test("scores: a player is called as they call themselves, also on the wall after a change", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const cookie = "coplay-player=me";
  const stream = await fixture.ask("/.coplay/events?page=p1&path=/games/a/", {
    headers: { accept: "text/event-stream", cookie },
  });
  const rename = (body: string) =>
    fixture.ask("/.coplay/name?page=p1", { method: "POST", body, headers: { cookie } });
  const sent = { game: "a", scores: [score(5)] };
  await report(fixture, sent);
  assertEquals((await fixture.front.scores.store.list("a"))[0]?.name, "#1");
  await rename("小明");
  await report(fixture, { game: "a", scores: [score(6)] });
  assertEquals((await fixture.front.scores.store.list("a"))[0]?.name, "小明");
  await rename("小红");
  const { levels } = await (await fixture.ask("/.coplay/scores")).json();
  assertEquals(levels[0].scores[0].name, "小红");
  await stream.body?.cancel();
});

Deno.test("scores: while their store is out of reach pages are asked to come again, and nobody fails", async () => {
  const gone = () => Promise.reject(new CommandError({ en: "no Redis", zh: "没有 Redis" }));
  const scoreStore = {
    add: gone,
    list: gone,
    listGames: gone,
    clear: gone,
    unname: gone,
    close() {},
  };
  const failures: unknown[] = [];
  await using fixture = await FrontFixture.make(GAMES, {
    scoreStore,
    parts: { onFailure: (error) => failures.push(error) },
  });
  const answer = await report(fixture, { game: "a", scores: [score(1)] });
  assertEquals([answer.status, answer.headers.get("retry-after")], [503, "5"]);
  assertEquals((await fixture.ask("/.coplay/scores")).status, 503);
  const order = await fixture.order("GET", "scores");
  assertEquals([order.status, await order.json()], [503, { error: "no Redis" }]);
  assertEquals(failures, []);
});
