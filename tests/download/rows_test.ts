import { unicodeWidth } from "@std/cli/unicode-width";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatBytes, formatDuration } from "../../src/cli/amount.ts";
import { eraseFoot, replaceFoot } from "../../src/cli/foot.ts";
import { fitColumns } from "../../src/cli/columns.ts";
import { renderRows } from "../../src/download/report/rows.ts";

const TRANSFERS = [
  { name: "1.gif", doneBytes: 512, size: 1024, bytesPerSecond: 100, silence: undefined },
  {
    name: "植物大战僵尸-普通版.zip",
    doneBytes: 3 << 20,
    size: 4 << 20,
    bytesPerSecond: 1 << 20,
    silence: undefined,
  },
  {
    name: "a-very-long-name-that-does-not-fit-in-forty-columns.tar.gz",
    doneBytes: 0,
    size: null,
    bytesPerSecond: 0,
    silence: undefined,
  },
  { name: "empty", doneBytes: 0, size: 0, bytesPerSecond: 0, silence: undefined },
];
const TOTAL = {
  finished: 3,
  failed: 1,
  expected: 8,
  receivedBytes: 5_000_000,
  bytesPerSecond: 1_500_000,
  leftMs: 65_000,
  waiting: 0,
};
const EN = { rows: 24, language: "en", hasColour: false } as const;
const ZH = { ...EN, language: "zh" } as const;

const PICTURES: readonly [screen: Parameters<typeof renderRows>[2], rows: string[]][] = [
  [{ ...EN, columns: 80 }, [
    "1.gif                           ██████████░░░░░░░░░░  50%     512 B     100 B/s",
    "植物大战僵尸-普通版.zip         ███████████████░░░░░  75%   3.0 MiB   1.0 MiB/s",
    "a-very-long-nam…-columns.tar.gz                         ?       0 B       0 B/s",
    "empty                           ████████████████████ 100%       0 B       0 B/s",
    "4/8 files  1 failed  4.8 MiB  1.4 MiB/s  1m05s left",
  ]],
  [{ ...ZH, columns: 60 }, [
    "1.gif               ██████░░░░░░  50%     512 B     100 B/s",
    "植物大战…普通版.zip █████████░░░  75%   3.0 MiB   1.0 MiB/s",
    "a-very-lo…ns.tar.gz                 ?       0 B       0 B/s",
    "empty               ████████████ 100%       0 B       0 B/s",
    "4/8 个文件  失败 1 个  4.8 MiB  1.4 MiB/s  剩余 1 分 05 秒",
  ]],
  [{ ...EN, columns: 40 }, [
    "1.gif                               50%",
    "植物大战僵尸-普通版.zip             75%",
    "a-very-long-name-…y-columns.tar.gz    ?",
    "empty                              100%",
    "4/8 files  1 failed  1m05s left",
  ]],
  [{ ...ZH, columns: 12 }, [
    "1.gif   50%",
    "植…zip  75%",
    "a-v…gz    ?",
    "empty  100%",
    "4/8 个文件",
  ]],
  [{ ...EN, columns: 40, rows: 8 }, [
    "1.gif                               50%",
    "植物大战僵尸-普通版.zip             75%",
    "… and 2 more",
    "4/8 files  1 failed  1m05s left",
  ]],
  [{ ...EN, columns: 80, rows: 4, hasColour: true }, [
    "1.gif                           \x1b[32m██████████\x1b[2m░░░░░░░░░░\x1b[0m  50%     512 B     100 B/s",
    "… and 3 more",
    "4/8 files  1 failed  4.8 MiB  1.4 MiB/s  1m05s left",
  ]],
];

for (const [screen, rows] of PICTURES) {
  Deno.test(`rows on ${screen.columns} by ${screen.rows} in ${screen.language}`, () => {
    assertEquals(renderRows(TRANSFERS, TOTAL, screen), rows);
  });
}

