import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import { ArchiveError, type ArchiveErrorKind } from "../../src/archive/archive_error.ts";
import { decompress } from "../../src/archive/decompress.ts";
import { readTar, type TarEntry } from "../../src/archive/tar.ts";
import { bodyBytes } from "../support/body.ts";
import { gnuLongName, makeTar, pax, type TarInput } from "../support/tar_writer.ts";
import { until } from "../support/until.ts";
import { concat } from "../support/zip_writer.ts";

/** Yields bytes in pieces of one size, as a network or a decoder would. */
async function* pieces(bytes: Uint8Array, size = 700): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.slice(at, at + size);
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  return concat(await Array.fromAsync(chunks));
}

type Read = Omit<TarEntry, "body"> & { text: string };

async function readAll(bytes: Uint8Array): Promise<Read[]> {
  const entries: Read[] = [];
  for await (const { body, ...entry } of readTar(pieces(bytes))) {
    entries.push({ ...entry, text: new TextDecoder().decode(await collect(body)) });
  }
  return entries;
}

async function assertFails(promise: () => Promise<unknown>, kind: ArchiveErrorKind) {
  const error = await assertRejects(promise, ArchiveError);
  assertEquals(error.kind, kind);
}

Deno.test("a tar file's entries come one by one with their bytes", async () => {
  const entries = await readAll(makeTar([
    { name: "game/", mode: 0o755 },
    { name: "game/a.txt", data: "hello", mode: 0o4755 },
    { name: "game/link", type: "2", target: "/etc/passwd" },
    { name: "game/hard", type: "1", target: "game/a.txt" },
    { name: "game/device", type: "3" },
    { name: "game/empty" },
  ]));
  assertEquals(entries.map(({ name, kind, mode, text }) => [name, kind, mode, text]), [
    ["game/", "folder", 0o755, ""],
    ["game/a.txt", "file", 0o4755, "hello"],
    ["game/link", "link", 0o644, ""],
    ["game/hard", "copy", 0o644, ""],
    ["game/device", "special", 0o644, ""],
    ["game/empty", "file", 0o644, ""],
  ]);
  assertEquals(entries[1]?.modifiedMs, 1_000_000_000_000);
  assertEquals(entries[3]?.target, "game/a.txt");
});

Deno.test("names and sizes that a header cannot hold are read from what goes before it", async () => {
  const long = "folder/".repeat(30) + "植物.txt";
  const entries = await readAll(
    makeTar([
      { name: "pax_global_header", type: "g", data: "14 comment=abc\n" },
      pax({ path: long, size: "5", mtime: "1700000000.5", comment: "é" }),
      { name: "short", data: "hello", sizeBytes: 0 },
      { name: "next", data: "world" },
      gnuLongName(long),
      { name: "cut", data: "again" },
      { name: "name", prefix: "some/prefix", data: "x" },
      { name: "binary", data: "size", isBinarySize: true },
      { name: Uint8Array.fromHex("d6b2ceef2e747874") },
      { name: "old/", type: "\0" },
    ]).map((byte) => byte),
  );
  assertEquals(entries.map(({ name, text }) => [name, text]), [
    [long, "hello"],
    ["next", "world"],
    [long, "again"],
    ["some/prefix/name", "x"],
    ["binary", "size"],
    ["植物.txt", ""],
    ["old/", ""],
  ]);
  assertEquals(entries[0]?.modifiedMs, 1_700_000_000_500);
  assertEquals(entries[6]?.kind, "folder");
});

Deno.test("unread or partly read entries are skipped", async () => {
  const data = bodyBytes({ sizeBytes: 5000 });
  const names: string[] = [];
  const tar = makeTar([{ name: "a", data }, { name: "b", data }, { name: "c" }]);
  for await (const entry of readTar(pieces(tar))) {
    names.push(entry.name);
    if (entry.name === "a") { for await (const _ of entry.body) break; }
  }
  assertEquals(names, ["a", "b", "c"]);
});

