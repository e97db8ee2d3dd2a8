import { assertEquals } from "@std/assert";
import { scoreText } from "../../../src/serve/browser/scripts/lesson/score_text.ts";

const WRITTEN: readonly (readonly [value: number, text: string])[] = [
  [0, "0"],
  [-0, "0"],
  [2048, "2,048"],
  [-12.5, "-12.5"],
  [999_999_999_999, "999,999,999,999"],
  [1e308, "1E308"],
  [-1.23456e15, "-1.23E15"],
  [0.001, "0.001"],
  [5e-324, "5E-324"],
];

for (const [value, text] of WRITTEN) {
  Deno.test(`a score of ${Object.is(value, -0) ? "-0" : value} is written ${text}`, () => {
    assertEquals(scoreText(value, "en"), text);
  });
}
