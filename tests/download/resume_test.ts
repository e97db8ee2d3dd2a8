import { assert, assertEquals } from "@std/assert";
import { type Answer, bodyDigest } from "../support/scripted_server.ts";
import {
  DATE,
  LATER_DATE,
  LEFT_BYTES,
  NEW,
  OLD,
  ResumeFixture as Fixture,
} from "./resume_fixture.ts";

const SIZE = OLD.sizeBytes;
const REST = `bytes=${LEFT_BYTES}-`;

/** One row of the table: the bytes left, the server's answers, and the expected requests and result. */
interface Row {
  readonly known: { readonly etag?: string; readonly lastModified?: string };
  readonly answers: readonly Answer[];
  readonly ranges: readonly (string | null)[];
  readonly arrives: typeof OLD;
  /** The most bytes that the server may send. */
  readonly atMost?: number;
  readonly ifRange?: string | null;
}

const ROWS: Readonly<Record<string, Row>> = {
  "a strong ETag resumes": {
    known: { etag: '"a"' },
    answers: [{ body: OLD, etag: '"a"' }],
    ranges: [REST],
    arrives: OLD,
    ifRange: '"a"',
    atMost: SIZE - LEFT_BYTES,
  },
  "Last-Modified alone resumes": {
    known: { lastModified: DATE },
    answers: [{ body: OLD, lastModified: DATE }],
    ranges: [REST],
    arrives: OLD,
    ifRange: DATE,
    atMost: SIZE - LEFT_BYTES,
  },
  "no validator starts over": {
    known: {},
    answers: [{ body: OLD }],
    ranges: [null],
    arrives: OLD,
    ifRange: null,
  },
  "a changed ETag starts over": {
    known: { etag: '"a"' },
    answers: [{ body: NEW, etag: '"b"' }],
    ranges: [REST],
    arrives: NEW,
  },
  "a changed date starts over": {
    known: { lastModified: DATE },
    answers: [{ body: NEW, lastModified: LATER_DATE }],
    ranges: [REST],
    arrives: NEW,
  },
  "a 200 to a range is one stream from 0": {
    known: { etag: '"a"' },
    answers: [{ body: OLD, etag: '"a"', ignoresRange: true }],
    ranges: [REST],
    arrives: OLD,
  },
  "a server that ignores If-Range is found out by its ETag": {
    known: { etag: '"a"' },
    answers: [{ body: NEW, etag: '"b"', ignoresIfRange: true }],
    ranges: [REST, null],
    arrives: NEW,
  },
  "a server that ignores If-Range is found out by its date": {
    known: { lastModified: DATE },
    answers: [{ body: NEW, lastModified: LATER_DATE, ignoresIfRange: true }],
    ranges: [REST, null],
    arrives: NEW,
  },
  "a 206 without the ETag that was asked for proves nothing": {
    known: { etag: '"a"' },
    answers: [{ body: NEW, ignoresIfRange: true }],
    ranges: [REST, null],
    arrives: NEW,
  },
  "a 206 with a weak ETag proves nothing": {
    known: { etag: '"a"' },
    answers: [{ body: NEW, etag: 'W/"a"', ignoresIfRange: true }],
    ranges: [REST, null],
    arrives: NEW,
  },
  "a 206 with another total is another file": {
    known: { etag: '"a"' },
    answers: [
      { body: NEW, etag: '"a"', contentRange: `bytes ${LEFT_BYTES}-${SIZE - 1}/${SIZE + 1}` },
      { body: NEW, etag: '"a"' },
    ],
    ranges: [REST, null],
    arrives: NEW,
  },
  "a 206 with another range is not written, and the whole is asked for": {
    known: { etag: '"a"' },
    answers: [
      { body: NEW, etag: '"a"', answersRange: { start: 0, end: SIZE - LEFT_BYTES } },
      { body: OLD, etag: '"a"' },
    ],
    ranges: [REST, null],
    arrives: OLD,
  },
  "a 206 without Content-Range is not written": {
    known: { etag: '"a"' },
    answers: [
      { body: NEW, etag: '"a"', contentRange: "" },
      { body: OLD, etag: '"a"' },
    ],
    ranges: [REST, null],
    arrives: OLD,
  },
  "a 206 that contradicts itself is not written": {
    known: { etag: '"a"' },
    answers: [
      { body: NEW, etag: '"a"', contentRange: `bytes ${LEFT_BYTES}-${SIZE}/${SIZE}` },
      { body: OLD, etag: '"a"' },
    ],
    ranges: [REST, null],
    arrives: OLD,
  },
  "a 206 that is shorter than asked is taken, and the rest asked for": {
    known: { etag: '"a"' },
    answers: [
      { body: OLD, etag: '"a"', answersRange: { start: LEFT_BYTES, end: 300_000 } },
      { body: OLD, etag: '"a"' },
    ],
    ranges: [REST, `bytes=300000-${SIZE - 1}`],
    arrives: OLD,
    atMost: SIZE - LEFT_BYTES,
  },
  "a 416 with another total starts over": {
    known: { etag: '"a"' },
    answers: [
      { status: 416, headers: { "content-range": "bytes */1000" } },
      { body: NEW, etag: '"b"' },
    ],
    ranges: [REST, null],
    arrives: NEW,
  },
  "a 416 without a total starts over": {
    known: { etag: '"a"' },
    answers: [{ status: 416 }, { body: NEW, etag: '"b"' }],
    ranges: [REST, null],
    arrives: NEW,
  },
};

