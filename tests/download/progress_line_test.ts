import { assertEquals, assertMatch } from "@std/assert";
import { LineReporter } from "../../src/download/report/lines.ts";
import { progressLine } from "../../src/download/report/progress_line.ts";
import type { ActiveTransfer, TransferEvent } from "../../src/download/model/events.ts";
import { noTotals } from "../../src/download/model/events.ts";
import type { Job } from "../../src/download/model/job.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakeIo } from "../support/fake_io.ts";

type ProgressEvent = Extract<TransferEvent, { type: "progress" }>;

const BIG: ActiveTransfer = {
  job: {} as Job,
  name: "big\x1b.iso",
  size: 4 << 20,
  doneBytes: 1 << 20,
  receivedBytes: 1 << 20,
  connections: 1,
  silentMs: () => 0,
};

function progress(more: Partial<ProgressEvent>): ProgressEvent {
  return {
    type: "progress",
    active: [],
    waiting: [],
    waitingCount: 0,
    totals: noTotals(),
    ...more,
  };
}

/** A time that shows the same hour in any time zone. */
const NOW = new Date(2026, 10, 29, 14, 3, 5);

const LINES: readonly [
  what: string,
  event: ProgressEvent,
  expected: number | undefined,
  en: string,
  zh: string,
][] = [
  [
    "many files",
    progress({
      active: [BIG, BIG],
      waitingCount: 3,
      totals: { ...noTotals(), arrived: 12, failed: 1, receivedBytes: 16 << 20 },
    }),
    2000,
    "14:03:05 12 of 2000 done, 2 under way, 3 waiting, 1 failed, 18.0 MiB received, 512 KiB/s",
    "14:03:05 已完成 12/2000 个，正在下载 2 个，等待重试 3 个，失败 1 个，已接收 18.0 MiB，512 KiB/s",
  ],
  [
    "one large file",
    progress({ active: [BIG] }),
    1,
    "14:03:05 0 of 1 done, big\\u{1b}.iso 25% of 4.0 MiB, 6.0s left, 1.0 MiB received, 512 KiB/s",
    "14:03:05 已完成 0/1 个，big\\u{1b}.iso 25%（共 4.0 MiB，剩余 6.0 秒），已接收 1.0 MiB，512 KiB/s",
  ],
  [
    "a list that is still being read",
    progress({ active: [{ ...BIG, size: null }] }),
    undefined,
    "14:03:05 0 done, 1 under way, 1.0 MiB received, 512 KiB/s",
    "14:03:05 已完成 0 个，正在下载 1 个，已接收 1.0 MiB，512 KiB/s",
  ],
];

for (const [what, event, expected, en, zh] of LINES) {
  Deno.test(`a line for logs tells how ${what} stand`, () => {
    const view = { expected, bytesPerSecond: 512 << 10, now: NOW };
    assertEquals(progressLine(event, view), { en, zh });
  });
}

Deno.test("a line of a log tells the rate since the one before", () => {
  const io = new FakeIo();
  const clock = new FakeClock(NOW.getTime());
  const options = { isQuiet: false, hasProgress: true, expected: 1, clock };
  const reporter = new LineReporter(io, options);
  clock.advance(5000);
  reporter.event(progress({ active: [{ ...BIG, receivedBytes: 5 << 20 }] }));
  assertMatch(io.text("stderr"), /^14:03:10 0 of 1 done, .*, 5\.0 MiB received, 1\.0 MiB\/s\n$/);
  clock.advance(50_000);
  reporter.event(progress({ active: [{ ...BIG, receivedBytes: 5 << 20 }] }));
  assertMatch(io.text("stderr"), /\n14:04:00 .*, 0 B\/s\n$/);
});
