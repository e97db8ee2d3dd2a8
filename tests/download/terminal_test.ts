import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { BarReporter } from "../../src/download/report/bars.ts";
import { LineReporter } from "../../src/download/report/lines.ts";
import { FakeIo } from "../support/fake_io.ts";
import { runCoplay } from "../support/coplay.ts";
import { bodyDigest, Gate, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { CTRL_C, Terminal, WHY_NO_TERMINAL, withoutCodes } from "../support/terminal.ts";
import { testUnless } from "../support/test_unless.ts";

const BIG = { sizeBytes: 600_000 };

/** A test in a terminal, with a server and an empty folder. */
function terminalTest(
  name: string,
  run: (server: ScriptedServer, folder: TempDir) => Promise<void>,
): void {
  testUnless(WHY_NO_TERMINAL, name, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    await run(server, folder);
  });
}

terminalTest(
  "a terminal shows bars that fit for seconds, and only lines in the end",
  async (server, folder) => {
    // The file is held until its bar has been seen and the other file's retry has come, after two seconds.
    const gate = new Gate();
    server.on("/big.bin", { body: BIG, holdsBody: { gate, afterBytes: 300_000 } });
    server.on(
      "/late",
      { status: 503, headers: { "retry-after": "2" } },
      () => (gate.open(), { body: "x" }),
    );
    const urls = [server.url("/big.bin"), server.url("/late"), server.url("/none")];
    const args = ["download", "-d", folder.path, "--lang", "zh", "-j", "4", "-c", "1", ...urls];
    await using terminal = await Terminal.start(args, { columns: 60 });
    const { input } = await terminal.screen.match(/big\.bin .*█.*░.* \d+% .*/);
    const bar = withoutCodes(input);
    assert(bar.length < 60, bar);
    const { code, text } = await terminal.finish();
    assertEquals(code, 3);
    assertMatch(text, /late.*重试|重试.*late/);
    assertMatch(text, /\d\/3 个文件/);
    // The last bars are erased before the closing lines.
    const end = text.slice(text.lastIndexOf("\x1b[J"));
    assertStringIncludes(end, "以下文件未能下载：");
    assertMatch(end, /成功 2 个，失败 1 个：共 586 KiB/);
    assert(!end.includes("█"), end);
  },
);

terminalTest("many files at once end in lines and leave no bar behind", async (server, folder) => {
  server.on("*", { body: { sizeBytes: 300_000 } });
  const urls = Array.from({ length: 150 }, (_, index) => server.url(`/file${index}`));
  await Deno.writeTextFile(folder.join("list"), urls.join("\n"));
  const args = ["download", "-i", folder.join("list"), "-d", folder.join("out")];
  await using terminal = await Terminal.start(args, { rows: 10 });
  const { code, text } = await terminal.finish();
  assertEquals([code, (await folder.names("out")).length], [0, 150], text);
  const lines = withoutCodes(text).trimEnd().split(/\r\n|\r|\n/);
  assertEquals(new Set(lines.filter((line) => /^Downloaded file\d+$/.test(line))).size, 150);
  assertMatch(lines.at(-1)!, /^150 downloaded: /);
});

terminalTest("--json on a terminal is only JSON, for seconds", async (server, folder) => {
  const gate = new Gate();
  server.on("/big.bin", { body: BIG, holdsBody: { gate, afterBytes: 300_000 } });
  server.on(
    "/late",
    { status: 503, headers: { "retry-after": "2" } },
    () => (gate.open(), { body: "x" }),
  );
  const args = ["download", "--json", "-j", "4", "-c", "1", "-d", folder.path];
  args.push(server.url("/big.bin"), server.url("/late"));
  await using terminal = await Terminal.start(args);
  const { code, text } = await terminal.finish();
  assertEquals(code, 0, text);
  const [, ...lines] = text.trimEnd().split("\r\n");
  const events = lines.map((line) => JSON.parse(line).event);
  assertEquals([events[0], events.at(-1)], ["start", "summary"]);
  assert(events.includes("retry") && events.includes("progress"), text);
});

