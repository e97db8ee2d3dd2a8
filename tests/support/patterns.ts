import { join } from "node:path";
import { readSourceCode, ROOT } from "./source_code.ts";

/** The list of patterns that tests/linear_regexps_long.ts has judged, one a line. */
export const JUDGED_PATH = "tests/linear_regexps.txt";

/** What the source makes regular expressions of as it runs, and the pattern that comes of it. */
export const MADE_PATTERNS: Readonly<Record<string, string>> = {
  "`^${TAG.source}$`": String.raw`/^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/`,
  "`[ \\\\t,]*${TAG.source}[ \\\\t]*(?:,|$)`": String
    .raw`/[ \t,]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)/y`,
  "`([\"'\\`])${RegExp.escape(bare(prefix))}(?=/|\\\\1)`": String.raw`/(["'${"`"}])\/a(?=\/|\1)/g`,
  "`\\\\p{Script=${script}}`": String.raw`/\p{Script=Latin}/u`,
  "`(?:^|\\\\s+|(?<=\\\\p{Script=Han}))((?:\\\\d{1,6}\\\\s*(?:${UNITS})\\\\s*)+)$`": String
    .raw`/(?:^|\s+|(?<=\p{Script=Han}))((?:\d{1,6}\s*(?:m|s)\s*)+)$/iu`,
  "`(\\\\d+)\\\\s*(${UNITS})`": String.raw`/(\d+)\s*(m|s)/giu`,
  '`[${Object.keys(NARROW).join("")}]`': "/[abc]/g",
};

/** Patterns that go back and forth, but only over so little that it does not matter, and why it is so little. */
export const BOUNDED_PATTERNS: Readonly<Record<string, string>> = {
  [
    String.raw`/\s*[|-]\s*(?:made (?:with|in) [\w .-]+|vite|phaser|godot|turbowarp)$/i`
  ]: "a title is cut after 200 characters before it is looked at",
  [String.raw`/(?:^|\s+|(?<=\p{Script=Han}))((?:\d{1,6}\s*(?:m|s)\s*)+)$/iu`]:
    "an order is the operator's own",
  [String.raw`/(\d+)\s*(m|s)/giu`]: "an order is the operator's own",
};

/** Reads every regular expression of the program: each once, in order. */
export async function readPatterns(): Promise<string[]> {
  const files = await readSourceCode(["src", "main.ts"]);
  return [...new Set(files.flatMap(({ patterns }) => patterns))].sort();
}

export async function readJudged(): Promise<string[]> {
  return (await Deno.readTextFile(join(ROOT, JUDGED_PATH))).trimEnd().split("\n");
}
