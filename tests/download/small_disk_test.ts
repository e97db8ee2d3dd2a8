import { assertEquals, assertMatch } from "@std/assert";
import { Gate, ScriptedServer } from "../support/scripted_server.ts";
import { runOnSmallDisk, WHY_NO_SMALL_DISK } from "../support/small_disk.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

const SLOW = {
  body: { sizeBytes: 15_000_000 },
  holdsBody: { gate: new Gate(), afterBytes: 1 << 20 },
};
const HUGE = { ...SLOW, body: { sizeBytes: 20_000_000 } };

/** Downloads onto a disk of 6 MiB. @returns the result and the files left there, with their kilobytes */
async function download(folder: TempDir, args: readonly string[]) {
  const script = `mount -t tmpfs -o size=6m none "${folder.path}" && "$@"; code=$?; ` +
    `cd "${folder.path}"; for name in .[!.]* *; do [ -e "$name" ] && echo "left $name"; done; exit $code`;
  // Without this, nothing would end a request that the server holds forever.
  const patience = ["--timeout", "20", "--retries", "0"];
  const all = ["download", "-d", folder.path, "-c", "1", ...patience, ...args];
  const { code, stdout, stderr } = await runOnSmallDisk(script, all);
  const left = [...stdout.matchAll(/^left (.*)$/gm)].map(([, name]) => name);
  return { code, stderr, left };
}

testUnless(
  WHY_NO_SMALL_DISK,
  "a slow file that cannot fit ends when that is known, and a resumable part is kept",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/file", { ...SLOW, etag: '"a"' });
    const { code, stderr, left } = await download(folder, [server.url("/file")]);
    assertEquals(code, 6, stderr);
    assertMatch(
      stderr,
      /the disk has 5\.0 MiB free, 8\.3 MiB less than the 13\.3 MiB still to come/,
    );
    assertEquals(left, [".file.coplay-journal", ".file.coplay-part"]);
    assertEquals(server.requests.length, 1);
  },
);

testUnless(
  WHY_NO_SMALL_DISK,
  "a file that cannot fit and could not be resumed leaves nothing",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/file", SLOW);
    const { code, stderr, left } = await download(folder, ["--lang", "zh", server.url("/file")]);
    assertEquals(code, 6, stderr);
    assertMatch(stderr, /磁盘剩余 5\.0 MiB，还需要 13\.3 MiB，缺少 8\.3 MiB/);
    assertEquals(left, []);
  },
);

testUnless(
  WHY_NO_SMALL_DISK,
  "a large file that cannot fit leaves nothing, not even a resumable part",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/file", { ...HUGE, etag: '"a"' });
    const { code, stderr, left } = await download(folder, [server.url("/file")]);
    assertEquals(code, 6, stderr);
    assertMatch(
      stderr,
      /the disk has 6\.0 MiB free, 13\.1 MiB less than the 19\.1 MiB still to come/,
    );
    assertEquals(left, []);
  },
);

testUnless(
  WHY_NO_SMALL_DISK,
  "of two files that fit only alone, the second ends when that is known",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    const gate = new Gate();
    const half = { body: { sizeBytes: 4_000_000 }, holdsBody: { gate, afterBytes: 1 << 20 } };
    // The last file is requested after one of the others has ended.
    server.on("/a", half).on("/b", half).on("/last", () => (gate.open(), { body: "x" }));
    const urls = ["/a", "/b", "/last"].map((path) => server.url(path));
    const { code, stderr, left } = await download(folder, ["-j", "2", ...urls]);
    assertEquals([code, left.length], [6, 2], stderr);
    assertMatch(stderr, /less than the 5\.6 MiB still to come of this file and those under way/);
  },
);
