import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { TransferError } from "../../../src/download/model/errors.ts";
import { PartFile } from "../../../src/download/disk/part_file.ts";
import { asidePath, journalPath, partPath } from "../../../src/download/disk/part_paths.ts";
import { Gate } from "../../support/gate.ts";
import { runCoplay } from "../../support/coplay.ts";
import { bodyBytes } from "../../support/body.ts";
import { openFilesOf } from "../../support/processes.ts";
import { DATE, LEFT_BYTES, NEW, OLD, ResumeFixture as Fixture } from "../resume_fixture.ts";
import { WHY_NO_LINKS, WHY_NO_LINUX, WHY_NO_LOCKS } from "../../support/systems.ts";
import { testUnless } from "../../support/test_unless.ts";

const SIZE = OLD.sizeBytes;
const KNOWN = { size: SIZE, etag: '"a"' };
const REST = `bytes=${LEFT_BYTES}-`;

/** Lists the names in the folder except the recorded ETags' file. */
async function names({ folder }: Fixture): Promise<string[]> {
  return await folder.names();
}

const WRONG_JOURNALS: Readonly<Record<string, string>> = {
  "that is damaged": "\0\0\0\0\n0-250000\n",
  "whose first line was cut off": '{"coplay":1,"source":"http',
  "of an unknown version": '{"coplay":99,"source":"x","size":600000,"etag":"\\"a\\""}\n',
  "that is no JSON object": "null\n",
  "with an invalid size": '{"coplay":1,"source":"x","size":-1}\n',
};

for (const [which, text] of Object.entries(WRONG_JOURNALS)) {
  Deno.test(`a journal ${which} is not trusted, and its part is kept aside`, async () => {
    await using fixture = await Fixture.make();
    const { target, server } = fixture;
    await fixture.leave(KNOWN, NEW);
    await Deno.writeTextFile(journalPath(target), text);
    server.on("/file", { body: OLD, etag: '"a"' });
    const run = await fixture.run();
    assertEquals(fixture.ranges, [null]);
    assert(fixture.holds(OLD));
    assertEquals(await names(fixture), [".file.coplay-aside", "file"]);
    assertEquals(await Deno.readFile(asidePath(target, 1)), bodyBytes(NEW, 0, LEFT_BYTES));
    assertEquals(run.events.filter(({ type }) => type === "notice").length, 1);
  });
}

Deno.test("a part from another URL is kept aside, beside an earlier one", async () => {
  await using fixture = await Fixture.make();
  const { target, server } = fixture;
  await fixture.leave(KNOWN, NEW);
  await fixture.leaveJournal(KNOWN, [[0, LEFT_BYTES]], "http://other.example/file");
  await Deno.writeTextFile(asidePath(target, 1), "an earlier one");
  server.on("/file", { body: OLD, etag: '"a"' });
  await fixture.run();
  assertEquals(fixture.ranges, [null]);
  assert(fixture.holds(OLD));
  assertEquals(await names(fixture), [".file.coplay-aside", ".file.coplay-aside-2", "file"]);
  assertEquals(await Deno.readTextFile(asidePath(target, 1)), "an earlier one");
});

Deno.test("the query of a URL may change between runs, as those of signed URLs do", async () => {
  await using fixture = await Fixture.make();
  const { server } = fixture;
  await fixture.leave(KNOWN);
  server.on("/file", { body: OLD, etag: '"a"' });
  await fixture.run({}, [server.url("/file?signature=2")]);
  assertEquals(fixture.ranges, [REST]);
  assert(fixture.holds(OLD));
});

Deno.test("an empty journal, as a kill may leave it, claims nothing and keeps nothing aside", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave(KNOWN);
  await Deno.writeTextFile(journalPath(fixture.target), "");
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  await fixture.run();
  assertEquals(fixture.ranges, [null]);
  assertEquals(await names(fixture), ["file"]);
});

