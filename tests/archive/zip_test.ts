import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { ArchiveError, type ArchiveErrorKind } from "../../src/archive/archive_error.ts";
import { isStored, openZip } from "../../src/archive/zip.ts";
import { bodyBytes } from "../support/body.ts";
import { TempDir } from "../support/temp_dir.ts";
import { concat, makeZip, type ZipInput } from "../support/zip_writer.ts";

async function write(folder: TempDir, bytes: Uint8Array): Promise<string> {
  const path = folder.join("a.zip");
  await Deno.writeFile(path, bytes);
  return path;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

async function assertFails(promise: () => Promise<unknown>, kind: ArchiveErrorKind) {
  const error = await assertRejects(promise, ArchiveError);
  assertEquals(error.kind, kind);
}

Deno.test("a zip file lists all its entries, also those that must not be unpacked", async () => {
  await using folder = await TempDir.make();
  using zip = await openZip(
    await write(
      folder,
      makeZip([
        { name: "game/" },
        { name: "game/a.txt", data: "hello", mode: 0o104755 },
        { name: "game/link", data: "/etc/passwd", mode: 0o120777 },
        { name: "pipe", mode: 0o010644 },
        { name: "../up", data: "x", isEncrypted: true, method: 0 },
        { name: "../up", data: "x" },
      ]),
    ),
  );
  assertEquals(
    zip.entries.map(({ name, kind, mode }) => [name, kind, mode]),
    [
      ["game/", "folder", 0o755],
      ["game/a.txt", "file", 0o4755],
      ["game/link", "link", 0o777],
      ["pipe", "special", 0o644],
      ["../up", "file", 0o644],
      ["../up", "file", 0o644],
    ],
  );
  assertEquals(zip.entries.map(({ isEncrypted }) => isEncrypted).indexOf(true), 4);
  assertEquals(zip.entries[1]?.modifiedMs, new Date(2025, 0, 1, 12).getTime());
  assertEquals(text(await zip.readBytes(zip.entries[1]!)), "hello");
});

Deno.test("many entries of a zip file are read at the same time, each its own bytes", async () => {
  await using folder = await TempDir.make();
  const bodies = Array.from({ length: 20 }, (_, seed) => bodyBytes({ sizeBytes: 300_000, seed }));
  const inputs = bodies.map((data, index) => ({ name: `${index}`, data, method: index % 2 * 8 }));
  using zip = await openZip(await write(folder, makeZip(inputs)));
  // A stalled reader must not block the others.
  const stalled = zip.entries.slice(0, 10).map((entry) => zip.read(entry).getReader());
  await Promise.all(stalled.map((reader) => reader.read()));
  const read = await Promise.all(zip.entries.map((entry) => zip.readBytes(entry)));
  assertEquals(read, bodies);
  await Promise.all(stalled.map((reader) => reader.cancel()));
});

Deno.test("ranges of a stored entry are read without the rest", async () => {
  await using folder = await TempDir.make();
  const data = bodyBytes({ sizeBytes: 200_000 });
  using zip = await openZip(
    await write(folder, makeZip([{ name: "a", data, method: 0 }, { name: "b", data: "packed" }])),
  );
  const [stored, packed] = zip.entries;
  assertEquals([isStored(stored!), isStored(packed!)], [true, false]);
  for (const [start, end] of [[0, 10], [65_530, 131_080], [199_999, 200_000], [5, 5]] as const) {
    const bytes = await new Response(zip.readPacked(stored!, { start, end })).bytes();
    assertEquals(bytes, data.slice(start, end));
  }
});

Deno.test("no range is read of a stored entry whose sizes differ: the whole is read, and fails in words", async () => {
  await using folder = await TempDir.make();
  const inputs = [{ name: "a", data: "225 bytes", method: 0, sizeBytes: 33_729_899 }];
  using zip = await openZip(await write(folder, makeZip(inputs)));
  const [entry] = zip.entries;
  assertEquals(isStored(entry!), false);
  await assertRejects(() => zip.readBytes(entry!), ArchiveError);
});

Deno.test("a zip file after a program, with a comment or with names in zip's old encoding is read", async () => {
  await using folder = await TempDir.make();
  const zipped = makeZip([{ name: "a.txt", data: "hello" }]);
  using behind = await openZip(await write(folder, concat([bodyBytes("#!/bin/sh\n"), zipped])));
  assertEquals(text(await behind.readBytes(behind.entries[0]!)), "hello");
  const name = Uint8Array.fromHex("d6b2ceef2e747874");
  using chinese = await openZip(await write(folder, makeZip([{ name }])));
  assertEquals(chinese.entries[0]?.name, "植物.txt");
  using utf8 = await openZip(await write(folder, makeZip([{ name: bodyBytes("植.txt") }])));
  assertEquals(utf8.entries[0]?.name, "植.txt");
});

const DAMAGED: [what: string, input: ZipInput, kind: ArchiveErrorKind][] = [
  ["with a wrong checksum", { name: "a", data: "hello", crc32: 1 }, "damaged"],
  ["longer than it says", { name: "a", data: "hello".repeat(1e6), sizeBytes: 5 }, "damaged"],
  ["shorter than it says", { name: "a", data: "hello", sizeBytes: 500 }, "damaged"],
  ["encrypted", { name: "a", data: "hello", isEncrypted: true }, "encrypted"],
  ["of an unknown method", { name: "a", data: "hello", method: 99 }, "unsupported"],
];

for (const [what, input, kind] of DAMAGED) {
  Deno.test(`an entry of a zip file that is ${what} is refused when it is read`, async () => {
    await using folder = await TempDir.make();
    using zip = await openZip(await write(folder, makeZip([input])));
    await assertFails(() => zip.readBytes(zip.entries[0]!), kind);
  });
}

Deno.test("a file that is no zip file, or only a part of one, is refused when it is opened", async () => {
  await using folder = await TempDir.make();
  const data = bodyBytes({ sizeBytes: 10_000 });
  const whole = makeZip([{ name: "a", data }, { name: "b", data }]);
  for (const length of [0, 10, 5000, 20_100, whole.length - 30, whole.length - 1]) {
    const path = await write(folder, whole.slice(0, length));
    await assertFails(() => openZip(path), "truncated");
  }
  const path = await write(folder, data);
  await assertFails(() => openZip(path), "unsupported");
  await assertRejects(() => openZip(folder.join("none.zip")), Deno.errors.NotFound);
});

Deno.test("a zip file with a name that no system holds is refused as soon as it is seen", async () => {
  await using folder = await TempDir.make();
  const names = Array.from({ length: 900 }, (_, n) => ({ name: `${"a/".repeat(32_000)}${n}` }));
  await assertFails(async () => {
    using zip = await openZip(await write(folder, makeZip([{ name: "index.html" }, ...names])));
    return zip.entries;
  }, "unsafe-name");
});

Deno.test("a zip file with more entries than allowed is refused", async () => {
  await using folder = await TempDir.make();
  const names = Array.from({ length: 11 }, (_, index) => ({ name: `${index}` }));
  const path = await write(folder, makeZip(names));
  using zip = await openZip(path, { maxEntries: 11 });
  assertEquals(zip.entries.length, 11);
  await assertFails(() => openZip(path, { maxEntries: 10 }), "too-many-entries");
});

Deno.test("reading a zip entry stops when it is told to", async () => {
  await using folder = await TempDir.make();
  using zip = await openZip(await write(folder, makeZip([{ name: "a", data: "a".repeat(1e7) }])));
  const abort = new AbortController();
  const reader = zip.read(zip.entries[0]!, { signal: abort.signal }).getReader();
  await reader.read();
  abort.abort(new Error("enough"));
  await assertRejects(() => reader.read(), Error, "enough");
});

Deno.test("other work has its turn while a long zip entry is read", async () => {
  await using folder = await TempDir.make();
  const data = new Uint8Array(20_000_000);
  using zip = await openZip(await write(folder, makeZip([{ name: "zeros", data }])));
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  for await (const _piece of zip.read(zip.entries[0]!));
  clearInterval(timer);
  assert(turns > 5, `${turns} turns`);
});

Deno.test("other work has its turn while a zip file with many entries is opened", async () => {
  await using folder = await TempDir.make();
  const inputs = Array.from({ length: 5000 }, (_, index) => ({ name: `${index}`, method: 0 }));
  const path = await write(folder, makeZip(inputs));
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const zip = await openZip(path);
  clearInterval(timer);
  zip.close();
  assert(turns > 3, `${turns} turns`);
});

Deno.test("a zip file with any one byte changed is read rightly or refused", async () => {
  await using folder = await TempDir.make();
  const whole = makeZip([{ name: "a", data: "hello world" }, { name: "b", method: 0, data: "x" }]);
  const change = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }));
  await fc.assert(fc.asyncProperty(change, async ([at, bits]) => {
    const bytes = whole.slice();
    bytes[at]! ^= bits;
    const path = await write(folder, bytes);
    try {
      using zip = await openZip(path);
      for (const entry of zip.entries) {
        const expected = entry.packedBytes === 1 ? "x" : "hello world";
        assert([expected, ""].includes(text(await zip.readBytes(entry))));
      }
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
    }
  }));
});
