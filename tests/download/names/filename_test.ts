import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { resolve, sep as SEPARATOR } from "node:path";
import {
  byteLength,
  collisionKey,
  MAX_NAME_BYTES,
  nameFromUrl,
  numberedName,
  safeName,
  safePath,
  splitExtension,
  unpackedName,
} from "../../../src/download/names/filename.ts";

const SAFE: readonly [text: string, name: string][] = [
  ["1.gif", "1.gif"],
  ["植物大战僵尸 普通版.zip", "植物大战僵尸 普通版.zip"],
  ["🥕👨‍👩‍👧.png", "🥕👨‍👩‍👧.png"],
  ["e\u0301.txt", "é.txt"],
  ["a/b", "a_b"],
  ["a\\b", "a_b"],
  ["..", ""],
  [".", ""],
  ["", ""],
  ["   ", ""],
  ["???", ""],
  ["___", "___"],
  [".bashrc", "_bashrc"],
  ["...a", "_a"],
  ["../../etc/passwd", "__.._etc_passwd"],
  ["a\x00b\x1b[31m\x7f\x9b", "a_b_[31m__"],
  ["gpj.\u202eexe", "gpj._exe"],
  ["a\u200bb\u00adc\ufeff", "a_b_c_"],
  ["\ud800.txt", "_.txt"],
  ['a:b*c?d"e<f>g|h', "a_b_c_d_e_f_g_h"],
  ["file.txt:stream", "file.txt_stream"],
  ["end. . .", "end"],
  ["end\u3000", "end"],
  ["end\u00a0.", "end"],
  ["  both  ", "both"],
  ["CON", "_CON"],
  ["con.tar.gz", "_con.tar.gz"],
  ["nul .txt", "_nul .txt"],
  ["LPT9.txt", "_LPT9.txt"],
  ["COM¹", "_COM¹"],
  ["conin$", "_conin$"],
  ["COM10", "COM10"],
  ["console.log", "console.log"],
  ["100%.txt", "100%.txt"],
];

for (const [text, name] of SAFE) {
  Deno.test(`${JSON.stringify(text)} is saved as ${JSON.stringify(name)}`, () => {
    assertEquals(safeName(text), name);
  });
}