const SILENT = {
  name: "slow.bin",
  doneBytes: 700 << 10,
  size: 3 << 20,
  bytesPerSecond: 2867,
  silence: { silentMs: 9400, limitMs: 30_000 },
};
const WAITING = {
  name: "flaky.bin",
  why: "the server answered 503",
  leftMs: 11_001,
  nextTry: 2,
  tries: 6,
};
const WAITING_ZH = { ...WAITING, why: "服务器返回 503" };
const TURN = { ...WAITING, leftMs: 0 };

const ALIVE: typeof PICTURES = [
  [{ ...EN, columns: 80 }, [
    "slow.bin                        █████░░░░░░░░░░░░░░░  22%      silent 9s of 30s",
    "flaky.bin                       waits 12s, try 2 of 6: the server answered 503",
    "flaky.bin                       waits its turn, try 2 of 6: the server answere…",
    "4/8 files  1 failed  4.8 MiB  1.4 MiB/s  1m05s left",
  ]],
  [{ ...EN, columns: 40, rows: 15 }, [
    "slow.bin               silent 9s of 30s",
    "flaky.bin       waits 12s, try 2 of 6:…",
    "flaky.bin       waits its turn, try 2 …",
    "4/8 files  1 failed  1m05s left",
  ]],
  [{ ...ZH, columns: 80 }, [
    "slow.bin                        █████░░░░░░░░░░░░░░░  22%          静默 9/30 秒",
    "flaky.bin                       12 秒后重试（第 2/6 次）：服务器返回 503",
    "4/8 个文件  失败 1 个  4.8 MiB  1.4 MiB/s  剩余 1 分 05 秒",
  ]],
  [{ ...ZH, columns: 40, rows: 15 }, [
    "slow.bin                   静默 9/30 秒",
    "flaky.bin       12 秒后重试（第 2/6 次…",
    "4/8 个文件  失败 1 个  剩余 1 分 05 秒",
  ]],
  [{ ...EN, columns: 12 }, [
    "slo…in  22%",
    "fl…n waits…",
    "fl…n waits…",
    "4/8 files",
  ]],
];

for (const [screen, rows] of ALIVE) {
  const what = `on ${screen.columns} columns in ${screen.language}`;
  Deno.test(`rows of a file that waits and one that is silent ${what}`, () => {
    const waiting = screen.language === "zh" ? [WAITING_ZH] : [WAITING, TURN];
    const total = { ...TOTAL, waiting: waiting.length };
    assertEquals(renderRows([SILENT, ...waiting], total, screen), rows);
  });
}

Deno.test("waiting files that have no row are counted", () => {
  const total = { ...TOTAL, waiting: 2000 };
  const many = [...TRANSFERS, ...Array.from({ length: 100 }, () => WAITING)];
  const rows = renderRows(many, total, { ...EN, columns: 60, rows: 12 });
  assertEquals(rows.at(-2), "… and 1999 more (1999 waiting)");
  const few = renderRows(many, total, { ...ZH, columns: 60, rows: 8 });
  assertEquals(few.at(-2), "……另有 2002 个（2000 个在等待）");
});

Deno.test("unknown values are not shown", () => {
  const total = { ...TOTAL, failed: 0, expected: undefined, leftMs: undefined };
  assertEquals(renderRows([], total, { ...EN, columns: 80 }), ["3 files  4.8 MiB  1.4 MiB/s"]);
  const one = { ...TOTAL, finished: 0, failed: 0, expected: 1 };
  assertEquals(renderRows([], one, { ...EN, columns: 20 }), ["0/1 file"]);
});

const name = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.stringMatching(/^[植物大战僵尸a-z]{0,60}$/),
).map((text) => text.replaceAll(/\p{C}/gu, ""));
const transfer = fc.record({
  name,
  doneBytes: fc.nat(2 ** 50),
  size: fc.option(fc.nat(2 ** 50)),
  bytesPerSecond: fc.nat(2 ** 45),
  silence: fc.option(fc.record({ silentMs: fc.nat(1e6), limitMs: fc.nat(1e6) }), {
    nil: undefined,
  }),
});
const waiting = fc.record({
  name,
  why: name,
  leftMs: fc.nat(1e8),
  nextTry: fc.nat(10_000),
  tries: fc.nat(10_000),
});
const count = fc.nat(10_000_000);

