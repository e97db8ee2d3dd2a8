import { assert, assertEquals } from "@std/assert";
import { unicodeWidth } from "@std/cli/unicode-width";
import fc from "fast-check";
import {
  fitsCode,
  renderScreen,
  type ScreenState,
} from "../../../src/serve/console/screen_rows.ts";

const STATE: ScreenState = {
  notices: [],
  published: "2048",
  hiddenBroken: 0,
  hint: undefined,
  games: ["植物大战僵尸-普通版", "保卫萝卜", "2048", "broken"].map((name, number) => ({
    number,
    name,
    isPublished: number === 2,
    isBroken: number === 3,
    players: number === 2 ? 2 : 0,
  })),
  players: [1, 2, 3].map((number) => ({
    number,
    who: `iPad 192.168.1.${number}`,
    isReady: number !== 3,
    instead: "加载中",
  })),
  ready: 2,
  address: "http://192.168.1.2:8080/",
  code: Array.from({ length: 13 }, () => "█".repeat(25)),
  chosen: 1,
  question: "请输入要发布的游戏项目:",
  input: "20",
};

const SCREEN = { columns: 64, rows: 24, language: "zh", hasColour: false } as const;

Deno.test("the screen shows the game, the players who are not ready first, the catalogue, and the code", () => {
  const rows = renderScreen(STATE, SCREEN).map((row) => row.replace(/ *█+$/, " █").trimEnd());
  assertEquals(rows, [
    "─".repeat(63),
    " ● 2048  2/3 已就绪 █",
    "   3 iPad 192.168.1.3        加载中 █",
    "   1 iPad 192.168.1.1        已就绪 █",
    "   2 iPad 192.168.1.2        已就绪 █",
    " █",
    "   0 植物大战僵尸-普通版 █",
    "›  1 保卫萝卜 █",
    "   2 2048                          2 █",
    "   3 broken                 无法发布 █",
    " █",
    " █",
    " █",
    " █",
    " http://192.168.1.2:8080/",
    " 输入编号或部分名称，按回车   ? 帮助   q 停止   f 请看前面",
    "请输入要发布的游戏项目:20",
  ]);
});

Deno.test("the screen says below the game what covers the pages, and what of the queue is on", () => {
  const notices = [
    "所有页面已遮挡：请看前面（f 取消）",
    "2048 9:05，然后：读心术（5 分钟），请看前面",
  ];
  const rows = renderScreen({ ...STATE, notices }, { ...SCREEN, columns: 48 });
  assertEquals(rows.slice(1, 4).map((row) => row.trimEnd()), [
    " ● 2048  2/3 已就绪",
    `   ${notices[0]}`,
    "   2048 9:05，然后：读心术（5 分钟），请看前面",
  ]);
});

Deno.test("the screen says in English what it says in Chinese", () => {
  const text = renderScreen({ ...STATE, players: [] }, { ...SCREEN, language: "en" }).join("\n");
  for (const words of ["● 2048  Waiting for players", "broken", "then Enter", "q stop"]) {
    assert(text.includes(words), text);
  }
});

Deno.test("the screen has room for some messages above it and never wraps, whatever the terminal", () => {
  const state = fc.record({
    columns: fc.integer({ min: 30, max: 200 }),
    rows: fc.integer({ min: 14, max: 60 }),
    games: fc.integer({ min: 1, max: 60 }),
    players: fc.integer({ min: 0, max: 200 }),
    hasColour: fc.boolean(),
  });
  fc.assert(fc.property(state, ({ columns, rows, games, players, hasColour }) => {
    const many: ScreenState = {
      ...STATE,
      games: Array.from({ length: games }, (_, number) => ({ ...STATE.games[0]!, number })),
      players: Array.from({ length: players }, (_, at) => ({ ...STATE.players[0]!, number: at })),
      chosen: undefined,
      input: "保卫萝卜".repeat(30),
      hint: "发布".repeat(60),
      hiddenBroken: games % 3,
    };
    const drawn = renderScreen(many, { columns, rows, language: "zh", hasColour });
    assert(drawn.length <= rows - 3, `${drawn.length} of ${rows} rows`);
    for (const row of drawn) {
      // deno-lint-ignore no-control-regex
      assert(unicodeWidth(row.replace(/\x1b\[[\d;]*m/g, "")) < columns, row);
    }
    if (fitsCode(STATE.code, { columns, rows })) assert(drawn.some((row) => row.includes("█")));
  }));
});

Deno.test("the screen keeps the published game in sight in a long catalogue", () => {
  const games = Array.from({ length: 80 }, (_, number) => ({
    ...STATE.games[0]!,
    name: `game ${number}`,
    number,
    isPublished: number === 63,
  }));
  const text = renderScreen({ ...STATE, games, chosen: undefined }, SCREEN).join("\n");
  assert(/^ {2}63 game 63 /m.test(text), text);
  assert(text.includes("……另有"), text);
});

Deno.test("the screen shows forty games and a class on 120 by 40, and what Enter would do", () => {
  const games = Array.from({ length: 40 }, (_, number) => ({
    ...STATE.games[0]!,
    name: `game ${number}`,
    number,
  }));
  const state = { ...STATE, games, hiddenBroken: 3, hint: "Enter: stop the server" };
  const rows = renderScreen(state, { columns: 120, rows: 40, language: "en", hasColour: false });
  const text = rows.join("\n");
  for (const { number } of games) assert(new RegExp(` ${number} game ${number} `).test(text), text);
  assert(text.includes("3 cannot be published (g shows why)"), text);
  assertEquals(rows.at(-2), " Enter: stop the server");
});