Deno.test("a journal whose part is gone claims nothing", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave(KNOWN);
  await Deno.remove(partPath(fixture.target));
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  const run = await fixture.run();
  assertEquals(run.failures, []);
  assertEquals(fixture.ranges, [null]);
  assert(fixture.holds(OLD));
  assertEquals(await names(fixture), ["file"]);
});

Deno.test("a journal whose part is gone never claims bytes of the next part, however small", async () => {
  await using fixture = await Fixture.make();
  const { target } = fixture;
  await fixture.leave(KNOWN);
  await Deno.remove(partPath(target));
  const part = await PartFile.open(target, { doesSync: false });
  part.begin("", undefined);
  part.write(bodyBytes(NEW, 0, 1000), 0);
  part.close();
  const again = await PartFile.open(target, { doesSync: false });
  assertEquals(again.left, undefined);
  again.discard();
});

Deno.test("claims beyond the part's end are not trusted", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave(KNOWN, OLD, LEFT_BYTES);
  await fixture.leaveJournal(KNOWN, [[0, 400_000]]);
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  await fixture.run();
  assertEquals(fixture.ranges, [REST]);
  assert(fixture.holds(OLD));
});

testUnless(WHY_NO_LINKS, "a link planted under the part's name is not followed", async () => {
  await using fixture = await Fixture.make();
  const { target, server, folder } = fixture;
  await Deno.writeTextFile(folder.join("precious"), "precious");
  await Deno.symlink(folder.join("precious"), partPath(target));
  server.on("/file", { body: OLD, etag: '"a"' });
  const run = await fixture.run();
  assertEquals(run.failures.map(({ kind }) => kind), ["disk"]);
  assertEquals(await Deno.readTextFile(folder.join("precious")), "precious");
  assert((await Deno.lstat(partPath(target))).isSymlink);
});

testUnless(
  WHY_NO_LINKS,
  "a link planted under the journal's name is neither read nor written through",
  async () => {
    await using fixture = await Fixture.make();
    const { target, server, folder } = fixture;
    await fixture.leave(KNOWN, NEW);
    await Deno.rename(journalPath(target), folder.join("precious"));
    const precious = await Deno.readTextFile(folder.join("precious"));
    await Deno.symlink(folder.join("precious"), journalPath(target));
    server.on("/file", { body: OLD, etag: '"a"' });
    await fixture.run();
    assertEquals(fixture.ranges, [null]);
    assert(fixture.holds(OLD));
    assertEquals(await Deno.readTextFile(folder.join("precious")), precious);
  },
);

Deno.test("a folder under the part's name is an error, and nothing stays open", async () => {
  await using fixture = await Fixture.make();
  await Deno.mkdir(partPath(fixture.target));
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  assertEquals((await fixture.run()).failures.map(({ kind }) => kind), ["disk"]);
});

Deno.test("a part that is a second name of the finished file is only unlinked", async () => {
  await using fixture = await Fixture.make();
  const { target, server, folder } = fixture;
  await Deno.writeFile(folder.join("file"), bodyBytes(OLD));
  await Deno.link(folder.join("file"), partPath(target));
  await fixture.leaveJournal(KNOWN, [[0, SIZE]]);
  server.on("/file", { body: NEW, etag: '"b"', cutAfterBytes: 300_000 }, {
    body: NEW,
    etag: '"b"',
  });
  await fixture.run({ ifExists: "overwrite", retry: noRetry() });
  assert(fixture.holds(OLD), "the old file stays until the new one is whole");
  await fixture.run({ ifExists: "overwrite" });
  assert(fixture.holds(NEW));
  assertEquals(await names(fixture), ["file"]);
});

for (
  const [when, hasPart] of [["between its two names", true], [
    "before its journal went",
    false,
  ]] as const
) {
  Deno.test(`a part that a kill left of a finished file ${when} is removed`, async () => {
    await using fixture = await Fixture.make();
    const { target, server, folder } = fixture;
    await Deno.writeFile(folder.join("file"), bodyBytes(OLD));
    await Deno.utime(folder.join("file"), new Date(DATE), new Date(DATE));
    if (hasPart) await Deno.link(folder.join("file"), partPath(target));
    await fixture.leaveJournal(KNOWN, [[0, SIZE]]);
    server.on("/file", { body: OLD, etag: '"a"', lastModified: DATE });
    const { arrivals } = await fixture.run();
    assertEquals(arrivals.map(({ how }) => how), ["unchanged"]);
    assertEquals(await names(fixture), ["file"]);
  });
}

