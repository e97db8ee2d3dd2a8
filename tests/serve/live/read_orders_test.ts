import { assertEquals } from "@std/assert";
import type { Catalogue } from "../../../src/serve/catalogue/catalogue.ts";
import { readOrder, searchedIn } from "../../../src/serve/live/read_orders.ts";
import { HostFixture } from "../host_fixture.ts";

const GAMES = {
  "2048/index.html": "",
  "2048/game.json": { name: { en: "2048", zh: "2048" } },
  "dxs/index.html": "",
  "dxs/game.json": { name: { en: "The Mind Reader", zh: "读心术" } },
  "odd/index.html": "",
  "odd/game.json": { name: { en: "Wait, 5m", zh: "等一等，5m" } },
};

/** Reads a line as tests write it down: `2048 600s, dxs 300s, "words"`. */
function read(catalogue: Catalogue, line: string): string {
  const ordered = readOrder(line, { catalogue, publishedId: "2048" });
  if (ordered.kind === "game") return `game ${ordered.game.id}`;
  if (ordered.kind === "front") return `front "${ordered.words.zh}"`;
  if (ordered.kind === "wrong") return `wrong: ${ordered.why.en}`;
  if (ordered.kind === "round") return `round ${ordered.forMs}`;
  if (ordered.kind === "endRound") return "end of the round";
  if (ordered.kind === "unname") return `unname "${ordered.who}"`;
  return ordered.steps.map(({ gameId, front, forMs }) =>
    `${gameId ?? `"${front!.zh}"`}${forMs === null ? "" : ` ${forMs / 1000}s`}`
  ).join(", ");
}

const CASES: readonly (readonly [line: string, meaning: string])[] = [
  ["2048", "game 2048"],
  ["2048 10m", "2048 600s"],
  ["2048 10m, dxs 5m, front", '2048 600s, dxs 300s, "请看前面"'],
  ["0 90s，mind 1h30m、注意", '2048 90s, dxs 5400s, "请看前面"'],
  ["读心术5分钟，2048 30 秒", "dxs 300s, 2048 30s"],
  ["读心 1小时30分；2048", "dxs 5400s, 2048"],
  ["#1 10 min", "dxs 600s"],
  ["10m", "2048 600s"],
  ["10m, dxs", "2048 600s, dxs"],
  ["2048 ５m", "2048 300s"],
  ["2048 5m,, dxs,", "2048 300s, dxs"],
  ["Wait, 5m", "game odd"],
  ["front", 'front "请看前面"'],
  ["注意：请看黑板！", 'front "请看黑板！"'],
  ["front Pens down, please", 'front "Pens down, please"'],
  ["front 2m, dxs 5m", '"请看前面" 120s, dxs 300s'],
  ["2048 1m, 注意 收拾桌子！ 2m, dxs", '2048 60s, "收拾桌子！" 120s, dxs'],
  ["2048, dxs 5m", 'wrong: "2048" needs a time, because something follows it: 2048 5m'],
  ["2048 0m", 'wrong: "0m" is no time for a step: from 1s to 24h'],
  ["2048 25h", 'wrong: "25h" is no time for a step: from 1s to 24h'],
  ["2048 10m, tetris 5m", 'wrong: There is no game "tetris"'],
  ["2048 10", 'wrong: There is no game "2048 10"'],
  ["2048 10m, 5m", 'wrong: "5m" says how long, but not which game'],
  ["round", "round null"],
  ["round 3m", "round 180000"],
  ["Round 1m 30s ", "round 90000"],
  ["比赛３分钟", "round 180000"],
  ["比赛 90 秒", "round 90000"],
  ["round end", "end of the round"],
  ["比赛 结束", "end of the round"],
  ...["0", "abc", "0m", "3", "25h", "3m, dxs", "a 3m", "-3m"].map((time) =>
    [
      `round ${time}`,
      `wrong: "${time}" is no time for a round. Type "round 3m" (1s to 24h) or "round end"`,
    ] as const
  ),
  ["f Look at the map", 'front "Look at the map"'],
  ["F  看黑板", 'front "看黑板"'],
  ["f：看黑板", 'front "看黑板"'],
  ["2048 10m, f Tidy up 2m", '2048 600s, "Tidy up" 120s'],
  ["fx", 'wrong: There is no game "fx"'],
  ["unname Ming 2", 'unname "Ming 2"'],
  ["Unname  3 ", 'unname "3"'],
  ["删名小明", 'unname "小明"'],
  ["删名 3", 'unname "3"'],
  ["unnamed", 'wrong: There is no game "unnamed"'],
  ["roundabout", 'wrong: There is no game "roundabout"'],
  [`front ${"x".repeat(201)}`, "wrong: The words on the cover are at most 200 characters"],
  [`${"2048 1m,".repeat(51)}`, "wrong: A queue has at most 50 steps"],
];

Deno.test("a line is a game, words on the cover, or a queue of both", async (t) => {
  await using fixture = await HostFixture.make(GAMES);
  for (const [line, meaning] of CASES) {
    await t.step(line.slice(0, 40), () => {
      assertEquals(read(fixture.host.catalogue, line), meaning);
    });
  }
});

Deno.test("while a queue is typed, the list shows what fits its last step", () => {
  assertEquals(
    [
      "20",
      "2048 10m",
      "2048 10m, dx",
      "2048 10m，读心术5分钟",
      "2048 10m, front",
      "f dx",
      "unname 2",
    ]
      .map(searchedIn),
    ["20", "2048", " dx", "读心术", "", "", ""],
  );
});