Deno.test("no row is wider than the screen, and the rows always fit its height", () => {
  fc.assert(fc.property(
    fc.array(fc.oneof(transfer, waiting), { maxLength: 60 }),
    fc.record({
      finished: count,
      failed: count,
      expected: fc.option(count, { nil: undefined }),
      receivedBytes: fc.nat(2 ** 50),
      bytesPerSecond: fc.nat(2 ** 45),
      leftMs: fc.option(fc.nat(1e12), { nil: undefined }),
      waiting: fc.integer({ min: 60, max: 1e6 }),
    }),
    fc.record({
      columns: fc.integer({ min: 12, max: 250 }),
      rows: fc.integer({ min: 4, max: 80 }),
      language: fc.constantFrom("en" as const, "zh" as const),
      hasColour: fc.constant(false),
    }),
    (transfers, total, screen) => {
      const rows = renderRows(transfers, total, screen);
      assert(rows.length < screen.rows);
      for (const row of rows) assert(unicodeWidth(row) < screen.columns, row);
    },
  ));
});

const FITTED: readonly [text: string, columns: number, fitted: string][] = [
  ["abcdef", 6, "abcdef"],
  ["abcdefg", 6, "abc…fg"],
  ["植物大战僵尸", 7, "植…僵尸"],
  ["abc", 1, "…"],
  ["abc", 0, ""],
  ["e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301…e\u0301"],
  ["👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 13, "👨‍👩‍👧…👨‍👩‍👧"],
];

for (const [text, columns, fitted] of FITTED) {
  Deno.test(`${text} in ${columns} columns is ${fitted || "nothing"}`, () => {
    assertEquals(fitColumns(text, columns), fitted);
  });
}

Deno.test("amounts and durations are short and as each language writes them", () => {
  const bytes = [0, 1023, 1024, 1536, 102_348, 1_048_575, 1_048_576, 5e9, 2 ** 60];
  assertEquals(bytes.map(formatBytes), [
    "0 B",
    "1023 B",
    "1.0 KiB",
    "1.5 KiB",
    "99.9 KiB",
    "1.0 MiB",
    "1.0 MiB",
    "4.7 GiB",
    "1024 PiB",
  ]);
  const durations = [0, 400, 9949, 9950, 59_499, 59_500, 3_599_999, 7_620_000, 400 * 3_600_000];
  assertEquals(durations.map((ms) => formatDuration(ms, "en")), [
    "0.0s",
    "0.4s",
    "9.9s",
    "10s",
    "59s",
    "1m00s",
    "1h00m",
    "2h07m",
    "16d",
  ]);
  assertEquals(durations.slice(4).map((ms) => formatDuration(ms, "zh")), [
    "59 秒",
    "1 分 00 秒",
    "1 小时 00 分",
    "2 小时 07 分",
    "16 天",
  ]);
});

const HIDE = "\x1b[?25l";
const SHOW = "\x1b[?25h";

Deno.test("the rows are overwritten in place, and leftover rows below are erased", () => {
  assertEquals(replaceFoot([], ["a", "b"], 80), `${HIDE}a\x1b[K\nb\x1b[K\n\x1b[J${SHOW}`);
  assertEquals(replaceFoot(["a", "b"], ["c"], 80), `${HIDE}\x1b[2A\rc\x1b[K\n\x1b[J${SHOW}`);
});

Deno.test("rows that a narrower terminal has wrapped are all erased", () => {
  assertEquals(eraseFoot([], 80), "");
  assertEquals(eraseFoot(["x".repeat(79), "", "植".repeat(10)], 80), "\x1b[3A\r\x1b[J");
  assertEquals(eraseFoot(["x".repeat(79), "", "植".repeat(10)], 19), "\x1b[8A\r\x1b[J");
  assertEquals(eraseFoot([`\x1b[32m${"x".repeat(19)}\x1b[0m`], 19), "\x1b[1A\r\x1b[J");
});
