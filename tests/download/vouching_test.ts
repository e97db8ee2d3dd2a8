/** Proof that an existing file is the requested one: the record must be of the same URL. */
import { assert, assertEquals } from "@std/assert";
import type { DownloadConfig } from "../../src/download/model/config.ts";
import { bodyBytes } from "../support/body.ts";
import { type EngineRun, runEngine, testConfig } from "../support/engine_run.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { Gate } from "../support/gate.ts";
import { type Answer, ScriptedServer } from "../support/scripted_server.ts";
import { inTime } from "../support/until.ts";
import { TempDir } from "../support/temp_dir.ts";
import { DATE, LEFT_BYTES, NEW, OLD, ResumeFixture } from "./resume_fixture.ts";

const ONE = { sizeBytes: 5000, seed: 1 };
const TWO = { sizeBytes: 5000, seed: 2 };
/** A date with an odd second, which FAT cannot keep. */
const ODD_DATE = "Mon, 06 Jan 2020 10:00:01 GMT";

class Fixture implements AsyncDisposable {
  readonly server: ScriptedServer;
  readonly folder: TempDir;

  private constructor(server: ScriptedServer, folder: TempDir) {
    this.server = server;
    this.folder = folder;
  }

  static async make(): Promise<Fixture> {
    return new Fixture(await ScriptedServer.start(), await TempDir.make());
  }

  run(paths: readonly string[], more: Partial<DownloadConfig> = {}): Promise<EngineRun> {
    const urls = paths.map((path) => this.server.url(path));
    return runEngine(urls, testConfig(this.folder.path, { jobs: 1, ...more }));
  }

  /** Fetches each file in its own run. @returns how it ended */
  async ends(...paths: string[]): Promise<string[]> {
    const ends: string[] = [];
    for (const path of paths) {
      const { arrivals, failures } = await this.run([path]);
      assertEquals(failures, []);
      ends.push(...arrivals.map(({ how, path }) => `${how} ${path.split(/[/\\]/).at(-1)}`));
    }
    return ends;
  }

  async holds(name: string, body: { sizeBytes: number; seed: number }): Promise<boolean> {
    const bytes = await Deno.readFile(this.folder.join(name));
    return bytes.every((byte, at) => byte === bodyBytes(body)[at]) &&
      bytes.length === body.sizeBytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }
}

for (
  const [what, proof] of Object.entries({
    "date": { lastModified: DATE },
    "tag": { etag: '"a"' },
    "date and tag": { lastModified: DATE, etag: '"a"' },
  })
) {
  Deno.test(`two URLs of one size and ${what} are two files`, async () => {
    await using fixture = await Fixture.make();
    fixture.server.on("/v1/disk", { body: ONE, ...proof }).on("/v2/disk", { body: TWO, ...proof });
    assertEquals(await fixture.ends("/v1/disk", "/v2/disk", "/v1/disk", "/v2/disk"), [
      "downloaded disk",
      "downloaded disk (1)",
      "unchanged disk",
      "unchanged disk (1)",
    ]);
    assert(await fixture.holds("disk", ONE) && await fixture.holds("disk (1)", TWO));
  });

  Deno.test(`a query names another file of one size and ${what}, and a signature does not`, async () => {
    await using fixture = await Fixture.make();
    fixture.server.on("/get", ({ target }) => ({
      body: target.includes("id=1") ? ONE : TWO,
      ...proof,
    }));
    const signed = (word: string) => `/get?id=1&X-Amz-Date=${word}&X-Amz-Signature=${word}`;
    assertEquals(await fixture.ends("/get?id=1", "/get?id=2", signed("a"), signed("b")), [
      "downloaded get",
      "downloaded get (1)",
      "unchanged get",
      "unchanged get",
    ]);
  });
}

Deno.test("the next run recognizes many small files of one folder", async () => {
  await using fixture = await Fixture.make();
  fixture.server.on("*", { body: ONE, lastModified: DATE });
  const paths = Array.from({ length: 500 }, (_, index) => `/a/${index}`);
  await fixture.run(paths, { jobs: 8 });
  const others = await fixture.run(paths.map((path) => path.replace("/a/", "/b/")), { jobs: 8 });
  assertEquals(others.arrivals.filter(({ how }) => how !== "downloaded"), []);
  const again = await fixture.run(paths, { jobs: 8 });
  assertEquals(again.arrivals.filter(({ how }) => how !== "unchanged"), []);
});

