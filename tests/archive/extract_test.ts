import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import fc from "fast-check";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { ArchiveError, type ArchiveErrorKind } from "../../src/archive/archive_error.ts";
import { extractArchive, type ExtractOptions } from "../../src/archive/extract.ts";
import { bodyBytes } from "../support/body.ts";
import { makeTar, type TarInput } from "../support/tar_writer.ts";
import { TempDir } from "../support/temp_dir.ts";
import { concat, makeZip, type ZipInput } from "../support/zip_writer.ts";
import { WHY_NO_MODES } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

/** Reads all files below a folder with their texts, and all empty folders. */
async function readTree(path: string, prefix = ""): Promise<Record<string, string>> {
  const tree: Record<string, string> = {};
  for await (const entry of Deno.readDir(path)) {
    const name = prefix + entry.name;
    const below = `${path}/${entry.name}`;
    if (!entry.isDirectory) tree[name] = await Deno.readTextFile(below);
    else {
      const inner = await readTree(below, `${name}/`);
      Object.assign(tree, Object.keys(inner).length > 0 ? inner : { [`${name}/`]: "" });
    }
  }
  return tree;
}

async function extract(folder: TempDir, archive: Uint8Array, options: ExtractOptions = {}) {
  await Deno.writeFile(folder.join("archive"), archive);
  return await extractArchive(folder.join("archive"), folder.join("game"), options);
}

Deno.test("an archive is read by the handle that holds its lock", async () => {
  const tar = makeTar(GAME);
  const archives = [makeZip(GAME), tar, concat([gzipSync(tar)]), concat([zstdCompressSync(tar)])];
  for (const archive of archives) {
    await using folder = await TempDir.make();
    await Deno.writeFile(folder.join("archive"), archive);
    using file = await Deno.open(folder.join("archive"), { read: true, write: true });
    await file.seek(0, Deno.SeekMode.End);
    // On Windows a second handle would find its bytes locked; elsewhere it finds no such file.
    if (Deno.build.os !== "windows") await Deno.remove(folder.join("archive"));
    await extractArchive(file, folder.join("game"));
    assertEquals(await readTree(folder.join("game")), TREE);
    assert((await file.stat()).isFile, "it stays open");
  }
});

/** Asserts that a refused archive leaves neither the target nor temporary files. */
async function assertRefused(
  archive: Uint8Array,
  kind: ArchiveErrorKind,
  options: ExtractOptions = {},
): Promise<ArchiveError> {
  await using folder = await TempDir.make();
  const error = await assertRejects(() => extract(folder, archive, options), ArchiveError);
  assertEquals(error.kind, kind);
  assertEquals(await folder.names(), ["archive"]);
  return error;
}

const GAME = [
  { name: "game-1.0/" },
  { name: "game-1.0/index.html", data: "<title>植物</title>" },
  { name: "game-1.0/音/a b.txt", data: "sound" },
  { name: "game-1.0/empty/" },
  { name: "game-1.0/.DS_Store", data: "debris" },
  { name: "game-1.0/._index.html", data: "debris" },
  { name: "__MACOSX/game-1.0/._index.html", data: "debris" },
] as const;

const TREE = { "index.html": "<title>植物</title>", "音/a b.txt": "sound", "empty/": "" };

const FORMATS: [format: string, archive: Uint8Array][] = [
  ["zip", makeZip(GAME)],
  ["zip that is stored", makeZip(GAME.map((entry) => ({ ...entry, method: 0 })))],
  ["tar", makeTar(GAME)],
  ["tar.gz", gzipSync(makeTar(GAME))],
  ["tar.zst", zstdCompressSync(makeTar(GAME))],
];

for (const [format, archive] of FORMATS) {
  Deno.test(`a ${format} becomes a folder, without its one root and what macOS added`, async () => {
    await using folder = await TempDir.make();
    assertEquals(await extract(folder, archive), { files: 2, sizeBytes: 26, notes: [] });
    assertEquals(await folder.names(), ["archive", "game"]);
    assertEquals(await readTree(folder.join("game")), TREE);
  });
}

Deno.test("several entries at the top level stay unchanged", async () => {
  await using folder = await TempDir.make();
  await extract(folder, makeZip([{ name: "a/b.txt", data: "1" }, { name: "c.txt", data: "2" }]));
  assertEquals(await readTree(folder.join("game")), { "a/b.txt": "1", "c.txt": "2" });
});

