import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { BarReporter } from "../../src/download/report/bars.ts";
import { LineReporter } from "../../src/download/report/lines.ts";
import { FakeIo } from "../support/fake_io.ts";
import { commandLine, environment, runCoplay } from "../support/coplay.ts";
import { OutputLog } from "../support/output_log.ts";
import { lackOf } from "../support/programs.ts";
import { Gate, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

/** What a person would see of the text: nothing of what moves the cursor. */
function withoutCodes(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/\x1b\[[?\d;]*[A-Za-z]/g, "");
}

/** Runs coplay in a pseudo-terminal of util-linux's script. */
async function startInTerminal(args: readonly string[], columns: number) {
  const [path, own] = await commandLine(args);
  const coplay = [path, ...own].map((word) => `'${word}'`).join(" ");
  const command = `stty cols ${columns} rows 24; ${coplay}`;
  const child = new Deno.Command("script", {
    args: ["--quiet", "--return", "--command", command, "/dev/null"],
    env: { ...environment({}), LC_ALL: "C.UTF-8", TERM: "xterm-256color" },
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
  }).spawn();
  return new OutputLog(child.stdout);
}

testUnless(
  lackOf("script"),
  "a terminal shows bars that fit, and in the end only lines",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    // Held until its bar has been seen.
    const gate = new Gate();
    server.on("/big.bin", {
      body: { sizeBytes: 600_000 },
      holdsBody: { gate, afterBytes: 300_000 },
    });
    server.on("/late", { status: 503, headers: { "retry-after": "1" } }, { body: "x" });
    const urls = [server.url("/big.bin"), server.url("/late"), server.url("/none")];
    const args = ["download", "-d", folder.path, "--lang", "zh", "-c", "1", ...urls];
    const terminal = await startInTerminal(args, 60);
    const { input } = await terminal.match(/big\.bin .*█.*░.* \d+% .*/);
    const bar = withoutCodes(input);
    assert(bar.length < 60, bar);
    gate.open();
    const output = await terminal.ended;
    assertMatch(output, /\d\/3 个文件/);
    // The last picture is taken away before the closing lines.
    const end = output.slice(output.lastIndexOf("\x1b[J"));
    assertStringIncludes(end, "以下文件未能下载：");
    assertMatch(end, /成功 2 个，失败 1 个：共 586 KiB/);
    assert(!end.includes("█"), end);
    // The cursor is never left hidden.
    assertEquals(output.split("\x1b[?25l").length, output.split("\x1b[?25h").length);
  },
);

testUnless(
  lackOf("script"),
  "a terminal shows what a file waits for, how long and which try, and how long one is silent",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    const gate = new Gate();
    server.on("/late", { status: 503, headers: { "retry-after": "3" } }, { body: "x" });
    server.on("/still", { body: { sizeBytes: 600_000 }, holdsBody: { gate, afterBytes: 300_000 } });
    const args = ["download", "-d", folder.path, "-c", "1", server.url("/late")];
    const terminal = await startInTerminal([...args, server.url("/still")], 80);
    await terminal.match(/late +waits 2s, try 2 of 6: the server answered 503/);
    await terminal.match(/still .*silent 3s of 30s/);
    gate.open();
    assertMatch(await terminal.ended, /2 downloaded/);
  },
);

Deno.test("NO_COLOR, TERM=dumb and pipes get no escape codes", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "x" });
  for (const env of [{}, { NO_COLOR: "1" }, { TERM: "dumb" }]) {
    const args = ["download", "-d", folder.path, "--if-exists", "overwrite", server.url("/a")];
    const result = await runCoplay(args, { env });
    assert(!(result.stdout + result.stderr).includes("\x1b"));
  }
});

Deno.test("--progress none and --quiet say less, and failures always", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "x" });
  const args = ["download", "-d", folder.path, "--if-exists", "overwrite", server.url("/a")];
  const none = await runCoplay([...args, "--no-progress"]);
  assertEquals(none.stdout, "Downloaded a\n");
  assertMatch(none.stderr, /^1 downloaded: 1 B in .*\n$/);
  const quiet = await runCoplay([...args, "-q"]);
  assertEquals([quiet.stdout, quiet.stderr], ["", ""]);
  const failing = await runCoplay([...args, "-q", server.url("/none")]);
  assertEquals([failing.code, failing.stdout], [3, ""]);
  const url = server.url("/none");
  assertEquals(failing.stderr, `These did not arrive:\n  ${url}\n    the server answered 404\n`);
});

const summary = {
  type: "summary",
  summary: {
    totals: {
      started: 0,
      arrived: 1,
      unchanged: 2,
      skipped: 3,
      failed: 60,
      wrongLines: 60,
      interrupted: 4,
      receivedBytes: 1024,
      arrivedBytes: 1024,
    },
    durationMs: 2000,
    failures: new Map(),
    isInterrupted: true,
  },
} as const;

for (const language of ["en", "zh"] as const) {
  Deno.test(`the end (${language}) tells all counts, what is left, and not too many failures`, () => {
    const io = new FakeIo({ language });
    const reporter = new LineReporter(io, {
      isQuiet: false,
      hasProgress: true,
      expected: undefined,
    });
    for (let line = 1; line <= 60; line++) {
      const wrong = { en: "it is wrong", zh: "有误" };
      reporter.event({ type: "wrong", line: { wrong, text: "x", place: { list: "l", line } } });
    }
    reporter.event(summary);
    const lines = io.text("stderr").split("\n");
    assertEquals(lines.length, 55);
    const [more, interrupted, last] = lines.slice(-4);
    assertEquals(
      [more, interrupted, last],
      {
        en: [
          "  … and 10 more; --failed-to FILE keeps all of them",
          "Interrupted with 4 files unfinished, and the rest of the list not read; " +
          "run the same command again to go on",
          "1 downloaded, 2 unchanged, 3 skipped, 60 failed: 1.0 KiB in 2.0s (512 B/s)",
        ],
        zh: [
          "  ……还有 10 个；使用 --failed-to 文件 可保存全部",
          "已中断：还有 4 个文件未完成，列表的其余部分尚未读取；再次运行同一命令即可继续",
          "成功 1 个，未变化 2 个，跳过 3 个，失败 60 个：共 1.0 KiB，用时 2.0 秒（512 B/s）",
        ],
      }[language],
    );
  });
}

Deno.test("bars are redrawn whole when the terminal is resized", () => {
  const io = new FakeIo({ columns: 80, rows: 24, isTerminal: true });
  const reporter = new BarReporter(io, { expected: 2, idleMs: 30_000 });
  const totals = { ...summary.summary.totals, arrived: 0, unchanged: 0, skipped: 0, failed: 0 };
  const progress = { type: "progress", active: [], waiting: [], waitingCount: 0, totals } as const;
  reporter.event(progress);
  io.screen = { columns: 10, rows: 24 };
  io.writes.length = 0;
  reporter.event(progress);
  const [erased, drawn] = io.writes.map(({ text }) => text);
  // "0/2 files  1.0 KiB  0 B/s" has become three rows.
  assertEquals(erased, "\x1b[3A\r\x1b[J");
  assertEquals(drawn, "\x1b[?25l0/2 files\x1b[K\n\x1b[J\x1b[?25h");
});