const REFUSED: [what: string, tar: Uint8Array, kind: ArchiveErrorKind][] = [
  ["is cut behind a long name", makeTar([pax({ path: "b" })], { isCut: true }), "truncated"],
  ["is cut in a header", makeTar([{ name: "a" }, { name: "b" }]).slice(0, 700), "truncated"],
  ["is cut in a file", makeTar([{ name: "a", data: "x".repeat(600) }]).slice(0, 1100), "truncated"],
  [
    "has a header that is damaged",
    makeTar([{ name: "a" }, { name: "b", isDamaged: true }]),
    "damaged",
  ],
  ["is none", bodyBytes({ sizeBytes: 2000 }), "unsupported"],
  ["is text", bodyBytes("hello ".repeat(200)), "unsupported"],
  ["has a sparse file", makeTar([{ name: "a", type: "S" }]), "unsupported"],
  ["has a sparse file of pax", makeTar([pax({ "GNU.sparse.major": "1" })]), "unsupported"],
  ["has pax records that lie", makeTar([{ name: "x", type: "x", data: "99 a=b\n" }]), "damaged"],
  ["has pax records without end", makeTar([{ name: "x", type: "x", data: "0 a=b\n" }]), "damaged"],
  ["has a negative size", makeTar([pax({ size: "-1" }), { name: "a" }]), "damaged"],
  ["has a name that fills memory", makeTar([{ name: "x", type: "L", sizeBytes: 1e9 }]), "damaged"],
];

for (const [what, tar, kind] of REFUSED) {
  Deno.test(`a tar file that ${what} is refused`, async () => {
    await assertFails(() => readAll(tar), kind);
  });
}

Deno.test("a tar file reads the same in pieces of any size", async () => {
  const name = fc.string({ unit: fc.constantFrom(..."ab/植"), minLength: 1, maxLength: 200 });
  const file = fc.record({ name, data: fc.string({ maxLength: 1500 }) });
  const files = fc.array(file, { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 1, max: 3000 }), async (inputs, size) => {
      const entries: TarInput[] = inputs.flatMap(({ name, data }) => [
        pax({ path: name }),
        { name: "x", type: "0", data },
      ]);
      const read: [string, string][] = [];
      for await (const { name, body } of readTar(pieces(makeTar(entries), size))) {
        read.push([name, new TextDecoder().decode(await collect(body))]);
      }
      const expected = inputs.map(({ name, data }) => [name, name.endsWith("/") ? "" : data]);
      assertEquals(read.map(([name, text]) => [name, name.endsWith("/") ? "" : text]), expected);
    }),
    { numRuns: 50 },
  );
});

/** Compresses with a checksum, like the zstd program. */
function packZstd(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
}

const BYTES = bodyBytes("a".repeat(300_000) + "b");

for (const packing of ["gzip", "zstd"] as const) {
  const pack = packing === "gzip" ? gzipSync : packZstd;

  Deno.test(`${packing} is unpacked, also in several parts one after another`, async () => {
    const packed = concat([pack(BYTES), pack(new Uint8Array()), pack(BYTES)]);
    assertEquals(
      await collect(decompress(pieces(packed, 11), { packing })),
      concat([BYTES, BYTES]),
    );
  });

  Deno.test(`${packing} that is cut anywhere is refused`, async () => {
    const packed = pack(bodyBytes({ sizeBytes: 300 }));
    for (let length = 1; length < packed.length; length += 7) {
      const cut = packed.subarray(0, length);
      await assertFails(() => collect(decompress(pieces(cut), { packing })), "truncated");
    }
  });

  Deno.test(`${packing} that is changed is refused`, async () => {
    const packed = Uint8Array.from(pack(bodyBytes({ sizeBytes: 3000 })));
    packed[1500]! ^= 0xff;
    const error = await assertRejects(
      () => collect(decompress(pieces(packed), { packing })),
      ArchiveError,
    );
    assert(["damaged", "truncated"].includes(error.kind));
  });

  Deno.test(`${packing} ends its source when its reader goes away`, async () => {
    let isEnded = false;
    async function* endless() {
      try {
        for (;;) yield* pieces(pack(bodyBytes({ sizeBytes: 100_000 })));
      } finally {
        isEnded = true;
      }
    }
    for await (const _ of decompress(endless(), { packing })) break;
    // The decoder releases the source a moment later.
    await until("the end of the source", () => isEnded);
  });

  Deno.test(`${packing} passes on why its source fails`, async () => {
    async function* failing() {
      yield pack(BYTES).subarray(0, 20);
      await Promise.reject(new Deno.errors.PermissionDenied("no"));
    }
    await assertRejects(
      () => collect(decompress(failing(), { packing })),
      Deno.errors.PermissionDenied,
    );
  });
}