Deno.test("one file at the top level becomes a folder with that file", async () => {
  await using folder = await TempDir.make();
  await extract(folder, makeTar([{ name: "./" }, { name: "./index.html", data: "hi" }]));
  assertEquals(await readTree(folder.join("game")), { "index.html": "hi" });
});

testUnless(
  WHY_NO_MODES,
  "programs stay executable, and no file is setuid or unreadable for its owner",
  async () => {
    await using folder = await TempDir.make();
    const modes = [0o4755, 0o644, 0o044, 0o7777];
    const inputs = modes.map((mode, index) => ({ name: `${index}`, data: "x", mode }));
    const zipped = makeZip(inputs.map((input) => ({ ...input, mode: input.mode | 0o100000 })));
    for (const archive of [makeTar(inputs), zipped]) {
      await extract(folder, archive);
      for (const [index, mode] of modes.entries()) {
        const info = await Deno.stat(folder.join("game", `${index}`));
        assertEquals(info.mode! & 0o7777, (mode & 0o777 & ~Deno.umask()) | 0o600);
      }
      await Deno.remove(folder.join("game"), { recursive: true });
    }
  },
);

Deno.test("files keep the time they were changed", async () => {
  await using folder = await TempDir.make();
  await extract(folder, makeTar([{ name: "a", data: "x" }]));
  const info = await Deno.stat(folder.join("game", "a"));
  assertEquals(info.mtime?.getTime(), 1_000_000_000_000);
});

const NAMES = [
  "../evil",
  "a/../../evil",
  "/etc/evil",
  "C:/evil",
  "C:\\evil",
  "..\\evil",
  "a\\..\\..\\evil",
  "a\0b",
  "x".repeat(300),
];

for (const name of NAMES) {
  Deno.test(`an archive with the name ${JSON.stringify(name.slice(0, 20))} is refused`, async () => {
    const good = { name: "good.txt", data: "x" };
    await assertRefused(makeZip([good, { name, data: "x" }]), "unsafe-name");
    // A field of the header ends at the first NUL.
    if (name.length < 100 && !name.includes("\0")) {
      await assertRefused(makeTar([good, { name, data: "x" }]), "unsafe-name");
    }
  });
}

const TAR_GZ = Uint8Array.from(gzipSync(makeTar([{ name: "a", data: "x" }])));

const HOSTILE: [what: string, archive: Uint8Array, kind: ArchiveErrorKind][] = [
  ["a symbolic link", makeZip([{ name: "a", data: "/etc/passwd", mode: 0o120777 }]), "link"],
  ["a symbolic link", makeTar([{ name: "a", type: "2", target: "/etc/passwd" }]), "link"],
  ["a hard link out", makeTar([{ name: "a", type: "1", target: "/etc/passwd" }]), "unsafe-name"],
  ["a hard link to nothing", makeTar([{ name: "a", type: "1", target: "b" }]), "link"],
  [
    "a hard link to a folder",
    makeTar([{ name: "b/c" }, { name: "a", type: "1", target: "b" }]),
    "link",
  ],
  [
    "a hard link to what comes later",
    makeTar([{ name: "a", type: "1", target: "b" }, { name: "b" }]),
    "link",
  ],
  [
    "a link and a file through it",
    makeTar([{ name: "a", type: "2", target: "/tmp" }, { name: "a/b", data: "x" }]),
    "link",
  ],
  ["a device", makeTar([{ name: "a", type: "3" }]), "special"],
  ["a pipe", makeZip([{ name: "a", mode: 0o010644 }]), "special"],
  ["an unknown type", makeTar([{ name: "a", type: "Z" }]), "special"],
  ["names that are made one", makeZip([{ name: "a:b" }, { name: "a?b" }]), "duplicate"],
  ["a name that another is made", makeTar([{ name: "a_" }, { name: "a." }]), "duplicate"],
  ["names that differ in case", makeZip([{ name: "A.txt" }, { name: "a.TXT" }]), "duplicate"],
  ["folders that differ in case", makeTar([{ name: "A/b" }, { name: "a/c" }]), "duplicate"],
  ["names that differ in form", makeZip([{ name: "é" }, { name: "e\u0301" }]), "duplicate"],
  ["a file that is a folder too", makeTar([{ name: "a" }, { name: "a/b" }]), "duplicate"],
  ["a folder that is a file too", makeZip([{ name: "a/b" }, { name: "a" }]), "duplicate"],
  ["something encrypted", makeZip([{ name: "a", data: "x", isEncrypted: true }]), "encrypted"],
  ["a wrong checksum", makeZip([{ name: "a", data: "x", crc32: 5 }]), "damaged"],
  [
    "entries that share their bytes",
    makeZip([{ name: "a", data: "x" }, { name: "b", data: "x", sharesDataOf: 0 }]),
    "damaged",
  ],
  ["no end", makeZip([{ name: "a", data: "x" }]).slice(0, -5), "truncated"],
  ["no end", makeTar([{ name: "a", data: "x" }]).slice(0, 700), "truncated"],
  ["no end", gzipSync(makeTar([{ name: "a", data: "x" }])).subarray(0, -5), "truncated"],
  ["no end", zstdCompressSync(makeTar([{ name: "a", data: "x" }])).subarray(0, -5), "truncated"],
  ["no files", makeZip([]), "empty"],
  ["no files", makeTar([{ name: "a/" }]), "empty"],
  ["nothing but debris", makeZip([{ name: "__MACOSX/a", data: "x" }]), "empty"],
  ["a web page instead", bodyBytes("<!doctype html>".repeat(100)), "unsupported"],
  ["packed text instead", gzipSync("hello ".repeat(1000)), "unsupported"],
  ["a small packed text instead", gzipSync("hello"), "unsupported"],
  ["nothing packed", gzipSync(""), "unsupported"],
  ["half a gzip header behind it", concat([TAR_GZ, Uint8Array.of(0x1f, 0x8b, 8)]), "truncated"],
  ["a damaged gzip trailer", concat([TAR_GZ.subarray(0, -4), new Uint8Array(4)]), "damaged"],
  ["nothing in it", new Uint8Array(), "unsupported"],
  ["another format", Uint8Array.fromHex("377abcaf271c0004"), "unsupported"],
];