function noRetry() {
  return { retries: 0, maxDelayMs: 1, maxRetryAfterMs: 1 };
}

testUnless(WHY_NO_LOCKS, "two holders never share a part", async () => {
  await using fixture = await Fixture.make();
  const { target } = fixture;
  const part = await PartFile.open(target, { doesSync: false });
  const again = () => PartFile.open(target, { doesSync: false });
  await assertRejects(again, TransferError, "another coplay");
  part.close();
  (await again()).discard();
  assertEquals(await names(fixture), []);
});

// A process that starts holds a copy of each open file for a moment, also of those that are closed meanwhile.
testUnless(WHY_NO_LOCKS, "a lock that is held for a moment longer refuses nobody", async () => {
  await using fixture = await Fixture.make();
  const { target } = fixture;
  (await PartFile.open(target, { doesSync: false })).close();
  const copy = Deno.openSync(partPath(target), { read: true, write: true });
  assert(copy.tryLockSync(true));
  const opening = PartFile.open(target, { doesSync: false });
  copy.close();
  (await opening).discard();
});

testUnless(WHY_NO_LOCKS, "two runs at once on one target never mix", async () => {
  await using fixture = await Fixture.make();
  const { server, folder } = fixture;
  const gate = new Gate();
  const holdsBody = { gate, afterBytes: 100_000 };
  server.on("/file", { body: OLD, etag: '"a"', holdsBody }, { body: NEW, etag: '"b"' });
  const args = ["download", server.url("/file"), "-d", folder.path, "--retries", "0"];
  using watcher = Deno.watchFs(folder.path);
  const first = runCoplay(args);
  for await (const { paths } of watcher) {
    if (paths.includes(partPath(fixture.target))) break;
  }
  await gate.arrival();
  const second = await runCoplay(args);
  assertEquals(second.code, 9);
  assertStringIncludes(second.stderr, "another coplay is fetching this file into this folder");
  gate.open();
  assertEquals((await first).code, 0);
  assert(fixture.holds(OLD));
  assertEquals(await names(fixture), ["file"]);
});

Deno.test("a name of 255 bytes has room for its part, its journal and what is kept aside", async () => {
  await using fixture = await Fixture.make();
  const name = `${"名".repeat(84)}.gz`;
  const target = { dir: fixture.folder.path, name };
  for (const path of [partPath(target), journalPath(target), asidePath(target, 12)]) {
    await Deno.writeTextFile(path, "");
    assertEquals(partPath({ ...target, name: `${name.slice(0, -1)}x` }) === path, false);
  }
});

testUnless(WHY_NO_LINUX, "whatever happens to a file, nothing stays open", async () => {
  await using fixture = await Fixture.make();
  const { server, folder } = fixture;
  server
    .on("/good", { body: OLD, etag: '"a"' })
    .on("/drops", { body: OLD, etag: '"a"', cutAfterBytes: 300_000 })
    .on("/missing", { status: 404 })
    .on("/loses", { body: OLD, cutAfterBytes: 300_000 })
    .on("/small", { body: "small" });
  const before = await openFilesOf(Deno.pid);
  const paths = ["/good", "/drops", "/missing", "/loses", "/small"];
  const entries = Array.from({ length: 50 }, (_, n) => ({
    urls: [server.url(paths[n % paths.length]!)] as [string],
    out: `${n}`,
  }));
  await fixture.run({ retry: noRetry() }, entries);
  const after = await openFilesOf(Deno.pid);
  assertEquals(after.filter((path) => path.startsWith(folder.path)), []);
  assert(after.length - before.length < 40, `${after.length} are open, before ${before.length}`);
});
