import { assertEquals, assertMatch } from "@std/assert";
import type { Score } from "../../../src/serve/scores/score_store.ts";
import { FrontFixture } from "../front_fixture.ts";

const GAMES = {
  "a/index.html": "A",
  "a/game.json": { name: { en: "Apples", zh: "苹果" } },
};

function score(playerId: string, name: string, value: number, more: Partial<Score> = {}): Score {
  const atMs = new Date(2026, 10, 30, 9, 5).getTime();
  return { gameId: "a", playerId, name, value, level: "", best: "high", atMs, ...more };
}

async function fixtureWith(scores: readonly Score[]): Promise<FrontFixture> {
  const fixture = await FrontFixture.make(GAMES);
  await fixture.front.scores.store.add(scores);
  return fixture;
}

Deno.test("scores: a script lists games and a game's scores, also of a game that is gone, and clears one", async () => {
  await using fixture = await fixtureWith([
    score("p", "Ming", 5),
    score("q", "Ann", 7),
    score("p", "Ming", 1, { gameId: "gone", level: "x" }),
  ]);
  const listed = async (method: string, path: string) =>
    await (await fixture.order(method, path)).json();
  assertEquals(await listed("GET", "scores"), {
    games: [
      { id: "a", name: { en: "Apples", zh: "苹果" } },
      { id: "gone", name: { en: "gone", zh: "gone" } },
    ],
  });
  const { levels } = await listed("GET", "scores?game=a");
  assertEquals(
    levels[0].scores.map(({ place, name, value }: Record<string, unknown>) => {
      return [place, name, value];
    }),
    [[1, "Ann", 7], [2, "Ming", 5]],
  );
  // Two operators at once.
  const [one, two] = await Promise.all([
    listed("DELETE", "scores?game=a"),
    listed("DELETE", "scores?game=a"),
  ]);
  assertEquals([one.games.length, two.games.length, two.levels], [1, 1, []]);
  assertEquals((await fixture.order("DELETE", "scores")).status, 400);
  assertEquals((await listed("GET", "scores?game=gone")).levels.length, 1);
});

Deno.test("scores: nobody lists, saves or clears them without the token", async () => {
  await using fixture = await fixtureWith([score("p", "Ming", 5)]);
  for (
    const [method, path] of [["GET", "scores"], ["GET", "scores.csv"], ["DELETE", "scores?game=a"]]
  ) {
    const answer = await fixture.ask(`/.coplay/admin/${path}`, { method: method! });
    assertEquals(answer.status, 401);
  }
  assertEquals((await fixture.front.scores.store.list("a")).length, 1);
});

Deno.test("scores: as CSV they open in Excel, in the language asked for, and no name is a formula", async () => {
  const names = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "a,b", 'a"b', "小明", ""];
  await using fixture = await fixtureWith([
    ...names.map((name, at) => score(`p${at}`, name, 100 - at)),
    score("p0", "=1+1", -0.5, { level: "-cmd", best: "low" }),
  ]);
  const answer = await fixture.ask("/.coplay/admin/scores.csv?game=a", {
    headers: {
      authorization: `Bearer ${fixture.front.adminToken}`,
      "accept-language": "zh-CN",
    },
  });
  assertEquals(answer.headers.get("content-type"), "text/csv; charset=utf-8");
  assertMatch(answer.headers.get("content-disposition")!, /^attachment/);
  const bytes = await answer.bytes();
  assertEquals([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
  const time = "2026-11-30 09:05:00";
  assertEquals(new TextDecoder().decode(bytes).split("\r\n"), [
    "游戏,关卡,名次,玩家,成绩,时间",
    `"苹果","'-cmd",1,"'=1+1",-0.5,${time}`,
    `"苹果","",1,"'=1+1",100,${time}`,
    `"苹果","",2,"'+1",99,${time}`,
    `"苹果","",3,"'-1",98,${time}`,
    `"苹果","",4,"'@SUM(A1)",97,${time}`,
    `"苹果","",5,"'＝1",96,${time}`,
    `"苹果","",6,"a,b",95,${time}`,
    `"苹果","",7,"a""b",94,${time}`,
    `"苹果","",8,"小明",93,${time}`,
    `"苹果","",9,"–",92,${time}`,
    "",
  ]);
  const all = await (await fixture.order("GET", "scores.csv")).text();
  assertEquals(all.split("\r\n").length, 12);
});
