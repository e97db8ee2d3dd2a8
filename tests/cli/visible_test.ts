import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { visible } from "../../src/cli/io.ts";

const CASES: readonly [text: string, shown: string][] = [
  ["plain.gif", "plain.gif"],
  ["植物大战僵尸 🥕 👨‍👩‍👧 é", "植物大战僵尸 🥕 👨‍👩‍👧 é"],
  ["a\x1b[31mred", "a\\u{1b}[31mred"],
  ["two\r\nlines\t", "two\\u{d}\\u{a}lines\\u{9}"],
  ["\x00\x7f\x9b2J", "\\u{0}\\u{7f}\\u{9b}2J"],
  ["gpj.\u202eexe", "gpj.\\u{202e}exe"],
  ["\u2066a\u2069\u200f\u061c", "\\u{2066}a\\u{2069}\\u{200f}\\u{61c}"],
  ["a\u2028b\ufeff", "a\\u{2028}b\\u{feff}"],
  ["\ud800", "\\u{d800}"],
  ["\u{e0041}", "\\u{e0041}"],
];

for (const [text, shown] of CASES) {
  Deno.test(`${JSON.stringify(text)} is shown as ${JSON.stringify(shown)}`, () => {
    assertEquals(visible(text), shown);
  });
}

Deno.test("no text keeps a character that acts on a terminal", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const shown = visible(text);
    assert(!/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|\p{Bidi_Control}/u.test(shown), JSON.stringify(shown));
    assertEquals(visible(shown), shown);
  }));
});
