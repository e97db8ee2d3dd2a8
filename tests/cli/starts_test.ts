import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Coplay, type CoplayOptions, environment, runCoplay } from "../support/coplay.ts";
import { Gate, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import { WHY_NO_LINUX, WHY_NO_SHELL, WHY_NO_SIGNALS } from "../support/systems.ts";

/** Starts a program by a shell that redirects its streams. */
function byShell(redirections: string): string[] {
  return ["sh", "-c", `exec "$0" "$@" ${redirections}`];
}

/** Makes sure that SIGHUP is not ignored, however the tests were started. */
const WITH_HANGUP = ["env", "--default-signal=HUP"];

/** Starts a program with a nearly empty environment, as cron and systemd do. */
const BARE = ["env", "-i", `DENO_DIR=${environment({})["DENO_DIR"]}`, "DENO_NO_UPDATE_CHECK=1"];

interface Way {
  readonly what: string;
  readonly through: readonly string[];
  /** @default {0} */
  readonly code?: number;
  /** The text on stderr. */
  readonly says?: RegExp;
}

const FULL = /^coplay: Cannot write to standard output: the disk is full$/m;

const WAYS: readonly Way[] = [
  { what: "without an environment", through: BARE },
  { what: "without stdin", through: byShell("<&-") },
  { what: "without stdout", through: byShell(">&-") },
  { what: "without stderr", through: byShell("2>&-") },
  { what: "without any stream", through: byShell("<&- >&- 2>&-") },
  { what: "with results that no disk takes", through: byShell(">/dev/full"), code: 6, says: FULL },
  { what: "with messages that no disk takes", through: byShell("2>/dev/full") },
  {
    what: "with a log that no disk takes",
    through: byShell(">/dev/full 2>&1"),
    code: 6,
  },
  {
    what: "for a reader that closes its pipe after a line",
    through: ["sh", "-c", '"$0" "$@" | head -n 1'],
  },
];

for (const { what, through, code = 0, says = /(?:)/ } of WAYS) {
  for (const more of [[], ["--json"]]) {
    testUnless(
      WHY_NO_SHELL,
      `download ${["started", ...more].join(" ")} ${what} fetches every file`,
      async () => {
        await using server = await ScriptedServer.start();
        await using folder = await TempDir.make();
        server.on("*", { body: "here" });
        const urls = ["/a", "/b", "/c"].map((path) => server.url(path));
        const args = ["download", ...more, "-d", folder.path, ...urls];
        const result = await runCoplay(args, { through });
        assertEquals(result.code, code, result.stderr);
        assertMatch(result.stderr, says);
        for (const name of ["a", "b", "c"]) {
          assertEquals(await Deno.readTextFile(folder.join(name)), "here");
        }
      },
    );
  }
}

testUnless(
  WHY_NO_SHELL,
  "an output that cannot be written is reported in Chinese, too",
  async () => {
    for (const args of [["--version"], ["--help"], ["download", "--help"]]) {
      const through = byShell(">/dev/full");
      const { code, stderr } = await runCoplay(args, { through, env: { LANG: "zh_CN.UTF-8" } });
      assertEquals([code, stderr], [6, "coplay: 无法写入标准输出：磁盘已满\n"]);
    }
  },
);

testUnless(WHY_NO_SHELL, "an error keeps its exit code where it cannot be printed", async () => {
  const { code } = await runCoplay(["download"], { through: byShell(">/dev/full 2>&1") });
  assertEquals(code, 2);
});

/** Starts a download that waits at the gate. */
async function startHeld(
  server: ScriptedServer,
  folder: TempDir,
  options: CoplayOptions,
): Promise<{ coplay: Coplay; gate: Gate }> {
  const gate = new Gate();
  const body = { sizeBytes: 3_000_000 };
  server.on("/file", { body, etag: '"a"', holdsBody: { gate, afterBytes: 2_000_000 } });
  const args = ["download", "--json", "-d", folder.path, "-c", "1", server.url("/file")];
  const coplay = await Coplay.start(args, options);
  await coplay.stdout.match(/"event":"progress","id":1,"bytes":2000000,/);
  return { coplay, gate };
}

testUnless(WHY_NO_SIGNALS, "a download stops at SIGHUP and can be resumed", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const { coplay } = await startHeld(server, folder, { through: WITH_HANGUP });
  await using _coplay = coplay;
  coplay.kill("SIGHUP");
  const { code, stdout } = await coplay.finish();
  assertEquals(code, 129);
  assertMatch(stdout, /"event":"summary".*"left":1,.*"interrupted":true\b.*}\n$/);
  assertEquals(await folder.names(), [".file.coplay-journal", ".file.coplay-part"]);
});