for (const [title, row] of Object.entries(ROWS)) {
  Deno.test(`resume: ${title}`, async () => {
    await using fixture = await Fixture.make();
    const { server, folder } = fixture;
    await fixture.leave({ size: SIZE, ...row.known });
    server.on("/file", ...row.answers);
    const run = await fixture.run();
    assertEquals(run.failures, []);
    assertEquals(fixture.ranges, row.ranges);
    assert(fixture.holds(row.arrives));
    assertEquals(await folder.names(), ["file"]);
    if (row.ifRange !== undefined) assertEquals(fixture.ifRanges[0], row.ifRange);
    if (row.atMost !== undefined) assertEquals(run.summary.totals.receivedBytes, row.atMost);
  });
}

Deno.test("resume: a weak ETag leaves nothing to resume", async () => {
  await using fixture = await Fixture.make();
  const { server } = fixture;
  const answer = { body: OLD, etag: 'W/"a"' };
  server.on("/file", { ...answer, cutAfterBytes: 300_000 }, answer);
  assertEquals((await fixture.run()).failures, []);
  assertEquals(fixture.ranges, [null, null]);
  assert(fixture.holds(OLD));
});

Deno.test("resume: after a drop a run continues at the byte where it broke off", async () => {
  await using fixture = await Fixture.make();
  const { server } = fixture;
  const answer = { body: OLD, etag: '"a"' };
  server.on("/file", { ...answer, cutAfterBytes: 300_000 }, answer);
  const run = await fixture.run();
  assertEquals(fixture.ranges, [null, "bytes=300000-"]);
  assertEquals(run.summary.totals.receivedBytes, SIZE);
  assert(fixture.holds(OLD));
});

Deno.test("resume: a file that changes within a run arrives as the new one", async () => {
  await using fixture = await Fixture.make();
  const { server } = fixture;
  server.on("/file", { body: OLD, etag: '"a"', cutAfterBytes: 300_000 }, {
    body: NEW,
    etag: '"b"',
  });
  assertEquals((await fixture.run()).failures, []);
  assert(fixture.holds(NEW));
});

Deno.test("resume: a server without ranges that always drops is given up in the end", async () => {
  await using fixture = await Fixture.make();
  const { server, folder } = fixture;
  server.on("/file", { body: OLD, etag: '"a"', ignoresRange: true, cutAfterBytes: 400_000 });
  const retry = { retries: 2, maxDelayMs: 1, maxRetryAfterMs: 1 };
  const run = await fixture.run({ retry });
  assertEquals(run.failures.map(({ kind }) => kind), ["network"], `${run.failures}`);
  assert(server.requests.length < 10, `${server.requests.length} requests`);
  assert(!(await folder.names()).includes("file"));
});

Deno.test("resume: a file that changes with every answer is given up in the end", async () => {
  await using fixture = await Fixture.make();
  const { server, folder } = fixture;
  let count = 0;
  server.on("/file", () => ({ body: OLD, etag: `"${count++}"`, cutAfterBytes: 400_000 }));
  const retry = { retries: 2, maxDelayMs: 1, maxRetryAfterMs: 1 };
  assertEquals((await fixture.run({ retry })).failures.length, 1);
  assert(server.requests.length < 10, `${server.requests.length} requests`);
  assert(!(await folder.names()).includes("file"));
});

Deno.test("resume: a complete part that was never renamed costs one byte", async () => {
  await using fixture = await Fixture.make();
  const { server } = fixture;
  await fixture.leave({ size: SIZE, etag: '"a"' }, OLD, SIZE);
  server.on("/file", { body: OLD, etag: '"a"' });
  const run = await fixture.run();
  assertEquals(fixture.ranges, [`bytes=${SIZE - 1}-`]);
  assertEquals(run.summary.totals.receivedBytes, 1);
  assert(fixture.holds(OLD));
});

Deno.test("resume: a complete part of a file that has changed starts over", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave({ size: SIZE, etag: '"a"' }, OLD, SIZE);
  fixture.server.on("/file", { body: NEW, etag: '"b"' });
  await fixture.run();
  assert(fixture.holds(NEW));
});