for (const [index, [what, archive, kind]] of HOSTILE.entries()) {
  Deno.test(`an archive with ${what} is refused (${index})`, async () => {
    const error = await assertRefused(archive, kind);
    assert(error.text.zh !== error.text.en);
  });
}

/** Unpacks an archive. @returns the files and the notes */
async function unpacked(archive: Uint8Array): Promise<[Record<string, string>, string[]]> {
  await using folder = await TempDir.make();
  const { notes } = await extract(folder, archive);
  return [await readTree(folder.join("game")), notes.map(({ en }) => en)];
}

Deno.test("a zip with backslashes between its folders is unpacked as one with slashes", async () => {
  const windows = [
    { name: "game\\", method: 0 },
    { name: "game\\index.html", data: "hi" },
    { name: "game\\img\\a.png", data: "png" },
  ];
  assertEquals(await unpacked(makeZip(windows)), [{ "index.html": "hi", "img/a.png": "png" }, []]);
  const flat = [{ name: "index.html", data: "hi" }, { name: "img\\a.png", data: "png" }];
  assertEquals(await unpacked(makeZip(flat)), [{ "index.html": "hi", "img/a.png": "png" }, []]);
  const mixed = [{ name: "a/b", data: "x" }, { name: "c\\d", data: "x" }];
  const error = await assertRefused(makeZip(mixed), "unsafe-name");
  assertMatch(error.message, /the name has a backslash.*pack the archive again/);
});

Deno.test("a zip that follows its own extractor is unpacked", async () => {
  const program = concat([Uint8Array.of(0x4d, 0x5a), new Uint8Array(5000).fill(7)]);
  assertEquals(await unpacked(concat([program, makeZip(GAME)])), [TREE, []]);
});

Deno.test("of several files with one name the last counts, which is reported", async () => {
  const inputs = [
    { name: "f/a", data: "old" },
    { name: "f/b", data: "b" },
    { name: "f/a", data: "newer" },
    { name: "f/a", data: "newest" },
  ];
  const said = ['"f/a" (and 1 more) is in the archive more than once; the last one was taken'];
  for (const archive of [makeZip(inputs), makeTar(inputs)]) {
    assertEquals(await unpacked(archive), [{ a: "newest", b: "b" }, said]);
    await using folder = await TempDir.make();
    const { files, sizeBytes } = await extract(folder, archive);
    assertEquals([files, sizeBytes], [2, 7]);
  }
});

Deno.test("a name that Windows cannot hold is made safe, which is reported", async () => {
  const names = ["a:b.txt", "C:evil", "what?.png", "nul", "a/con .txt", "dot.", "sp /x"];
  const inputs = names.map((name) => ({ name, data: name }));
  for (const archive of [makeZip(inputs), makeTar(inputs)]) {
    const [tree, notes] = await unpacked(archive);
    assertEquals(Object.keys(tree).sort(), [
      "C_evil",
      "_nul",
      "a/_con .txt",
      "a_b.txt",
      "dot_",
      "sp_/x",
      "what_.png",
    ]);
    assertEquals(notes, [
      '"a:b.txt" (and 6 more) has a name that not every system can hold, and became "a_b.txt"',
    ]);
  }
});

