import { assertEquals } from "@std/assert";
import { JUDGED_PATH, MADE_PATTERNS, readJudged, readPatterns } from "./support/patterns.ts";
import { readSourceCode } from "./support/source_code.ts";

Deno.test("every regular expression of src has been judged to take time linear in its input", async () => {
  const [patterns, judged] = [await readPatterns(), await readJudged()];
  // New ones: `deno task test tests/linear_regexps_long.ts` judges them, and then they may stand in the list.
  assertEquals(patterns.filter((pattern) => !judged.includes(pattern)), [], JUDGED_PATH);
  assertEquals(judged.filter((pattern) => !patterns.includes(pattern)), [], JUDGED_PATH);
});

Deno.test("what regular expressions are made of is known", async () => {
  const files = await readSourceCode(["src", "main.ts"]);
  const made = files.flatMap(({ madePatterns }) => madePatterns).sort();
  assertEquals(made, Object.keys(MADE_PATTERNS).sort());
});
