import { assertEquals } from "@std/assert";
import { LineEditor } from "../../../src/serve/console/line_editor.ts";

const LINES: readonly [what: string, sent: string[], lines: string[], left: string][] = [
  ["whole lines", ["3\nquit me\n"], ["3", "quit me"], ""],
  ["keys one by one", ["2", "0", "4", "8", "\r"], ["2048"], ""],
  ["a line end of two characters once", ["a\r\nb\r"], ["a", "b"], ""],
  ["Chinese, and taking a character back", ["保卫萝", "\x7f", "萝卜\n"], ["保卫萝卜"], ""],
  ["an emoji of several code points as one", ["x👨‍👩‍👧", "\b"], [], "x"],
  ["Escape and Ctrl-U", ["abc\x1b", "de\x15", "f"], [], "f"],
  ["no other key that has no character", ["a\x1b[C\x1b[3~\x1bOP\t\x01b"], [], "ab"],
];

for (const [what, sent, expected, left] of LINES) {
  Deno.test(`a line editor takes ${what}`, () => {
    const editor = new LineEditor();
    assertEquals(sent.flatMap((text) => editor.feed(text)), expected);
    assertEquals(editor.text, left);
  });
}

Deno.test("a line editor reports arrow keys, and Enter takes their choice", () => {
  const moves: number[] = [];
  const editor = new LineEditor({ onMove: (by) => moves.push(by), onEnter: (text) => text || "2" });
  assertEquals(editor.feed("\x1b[A\x1b[B\x1bOB\r1\r"), ["2", "1"]);
  assertEquals(moves, [-1, 1, 1]);
});
