import { assertEquals } from "@std/assert";
import { nearest } from "../../src/cli/command_line/nearest.ts";

const NAMES = [
  "--jobs",
  "--input",
  "--if-exists",
  "--limit-rate",
  "--no-resume",
  "--json",
  "--retries",
  "--retry-failed",
];
const CASES: readonly [word: string, expected: string | undefined][] = [
  ["--job", "--jobs"],
  ["--jbos", "--jobs"],
  ["--inptu", "--input"],
  ["--ifexists", "--if-exists"],
  ["--limit", "--limit-rate"],
  ["--no-resumee", "--no-resume"],
  ["--jsno", "--json"],
  ["--retry", "--retries"],
  ["--xyzzy", undefined],
  ["-z", undefined],
  ["--", undefined],
];

for (const [word, expected] of CASES) {
  Deno.test(`${word} is near ${expected ?? "nothing"}`, () => {
    assertEquals(nearest(word, NAMES), expected);
  });
}
