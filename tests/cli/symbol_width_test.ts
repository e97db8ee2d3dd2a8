import { assertEquals } from "@std/assert";
import { hasWideSymbols, narrowRow } from "../../src/cli/symbol_width.ts";
import { unicodeWidth } from "@std/cli/unicode-width";

const TERMINALS: readonly [
  what: string,
  os: typeof Deno.build.os,
  locale: string,
  env: Record<string, string>,
  isWide: boolean,
][] = [
  ["the console of a Chinese Windows", "windows", "zh-CN", {}, true],
  ["the console of a Japanese Windows", "windows", "ja-JP", {}, true],
  ["Windows Terminal", "windows", "zh-CN", { WT_SESSION: "1" }, false],
  ["the console of an English Windows", "windows", "en-US", {}, false],
  ["a Chinese Linux", "linux", "zh-CN", {}, false],
];

for (const [what, os, locale, env, isWide] of TERMINALS) {
  Deno.test(`${what} draws symbols ${isWide ? "wide" : "narrow"}`, () => {
    assertEquals(hasWideSymbols({ os, locale, env: (name) => env[name] }), isWide);
  });
}

Deno.test("a row without wide symbols keeps its width, its colours and its words", () => {
  const row = "\x1b[2m──\x1b[0m › 保卫萝卜… ● “↑ ↓” ██░░";
  const narrow = narrowRow(row);
  assertEquals(narrow, '\x1b[2m--\x1b[0m > 保卫萝卜. * "^ v" ##..');
  assertEquals(unicodeWidth(narrow), unicodeWidth(row));
});