Deno.test("resume: a whole part of a file whose length was unknown costs one byte", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave({ size: null, etag: '"a"' }, OLD, SIZE);
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  const run = await fixture.run();
  assertEquals(fixture.ranges, [`bytes=${SIZE - 1}-`]);
  assertEquals(run.summary.totals.receivedBytes, 1);
  assert(fixture.holds(OLD));
});

Deno.test("resume: a part of a file whose length was unknown is resumed", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave({ size: null, etag: '"a"' });
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  const run = await fixture.run();
  assertEquals(run.summary.totals.receivedBytes, SIZE - LEFT_BYTES + 1);
  assert(fixture.holds(OLD));
});

Deno.test("resume: a 416 with the same total is success", async () => {
  for (const size of [SIZE, null]) {
    await using fixture = await Fixture.make();
    await fixture.leave({ size, etag: '"a"' }, OLD, SIZE);
    const headers = { "content-range": `bytes */${SIZE}`, etag: '"a"' };
    fixture.server.on("/file", { status: 416, headers });
    const run = await fixture.run();
    assertEquals([run.failures, run.summary.totals.receivedBytes], [[], 0]);
    assert(fixture.holds(OLD));
  }
});

Deno.test("resume: a 416 without a validator proves nothing", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave({ size: null, etag: '"a"' }, OLD, SIZE);
  const headers = { "content-range": `bytes */${SIZE}` };
  fixture.server.on("/file", { status: 416, headers }, { body: NEW, etag: '"b"' });
  await fixture.run();
  assert(fixture.holds(NEW));
});

for (
  const [what, headers] of [["ETag", { etag: '"b"' }], ["date", { "last-modified": DATE }]] as const
) {
  Deno.test(`resume: a 416 with the same total and another ${what} starts over`, async () => {
    await using fixture = await Fixture.make();
    const known = { size: null, etag: '"a"', lastModified: LATER_DATE };
    await fixture.leave(known, OLD, SIZE);
    const contentRange = { "content-range": `bytes */${SIZE}` };
    fixture.server.on("/file", { status: 416, headers: { ...contentRange, ...headers } }, {
      body: NEW,
      etag: '"b"',
    });
    await fixture.run();
    assert(fixture.holds(NEW));
  });
}

Deno.test("resume=unsafe trusts the length alone", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave({ size: SIZE });
  fixture.server.on("/file", { body: OLD });
  await fixture.run({ resume: "unsafe" });
  assertEquals(fixture.ranges, [REST]);
  assertEquals(fixture.ifRanges, [null]);
  assert(fixture.holds(OLD));
});

Deno.test("resume=unsafe starts over where the length differs", async () => {
  await using fixture = await Fixture.make();
  const longer = { sizeBytes: SIZE + 1000, seed: 12 };
  await fixture.leave({ size: SIZE });
  fixture.server.on("/file", { body: longer });
  await fixture.run({ resume: "unsafe" });
  assert(fixture.holds(longer));
});

Deno.test("resume=none asks for the whole file", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave({ size: SIZE, etag: '"a"' });
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  await fixture.run({ resume: "none" });
  assertEquals(fixture.ranges, [null]);
  assert(fixture.holds(OLD));
});

Deno.test("resume: bytes beyond the file's end are cut off", async () => {
  await using fixture = await Fixture.make();
  const { target } = fixture;
  await fixture.leave({ size: SIZE, etag: '"a"' });
  using part = await Deno.open(`${target.dir}/.file.coplay-part`, { write: true });
  await part.truncate(SIZE + 5000);
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  await fixture.run();
  assert(fixture.holds(OLD));
});

Deno.test("resume: a checksum that fails on joined bytes is tried once from the start", async () => {
  await using fixture = await Fixture.make();
  // The part was damaged after the claim.
  await fixture.leave({ size: SIZE, etag: '"a"' }, NEW);
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  const checksum = { algorithm: "sha256", hex: bodyDigest(OLD) } as const;
  const run = await fixture.run({}, [{ urls: [fixture.server.url("/file")], checksum }]);
  assertEquals(run.failures, []);
  assertEquals(fixture.ranges, [REST, null]);
  assert(fixture.holds(OLD));
});

Deno.test("resume: a wrong checksum leaves neither the name nor a part", async () => {
  await using fixture = await Fixture.make();
  await fixture.leave({ size: SIZE, etag: '"a"' });
  fixture.server.on("/file", { body: OLD, etag: '"a"' });
  const checksum = { algorithm: "sha256", hex: bodyDigest(NEW) } as const;
  const run = await fixture.run({}, [{ urls: [fixture.server.url("/file")], checksum }]);
  assertEquals(run.failures.map(({ kind }) => kind), ["checksum"]);
  assertEquals(await fixture.folder.names(), []);
});