/** Texts with everything that attacks on names use. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.array(
    fc.constantFrom(
      "..",
      "/",
      "\\",
      ".",
      " ",
      "\0",
      "\u3000",
      "con",
      "NUL",
      ".gif",
      "é",
      "e\u0301",
      "植",
    ),
    { maxLength: 200 },
  ).map((parts) => parts.join("")),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => new TextDecoder().decode(bytes)),
);

Deno.test("whatever the bytes, a safe name is one name that every system takes", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const name = safeName(text);
      if (name === "") return;
      const folder = resolve("/folder");
      assertEquals(resolve(folder, name), folder + SEPARATOR + name);
      assert(byteLength(name) <= MAX_NAME_BYTES, "too long");
      // deno-lint-ignore no-control-regex
      assert(!/[\u0000-\u001f\u007f-\u009f/\\:*?"<>|]|\p{Bidi_Control}|\p{Cs}/u.test(name), name);
      assert(!/^[.\s]|[.\s]$/u.test(name), JSON.stringify(name));
      assert(!/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i.test(name), name);
      assertEquals(name, name.normalize("NFC"));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("a safe name stays as it is when it is made safe again", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const name = safeName(text);
      assertEquals(safeName(name), name);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("a safe path never leaves its folder", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const parts = safePath(text);
      const folder = resolve("/folder");
      assertEquals(resolve(folder, ...parts), [folder, ...parts].join(SEPARATOR));
      assert(parts.every((part) => part !== "" && part !== ".."));
    }),
    { numRuns: 2000 },
  );
});

const PATHS: readonly [text: string, parts: string[]][] = [
  ["a/b.gif", ["a", "b.gif"]],
  ["/etc/passwd", ["etc", "passwd"]],
  ["../../x", ["_", "_", "x"]],
  ["a\\..\\b", ["a", "_", "b"]],
  ["C:\\new\\game.zip", ["C_", "new", "game.zip"]],
  ["./a//b/", ["a", "b"]],
  ["植物/con", ["植物", "_con"]],
];

for (const [text, parts] of PATHS) {
  Deno.test(`the path ${JSON.stringify(text)} becomes ${parts.join("/")}`, () => {
    assertEquals(safePath(text), parts);
  });
}

const URLS: readonly [url: string, name: string][] = [
  ["http://h/a/b.gif", "b.gif"],
  ["http://h/b.gif?size=2#top", "b.gif"],
  ["http://h/", "index.html"],
  ["http://h", "index.html"],
  ["http://h/a/", "index.html"],
  ["http://h/%E6%A4%8D%E7%89%A9.png", "植物.png"],
  ["http://h/a%20b.txt", "a b.txt"],
  ["http://h/a%2Fb.txt", "a_b.txt"],
  ["http://h/..%2F..%2Fevil", "__.._evil"],
  ["http://h/a%5C..%5Cevil", "a_.._evil"],
  ["http://h/%252e", "%2e"],
  ["http://h/%C4%E3.txt", "%C4%E3.txt"],
  ["http://h/%00", "index.html"],
  ["http://h/.htaccess", "_htaccess"],
];

for (const [url, name] of URLS) {
  Deno.test(`${url} is saved as ${name}`, () => {
    assertEquals(nameFromUrl(new URL(url)), name);
  });
}

const EXTENSIONS: readonly [name: string, stem: string, extension: string][] = [
  ["a.gif", "a", ".gif"],
  ["a.tar.gz", "a", ".tar.gz"],
  ["a.b.c", "a.b", ".c"],
  ["README", "README", ""],
  ["图.图片", "图", ".图片"],
  ["see below. And more", "see below. And more", ""],
];

for (const [name, stem, extension] of EXTENSIONS) {
  Deno.test(`${name} has the extension ${extension || "none"}`, () => {
    assertEquals(splitExtension(name), { stem, extension });
  });
}

Deno.test("a name that is too long keeps its extension and whole characters", () => {
  const name = safeName(`${"植".repeat(200)}.tar.gz`);
  assertEquals(name, `${"植".repeat(82)}.tar.gz`);
  assertEquals(byteLength(name), 253);
  assertEquals(byteLength(safeName("x".repeat(300))), 255);
});

Deno.test("a number stands before the extension, and the name still fits", () => {
  assertEquals(numberedName("a.gif", 1), "a (1).gif");
  assertEquals(numberedName("a.tar.gz", 12), "a (12).tar.gz");
  assertEquals(numberedName("README", 2), "README (2)");
  fc.assert(fc.property(hostile, fc.integer({ min: 1, max: 1e9 }), (text, number) => {
    const name = numberedName(safeName(text) || "x", number);
    assert(byteLength(name) <= MAX_NAME_BYTES);
    assert(name.includes(`(${number})`));
  }));
});

const COLLISIONS: readonly [one: string, other: string][] = [
  ["A.GIF", "a.gif"],
  ["é.txt", "e\u0301.txt"],
  ["É.txt", "e\u0301.txt"],
  ["ΟΔΟΣ", "οδος"],
  ["ΟΔΟΣ", "οδοσ"],
  ["К", "к"],
  ["ﬀ", "ff"],
];

for (const [one, other] of COLLISIONS) {
  Deno.test(`${one} and ${other} would be one file on some system`, () => {
    assertEquals(collisionKey(one), collisionKey(other));
  });
}

Deno.test("names that every system tells apart stay apart", () => {
  assertNotEquals(collisionKey("a (1).gif"), collisionKey("a.gif"));
  assertNotEquals(collisionKey("文件1"), collisionKey("文件2"));
});

Deno.test("a folder that is unpacked has its archive's name without what says that it is one", () => {
  const names = ["a.zip", "a.tar.gz", "a.TGZ", "a.tar.zst", "setup.exe", "a.b", ".zip", "v1.2.zip"];
  const folders = ["a", "a", "a", "a", "setup", "a.b", ".zip", "v1.2"];
  assertEquals(names.map(unpackedName), folders);
});