Deno.test("a tar without its end blocks is unpacked, which is reported", async () => {
  const archive = makeTar([{ name: "a", data: "x" }], { isCut: true });
  for (const bytes of [archive, gzipSync(archive), zstdCompressSync(archive)]) {
    const [tree, notes] = await unpacked(bytes);
    assertEquals([tree, notes.length], [{ a: "x" }, 1]);
    assertMatch(notes[0]!, /^the archive has no end mark/);
  }
});

Deno.test("a tar.gz is unpacked whatever follows it, which is reported unless it is only zeros", async () => {
  const data = bodyText(300_000);
  const tar = makeTar([{ name: "a", data }]);
  const whole = Uint8Array.from(gzipSync(tar));
  const half = tar.length / 2;
  const halves = [tar.subarray(0, half), tar.subarray(half)];
  const members = concat(halves.map((part) => Uint8Array.from(gzipSync(part))));
  const rests: [rest: Uint8Array, notes: number][] = [
    [new Uint8Array(), 0],
    [new Uint8Array(600), 0],
    [Uint8Array.of(7), 1],
    [new TextEncoder().encode("<!-- a cache -->"), 1],
    [bodyBytes({ sizeBytes: 700_000 }), 1],
  ];
  for (const archive of [whole, members]) {
    for (const [rest, count] of rests) {
      const [tree, notes] = await unpacked(concat([archive, rest]));
      assertEquals([tree["a"] === data, notes.length], [true, count]);
    }
  }
});

function bodyText(length: number): string {
  return Array.from({ length }, (_, at) => String.fromCharCode(97 + at * at % 26)).join("");
}

Deno.test("a hard link within the archive is a file of its own, and counts as one", async () => {
  const long = `${"d/".repeat(60)}deep`;
  const inputs: TarInput[] = [
    { name: "a", data: "text" },
    { name: "b/c", type: "1", target: "./a" },
    { name: "a", type: "1", target: "a" },
    ...makeLongNames(long),
  ];
  const [tree, notes] = await unpacked(makeTar(inputs));
  assertEquals([tree["a"], tree["b/c"], tree["e"], notes], ["text", "text", "deep", []]);
  const bomb = [{ name: "a", data: "x".repeat(1000) }];
  const copies = Array.from({ length: 50 }, (_, at) => ({ name: `${at}`, type: "1", target: "a" }));
  await assertRefused(makeTar([...bomb, ...copies]), "too-large", { maxBytes: 60_000 });
  await assertRefused(makeTar([...bomb, ...copies]), "too-many-entries", { maxEntries: 50 });
});

/** Makes a file with a long name and a hard link to it, as GNU tar writes them. */
function makeLongNames(long: string): TarInput[] {
  return [
    { name: "././@LongLink", type: "L", data: `${long}\0` },
    { name: long.slice(0, 99), data: "deep" },
    { name: "././@LongLink", type: "K", data: `${long}\0` },
    { name: "e", type: "1", target: long.slice(0, 99) },
  ];
}

Deno.test("limits on entries hold, and folders that are only named count", async () => {
  const inputs: (ZipInput & TarInput)[] = [{ name: "a/b/c/d" }, { name: "a/b/e" }];
  await assertRefused(makeZip(inputs), "too-many-entries", { maxEntries: 4 });
  await assertRefused(makeTar(inputs), "too-many-entries", { maxEntries: 4 });
  const again = Array.from({ length: 6 }, () => ({ name: "a" }));
  await assertRefused(makeTar(again), "too-many-entries", { maxEntries: 5 });
  await assertRefused(makeZip(again), "too-many-entries", { maxEntries: 5 });
  await using folder = await TempDir.make();
  assertEquals((await extract(folder, makeTar(inputs), { maxEntries: 5 })).files, 2);
});

Deno.test("limits on bytes hold, also where the archive's headers are wrong", async () => {
  const data = "x".repeat(1000);
  await assertRefused(makeZip([{ name: "a", data }]), "too-large", { maxBytes: 999 });
  await assertRefused(makeZip([{ name: "a", data, sizeBytes: 10 }]), "damaged", { maxBytes: 999 });
  await assertRefused(makeTar([{ name: "a", data }]), "too-large", { maxBytes: 999 });
  await assertRefused(gzipSync(makeTar([{ name: "a", data }])), "too-large", { maxBytes: 999 });
  await using folder = await TempDir.make();
  assertEquals(
    (await extract(folder, makeZip([{ name: "a", data }]), { maxBytes: 1000 })).files,
    1,
  );
});

