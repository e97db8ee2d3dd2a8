import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { posix, win32 } from "node:path";
import { ArchiveError } from "../../src/archive/archive_error.ts";
import { parseEntryName, requireSafePath } from "../../src/archive/safe_path.ts";

const SAFE: [name: string, segments: string[]][] = [
  ["a", ["a"]],
  ["a/b.txt", ["a", "b.txt"]],
  ["a/", ["a"]],
  ["./a//b/./c", ["a", "b", "c"]],
  ["植物/向日葵 2.png", ["植物", "向日葵 2.png"]],
  ["e\u0301/👩‍👩‍👧.txt", ["e\u0301", "👩‍👩‍👧.txt"]],
  ["console/common/nulls/auxiliary", ["console", "common", "nulls", "auxiliary"]],
  ["com/lpt/com10", ["com", "lpt", "com10"]],
  ["x".repeat(255), ["x".repeat(255)]],
];

for (const [name, segments] of SAFE) {
  Deno.test(`parseEntryName takes ${JSON.stringify(name.slice(0, 40))}`, () => {
    assertEquals(parseEntryName(name), { kind: "safe", segments, spelled: segments.join("/") });
  });
}

Deno.test("parseEntryName takes the root itself as no segments", () => {
  assertEquals(parseEntryName("./"), { kind: "safe", segments: [], spelled: "" });
});

const MADE_SAFE: [name: string, safe: string][] = [
  ["c:a", "c_a"],
  ["a.txt:stream", "a.txt_stream"],
  ['<a>|"b"?*', "_a___b___"],
  ["CON", "_CON"],
  ["a/nul.txt", "a/_nul.txt"],
  ["Aux.tar.gz", "_Aux.tar.gz"],
  ["com1/a", "_com1/a"],
  ["lpt²", "_lpt²"],
  ["con .txt", "_con .txt"],
  ["con:", "con_"],
  ["conin$", "_conin$"],
  ["a.", "a_"],
  ["a /b", "a_/b"],
  ["...", "___"],
  ["a. . ", "a____"],
];

for (const [name, safe] of MADE_SAFE) {
  Deno.test(`parseEntryName makes ${JSON.stringify(name)} safe and keeps how it was spelled`, () => {
    assertEquals(parseEntryName(name), { kind: "safe", segments: safe.split("/"), spelled: name });
  });
}

const REFUSED: [name: string, reason: string][] = [
  ["", "the name is empty"],
  ["/etc/passwd", "the name is an absolute path"],
  ["//server/share", "the name is an absolute path"],
  ["\\\\server\\share", "the name is an absolute path"],
  ["C:/windows/a", "the name is an absolute path"],
  ["c:\\windows", "the name is an absolute path"],
  ["..", "the name leads out of the folder"],
  ["../a", "the name leads out of the folder"],
  ["a/../../b", "the name leads out of the folder"],
  ["a/..", "the name leads out of the folder"],
  ["a\\..\\b", "the name has a backslash"],
  ["a\0b", "the name has control characters"],
  ["a\nb", "the name has control characters"],
  ["a\x1b[31m", "the name has control characters"],
  ["a\x85", "the name has control characters"],
  ["a\u202egpj.exe", "the name has control characters"],
  ["a\ud800", "the name is not valid Unicode"],
  ["x".repeat(256), "the name is too long"],
  ["字".repeat(86), "the name is too long"],
  ["a/".repeat(600) + "a", "the name is too long"],
];

for (const [name, reason] of REFUSED) {
  Deno.test(`parseEntryName refuses ${JSON.stringify(name.slice(0, 40))}`, () => {
    const path = parseEntryName(name);
    assert(path.kind === "refused");
    assertEquals(path.reason.en, reason);
    assert(path.reason.zh !== reason);
  });
}

Deno.test("requireSafePath names the entry that it refuses, harmless to a terminal", () => {
  const error = assertThrows(() => requireSafePath("../\x1b[31mred"), ArchiveError);
  assertEquals(error.kind, "unsafe-name");
  assertEquals(
    error.text.en,
    'the name has control characters: "../\\u{1b}[31mred"; pack the archive again without such names',
  );
});

/** Names made of the parts that attacks use. */
const hostileName = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom("..", ".", "/", "\\", ":", "a", "C", " ", "\0", "con", "\u202e"))
    .map((pieces) => pieces.join("")),
);

Deno.test("no name leads out of its root, on any system", () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      const path = parseEntryName(name);
      if (path.kind === "refused") return;
      const inside = posix.relative("/root/x", posix.resolve("/root/x", ...path.segments));
      assertEquals(inside, path.segments.join("/"));
      const windows = win32.relative("C:\\x", win32.resolve("C:\\x", ...path.segments));
      assertEquals(windows, path.segments.join("\\"));
      const again = parseEntryName(path.segments.join("/") || "./");
      assertEquals(again, { ...path, spelled: path.segments.join("/") });
    }),
    { numRuns: 2000 },
  );
});