testUnless(
  WHY_NO_LINUX,
  "a download that nohup started continues after SIGHUP, and ends at SIGTERM",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    const { coplay, gate } = await startHeld(server, folder, { through: ["nohup"] });
    await using _coplay = coplay;
    coplay.kill("SIGHUP");
    coplay.kill("SIGHUP");
    gate.open();
    assertEquals((await coplay.finish()).code, 0);
    assertEquals((await Deno.stat(folder.join("file"))).size, 3_000_000);
  },
);

/** Hosts 2048. @returns the process and its address */
async function serve(
  options: CoplayOptions,
  ...more: string[]
): Promise<{ coplay: Coplay; address: string }> {
  const coplay = await Coplay.start(["serve", "0", "--game", "2048", ...more], options);
  const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
  return { coplay, address };
}

async function assertServes(address: string): Promise<void> {
  assertStringIncludes(await (await fetch(address)).text(), "<title>2048</title>");
}

testUnless(WHY_NO_LINUX, "a host that nohup started serves on after SIGHUP", async () => {
  const { coplay, address } = await serve({ through: ["nohup"] });
  await using _coplay = coplay;
  coplay.kill("SIGHUP");
  await assertServes(address);
  coplay.kill("SIGTERM");
  assertEquals((await coplay.finish()).code, 143);
});

testUnless(WHY_NO_SIGNALS, "a host stops in order at SIGHUP", async () => {
  const { coplay, address } = await serve({ through: WITH_HANGUP });
  await using _coplay = coplay;
  await assertServes(address);
  coplay.kill("SIGHUP");
  const { code, stderr } = await coplay.finish();
  assertEquals(code, 129);
  assertStringIncludes(stderr, "Stopping…");
});

const HOST_WAYS = [
  { what: "without an environment", through: BARE },
  { what: "without stdin", through: byShell("<&-") },
  { what: "without messages", through: byShell("2>/dev/full") },
  { what: "with few open files", through: ["sh", "-c", 'ulimit -n 64 && exec "$0" "$@"'] },
];

for (const { what, through } of HOST_WAYS) {
  testUnless(WHY_NO_SHELL, `a host started ${what} serves until it is told to stop`, async () => {
    const { coplay, address } = await serve({ through }, "--access-log", "combined");
    await using _coplay = coplay;
    await assertServes(address);
    await coplay.stdout.match(/"GET \/games\/2048\/ HTTP\/1\.1" 200/);
    coplay.kill("SIGTERM");
    assertEquals((await coplay.finish()).code, 143);
  });
}

testUnless(
  WHY_NO_SHELL,
  "a host that cannot write its log reports that and serves on",
  async () => {
    // The log also contains the address, so the test needs a port that was free a moment ago.
    const holder = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const port = String((holder.addr as Deno.NetAddr).port);
    holder.close();
    const args = ["serve", port, "--host", "127.0.0.1", "--game", "2048", "--access-log", "json"];
    await using coplay = await Coplay.start(args, { through: byShell(">/dev/full") });
    await coplay.stderr.match(/^Publish from elsewhere/);
    for (let count = 0; count < 3; count++) await assertServes(`http://127.0.0.1:${port}/`);
    await coplay.stderr.match(FULL);
    coplay.kill("SIGTERM");
    assertEquals((await coplay.finish()).code, 143);
  },
);

testUnless(WHY_NO_SIGNALS, "a host without a console leaves its input alone", async () => {
  const { coplay, address } = await serve({}, "--no-console");
  await using _coplay = coplay;
  await coplay.write("q\n").catch(() => {});
  await assertServes(address);
  coplay.kill("SIGTERM");
  assertEquals((await coplay.finish()).code, 143);
  const asked = await runCoplay(["serve", "0", "--no-console"]);
  assertEquals(asked.code, 2);
  assert(asked.stderr.includes("--game"));
});