Deno.test("a small file that becomes a large one is refused", async () => {
  const data = new Uint8Array(70 * 1024 * 1024);
  await assertRefused(makeZip([{ name: "a", data }]), "too-dense");
  const tar = makeTar([{ name: "a", data }]);
  await assertRefused(gzipSync(tar), "too-dense");
  await assertRefused(zstdCompressSync(tar), "too-dense");
  // The trap may also lie behind the end of the tar file.
  const trap = new Uint8Array(70 * 1024 * 1024);
  trap.set(makeTar([{ name: "a", data: "x" }]));
  await assertRefused(gzipSync(trap), "too-dense");
});

Deno.test("existing files stay unchanged", async () => {
  await using folder = await TempDir.make();
  const archive = makeZip([{ name: "a", data: "new" }]);
  await Deno.mkdir(folder.join("game"));
  await Deno.writeTextFile(folder.join("game", "mine"), "old");
  assertEquals((await assertRejects(() => extract(folder, archive), ArchiveError)).kind, "exists");
  assertEquals(await readTree(folder.path), {
    archive: await Deno.readTextFile(folder.join("archive")),
    "game/mine": "old",
  });
});

/** Makes a signal that calls a function when the unpacking checks it the n-th time. */
function signalWithHook(controller: AbortController, at: number, act: () => void): AbortSignal {
  let checks = 0;
  const throwIfAborted = () => {
    if (++checks === at) act();
    AbortSignal.prototype.throwIfAborted.call(controller.signal);
  };
  return Object.assign(controller.signal, { throwIfAborted });
}

Deno.test("an unpacking that is stopped at any time leaves nothing behind", async () => {
  const data = bodyBytes({ sizeBytes: 600_000 });
  const inputs = [{ name: "a/a", data }, { name: "a/b", data: "x" }, { name: "c", data }];
  for (const archive of [makeZip(inputs), makeTar(inputs), gzipSync(makeTar(inputs))]) {
    for (const count of [1, 2, 3, 5, 8, 13]) {
      await using folder = await TempDir.make();
      const abort = new AbortController();
      const stop = () => abort.abort(new Error("stopped"));
      const signal = signalWithHook(abort, count, stop);
      await assertRejects(() => extract(folder, archive, { signal }), Error, "stopped");
      assertEquals(await folder.names(), ["archive"]);
    }
  }
});

Deno.test("other work can run while thousands of small files are unpacked", async () => {
  await using folder = await TempDir.make();
  const inputs = Array.from({ length: 2000 }, (_, index) => ({ name: `${index}`, data: "x" }));
  const abort = new AbortController();
  const stop = () => abort.abort(new Error("stopped"));
  // The unpacking checks the signal once for each entry that it lists; a little later it writes.
  const signal = signalWithHook(abort, 2100, () => setTimeout(stop, 0));
  await assertRejects(() => extract(folder, makeZip(inputs), { signal }), Error, "stopped");
});

Deno.test("whatever names an archive has, nothing lands outside its folder", async () => {
  const segment = fc.constantFrom("..", ".", "a", "b", "", "C:", "\\", "..\\..", "nul", "é", "c ");
  const name = fc.array(segment, { minLength: 1, maxLength: 5 }).map((names) => names.join("/"))
    .filter((text) => text.length < 100);
  const inputs = fc.array(name.map((text) => ({ name: text, data: "x" })), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(inputs, fc.boolean(), async (entries, isTar) => {
      await using outer = await TempDir.make();
      await Deno.mkdir(outer.join("deep", "er"), { recursive: true });
      const archive = outer.join("archive");
      await Deno.writeFile(archive, isTar ? makeTar(entries) : makeZip(entries));
      let isRefused = false;
      try {
        await extractArchive(archive, outer.join("deep", "er", "game"));
      } catch (error) {
        if (!(error instanceof ArchiveError)) throw error;
        isRefused = true;
      }
      assertEquals(await outer.names(), ["archive", "deep"]);
      assertEquals(await outer.names("deep"), ["er"]);
      assertEquals(await outer.names("deep", "er"), isRefused ? [] : ["game"]);
    }),
    { numRuns: 150 },
  );
});