Deno.test("a file without a record is recognized by its date and size", async () => {
  await using fixture = await Fixture.make();
  fixture.server.on("/file", { body: ONE, lastModified: DATE });
  await Deno.writeFile(fixture.folder.join("file"), bodyBytes(ONE));
  await Deno.utime(fixture.folder.join("file"), new Date(DATE), new Date(DATE));
  assertEquals(await fixture.ends("/file"), ["unchanged file"]);
});

for (const sizeBytes of [5000, 600_000]) {
  Deno.test(`a disk that keeps only even seconds still recognizes a file (${sizeBytes} bytes)`, async () => {
    await using fixture = await Fixture.make();
    fixture.server.on("/file", { body: { sizeBytes, seed: 1 }, lastModified: ODD_DATE });
    const { utimeSync } = Deno;
    const prototype = Deno.FsFile.prototype;
    const fileUtimeSync = prototype.utimeSync;
    const even = (time: number | Date) =>
      Math.floor(Number(time) / (time instanceof Date ? 2000 : 2)) * 2;
    Deno.utimeSync = (path, atime, mtime) => utimeSync(path, even(atime), even(mtime));
    prototype.utimeSync = function (atime, mtime) {
      return fileUtimeSync.call(this, even(atime), even(mtime));
    };
    try {
      assertEquals(await fixture.ends("/file", "/file", "/file"), [
        "downloaded file",
        "unchanged file",
        "unchanged file",
      ]);
    } finally {
      Deno.utimeSync = utimeSync;
      prototype.utimeSync = fileUtimeSync;
    }
    // The user has edited the file, so its time differs from the record.
    await Deno.utime(fixture.folder.join("file"), new Date(), new Date());
    assertEquals(await fixture.ends("/file"), ["downloaded file (1)"]);
  });
}

const LYING: Readonly<Record<string, Answer>> = {
  "says that it is empty": { body: "", lastModified: DATE },
  "is refused": { status: 403 },
  "is another's": { body: TWO, lastModified: ODD_DATE },
  "leads to a login": { status: 302, headers: { location: "/login" } },
  "leads in a circle": { status: 302, headers: { location: "/file" } },
  "ends without an answer": { dropsRequest: true },
};

for (const [what, head] of Object.entries(LYING)) {
  Deno.test(`a HEAD that ${what} decides nothing`, async () => {
    await using fixture = await Fixture.make();
    const good = { body: ONE, lastModified: DATE };
    fixture.server.on("/file", ({ method }) => method === "HEAD" ? head : good);
    assertEquals(await fixture.ends("/file", "/file", "/file"), [
      "downloaded file",
      "unchanged file",
      "unchanged file",
    ]);
    assertEquals(await fixture.folder.names(), ["file"]);
  });
}

Deno.test("a HEAD that is never answered decides nothing", async () => {
  await using fixture = await Fixture.make();
  const { server, folder } = fixture;
  const silent = new Gate();
  const good = { body: ONE, lastModified: DATE };
  server.on("/file", ({ method }) => method === "HEAD" ? { holdsHeaders: silent } : good);
  await fixture.run(["/file"]);
  const clock = new FakeClock(Date.now());
  const running = runEngine([server.url("/file")], testConfig(folder.path), { clock });
  await silent.arrival();
  clock.advance(10_000);
  const { arrivals, retries } = await inTime(running, () => "the end of the run");
  assertEquals([arrivals.map(({ how }) => how), retries], [["unchanged"], []]);
  silent.open();
});

const ZIP = { "content-type": "application/zip" };
const HTML = { "content-type": "text/html; charset=utf-8" };
const PAGE = "<p>Please sign in</p>";
const BEGUN = { body: OLD, etag: '"a"', headers: ZIP };

const INSTEAD: Readonly<Record<string, Answer>> = {
  "a page": { body: PAGE, headers: HTML, ignoresRange: true },
  "a page as the range": { body: PAGE, headers: HTML, status: 206 },
  "a page with a tag": { body: PAGE, etag: '"p"', headers: HTML, ignoresRange: true },
  "a page with a date": { body: PAGE, lastModified: DATE, headers: HTML, ignoresRange: true },
  "data that nothing proves": {
    body: "{}",
    headers: { "content-type": "application/json" },
    ignoresRange: true,
  },
};

