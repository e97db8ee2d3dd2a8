import { assert, assertEquals } from "@std/assert";
import { cleanName } from "../../../src/serve/live/clean_name.ts";

const KEPT = [
  "Ming",
  "王小明",
  "محمد",
  "Nguyễn Thị",
  "क्षत्रिय",
  "བསྒྲུབས",
  "ကြွေး",
  "O'Neill-2",
  "👩🏽‍❤️‍💋‍👨🏽",
  "1️⃣ Ann",
  "❤️",
];
for (const name of KEPT) {
  Deno.test(`a name stays as it was typed: ${name}`, () => assertEquals(cleanName(name), name));
}

const CHANGED: readonly [what: string, typed: string, name: string][] = [
  ["spaces and line ends", " \tMing\r\n Li \u2028", "Ming Li"],
  ["controls", "Mi\u0000ng\u001b[31m\u009b", "Ming[31m"],
  ["characters that reorder text", "\u202eMing\u2066\u200f", "Ming"],
  ["characters without width", "M\u200bi\u200d\u2060n\ufeffg\u00ad", "Ming"],
  ["what only looks empty", "\u3164\u115f\u2800\u{e0041}", ""],
  ["lone halves of characters", "Mi\ud800ng", "Ming"],
  ["marks on nothing", "\u0301\u0302Ming \u0303", "Ming"],
  ["a form and a joiner without emoji", "M\ufe0fi\u200dng😀\u200d", "Ming😀"],
  ["letters in two ways", "E\u0301ric", "Éric"],
];
for (const [what, typed, name] of CHANGED) {
  Deno.test(`a name is kept without ${what}`, () => assertEquals(cleanName(typed), name));
}

Deno.test("a name ends after twenty characters, whatever these are made of", () => {
  assertEquals(cleanName("宽".repeat(60)), "宽".repeat(20));
  assertEquals(cleanName("👍🏽".repeat(10_000)), "👍🏽".repeat(20));
  assertEquals(cleanName("nineteen characters and more"), "nineteen characters");
});

Deno.test("a name has no towers of marks, and no emoji without end", () => {
  const tower = "Z\u0335\u0301\u0317\u0302\u0336\u0348\u0353".repeat(4);
  assert([...cleanName(tower)].length <= 16);
  assertEquals(cleanName(`A${"👨\u200d".repeat(500)}👨B`), "AB");
  assert(cleanName("\u1100".repeat(1000)).length <= 12);
});