terminalTest(
  "Ctrl-C ends a download, which reports what is left and can be resumed",
  async (server, folder) => {
    const gate = new Gate();
    const held = { body: BIG, etag: '"a"', holdsBody: { gate, afterBytes: 400_000 } };
    server.on("/big.bin", held, { body: BIG, etag: '"a"' });
    const args = ["download", "-j", "4", "-c", "1", "-d", folder.path, server.url("/big.bin")];
    await using stopped = await Terminal.start(args);
    await stopped.screen.match(/big\.bin .*6\d%/);
    await stopped.press(CTRL_C);
    const { code, text } = await stopped.finish();
    assertEquals(code, 130);
    assertMatch(text, /Interrupted with 1 of 1 files? left; run the same command again to go on/);
    await using again = await Terminal.start(args);
    assertEquals((await again.finish()).code, 0);
    const [, second] = server.requestsFor("/big.bin");
    assertMatch(second?.headers.get("range") ?? "", /^bytes=\d+-$/);
    assertEquals(bodyDigest(await Deno.readFile(folder.join("big.bin"))), bodyDigest(BIG));
  },
);

terminalTest("Ctrl-C twice ends a download at once", async (server, folder) => {
  const gate = new Gate();
  server.on("*", { body: BIG, holdsBody: { gate, afterBytes: 400_000 } });
  const args = ["download", "-j", "4", "-c", "1", "-d", folder.path];
  args.push(...["/a", "/b", "/c"].map((path) => server.url(path)));
  await using terminal = await Terminal.start(args);
  await terminal.screen.match(/a .*6\d%/);
  await terminal.press(CTRL_C);
  await terminal.press(CTRL_C);
  assertEquals((await terminal.finish()).code, 130);
});

terminalTest("Ctrl-C ends a wait for a retry", async (server, folder) => {
  server.on("*", { status: 503, headers: { "retry-after": "600" } });
  await using terminal = await Terminal.start(["download", "-d", folder.path, server.url("/a")]);
  await terminal.screen.match(/a +waits \d+m\d\ds, try 2 of 6: the server/);
  await terminal.press(CTRL_C);
  const { code, text } = await terminal.finish();
  assertEquals(code, 130);
  assertMatch(text, /Interrupted with 1 of 1 files? left/);
});

terminalTest("bars follow the terminal's size, narrower and wider", async (server, folder) => {
  const gate = new Gate();
  server.on("/big.bin", { body: BIG, holdsBody: { gate, afterBytes: 300_000 } });
  const args = ["download", "-j", "4", "-c", "1", "-d", folder.path, server.url("/big.bin")];
  await using terminal = await Terminal.start(args, { columns: 80 });
  await terminal.screen.match(/big\.bin .*█.*░.* 5\d% /);
  await terminal.resize(30, 12);
  // The terminal is too narrow for a bar.
  const narrow = await terminal.screen.match(/big\.bin +5\d%/);
  assert(withoutCodes(narrow.input).length < 30, narrow.input);
  const seen = terminal.screen.text.length;
  await terminal.resize(120, 30);
  const wide = await terminal.screen.match(/big\.bin .*█.*░.* 5\d% .*/, seen);
  const { length } = withoutCodes(wide.input);
  assert(length > 80 && length < 120, wide.input);
  gate.open();
  const { code, text } = await terminal.finish();
  assertEquals(code, 0);
  assertMatch(text.slice(text.lastIndexOf("\x1b[J")), /1 downloaded: /);
});

terminalTest(
  "a terminal shows why, how long and in which try a file waits, and how long one is silent",
  async (server, folder) => {
    const gate = new Gate();
    server.on("/late", { status: 503, headers: { "retry-after": "3" } }, { body: "x" });
    server.on("/still", { body: BIG, holdsBody: { gate, afterBytes: 300_000 } });
    const args = ["download", "-d", folder.path, "-j", "4", "-c", "1", server.url("/late")];
    await using terminal = await Terminal.start([...args, server.url("/still")]);
    await terminal.screen.match(/late +waits 2s, try 2 of 6: the server answered 503/);
    await terminal.screen.match(/still .*silent 3s of 30s/);
    gate.open();
    assertMatch((await terminal.finish()).text, /2 downloaded/);
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
    atOnce: { most: 8, allowed: 8 },
  },
} as const;

for (const language of ["en", "zh"] as const) {
  Deno.test(`the end (${language}) shows all counts, the files left, and not too many failures`, () => {
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
  // The terminal has wrapped "0/2 files  1.0 KiB  0 B/s" to three rows.
  assertEquals(erased, "\x1b[3A\r\x1b[J");
  assertEquals(drawn, "\x1b[?25l0/2 files\x1b[K\n\x1b[J\x1b[?25h");
});