for (const [what, answer] of Object.entries(INSTEAD)) {
  Deno.test(`${what} in the middle of a file is not the file: the part stays, and the kind is "changed"`, async () => {
    await using fixture = await ResumeFixture.make();
    const { server, folder } = fixture;
    server.on("/file", { ...BEGUN, cutAfterBytes: LEFT_BYTES }, answer);
    const run = await fixture.run();
    assertEquals(run.failures.map(({ kind }) => kind), ["changed"]);
    assert(
      run.failures[0]!.message.includes("in place of") ||
        run.failures[0]!.message.includes("began with"),
    );
    assertEquals((await folder.names()).sort(), [".file.coplay-journal", ".file.coplay-part"]);
    // After a new login, the download continues.
    server.on("/file", BEGUN);
    const again = await fixture.run();
    assertEquals(again.summary.totals.receivedBytes, OLD.sizeBytes - LEFT_BYTES);
    assert(fixture.holds(OLD));
  });
}

Deno.test("--resume none drops a part for another file", async () => {
  await using fixture = await ResumeFixture.make();
  const { server } = fixture;
  server.on("/file", { ...BEGUN, cutAfterBytes: LEFT_BYTES }, INSTEAD["a page"]!);
  await fixture.run();
  assertEquals((await fixture.run({ resume: "none" })).failures, []);
});

Deno.test("a file of the same type that has changed arrives as the new one", async () => {
  await using fixture = await ResumeFixture.make();
  const { server } = fixture;
  server.on("/file", { ...BEGUN, cutAfterBytes: LEFT_BYTES }, { ...BEGUN, body: NEW, etag: '"b"' });
  assertEquals((await fixture.run()).failures, []);
  assert(fixture.holds(NEW));
});

Deno.test("a part belongs to its URL including the query, except for a new signature", async () => {
  await using fixture = await ResumeFixture.make();
  const { server, folder } = fixture;
  const url = (query: string) => server.url(`/file${query}`);
  const none = { retries: 0, maxDelayMs: 1, maxRetryAfterMs: 1 };
  server.on("/file", { ...BEGUN, cutAfterBytes: LEFT_BYTES }, BEGUN);
  const [signed, again] = ["a", "b"].map((word) => `?id=1&Expires=${word}&Signature=${word}`);
  await fixture.run({ retry: none }, [url(signed!)]);
  await fixture.run({}, [url(again!)]);
  assertEquals(fixture.ranges, [null, `bytes=${LEFT_BYTES}-`]);
  await Deno.remove(folder.join("file"));
  server.on("/file", { ...BEGUN, cutAfterBytes: LEFT_BYTES }, { ...BEGUN, body: NEW });
  await fixture.run({ retry: none }, [url("?id=1")]);
  await fixture.run({}, [url("?id=2")]);
  assertEquals(fixture.ranges.slice(2), [null, null]);
  assert(fixture.holds(NEW));
});

Deno.test("the records of a folder that is overwritten again and again stay small", async () => {
  await using fixture = await Fixture.make();
  fixture.server.on("*", { body: "x", lastModified: DATE });
  const paths = Array.from({ length: 1000 }, (_, index) => `/${"name".repeat(20)}${index}`);
  const sizes: number[] = [];
  for (let run = 0; run < 6; run++) {
    await fixture.run(paths, { jobs: 8, ifExists: "overwrite" });
    sizes.push((await Deno.stat(fixture.folder.join(".coplay-etags"))).size);
  }
  assert(Math.max(...sizes) <= 3 * sizes[0]!, sizes.join(" "));
  const again = await fixture.run(paths, { jobs: 8 });
  assertEquals(again.arrivals.filter(({ how }) => how !== "unchanged"), []);
});

for (const sizeBytes of [100_000, 600_000]) {
  Deno.test(`a page instead of a file without a validator is not the file within one run (${sizeBytes} bytes)`, async () => {
    await using fixture = await Fixture.make();
    const { server, folder } = fixture;
    const begun = { body: { sizeBytes, seed: 3 }, headers: ZIP, cutAfterBytes: 50_000 };
    server.on("/file", begun, { body: PAGE, headers: HTML });
    const { failures } = await fixture.run(["/file"]);
    assertEquals(failures.map(({ kind }) => kind), ["changed"]);
    assertEquals(await folder.names(), []);
  });
}
