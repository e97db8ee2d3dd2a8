import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import fc from "fast-check";
import { stripTypes } from "../../../src/serve/assets/strip_types.ts";
import { SlowFileError, TypeStripper } from "../../../src/serve/assets/type_stripper.ts";

let versions = 0;

/** A stripper for one test. */
class Own extends TypeStripper {
  async code(source: string, version = `${versions++}`): Promise<string> {
    return await stripTypes(source, { path: "main.ts", version, stripper: this.of("a") });
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Statements, and the code that remains of them. */
const STATEMENTS: readonly [source: string, code: string][] = [
  ["let a: number = 1;", "let a         = 1;"],
  ["const f = <T,>(x: T): T => x;", "const f =     (x   )    => x;"],
  ['import type { A } from "./a.ts";', "                                "],
  ['export { b } from "./b.ts";', 'export { b } from "./b.ts";'],
  ["interface A { x: string }", "                         "],
  ["const c = 1 as unknown as string;", "const c = 1                     ;"],
  ["const d = c satisfies string;", "const d = c                 ;"],
  ["let e = c!;", "let e = c ;"],
  ["const 图 = `一${1}二`;", "const 图 = `一${1}二`;"],
];

Deno.test("stripTypes() takes types out and leaves every line and column", async () => {
  using own = new Own();
  for (const [source, code] of STATEMENTS) assertEquals(await own.code(source), code);
});

Deno.test("stripTypes() leaves any sequence of statements in its place", async () => {
  using own = new Own();
  const lines = fc.array(fc.constantFrom(...STATEMENTS.slice(0, 3)), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(lines, async (statements) => {
      const inBlocks = (index: 0 | 1) =>
        statements.filter(([source]) => !source.startsWith("import"))
          .map((statement) => `{\n${statement[index]}\n}`).join("\n");
      assertEquals(await own.code(inBlocks(0)), inBlocks(1));
    }),
    { numRuns: 30 },
  );
});

const WRONG: readonly [source: string, line: number, column: number, says: string][] = [
  ["let a: number = ;", 1, 17, "Expression expected"],
  ["ok();\n\n  enum A { x }", 3, 3, "enum is not supported"],
  ["class A { constructor(private x: number) {} }", 1, 31, "parameter property is not supported"],
  ["namespace A { export const b = 1 }", 1, 1, "namespace"],
  ['const 图 = "一二"; let b: = 1;', 1, 24, ""],
  ["\t\tlet b: = 1;", 1, 10, ""],
  ["'👨‍👩‍👧 e\u0301'; let b: = 1;", 1, 23, ""],
];

for (const [source, line, column, says] of WRONG) {
  Deno.test(`stripTypes() throws from ${line}:${column} of ${JSON.stringify(source)}`, async () => {
    using own = new Own();
    const lines = (await own.code(source)).split("\n");
    assertEquals(lines.slice(0, line - 1).join(""), "");
    assertMatch(lines[line - 1]!, /^ *throw new SyntaxError\("main\.ts:/);
    assertEquals(lines[line - 1]!.indexOf("throw"), column - 1);
    assertStringIncludes(lines[line - 1]!, `main.ts:${line}:${column}: `);
    assertStringIncludes(lines[line - 1]!, says);
  });
}

Deno.test("stripTypes() remembers by content: a version is read once", async () => {
  using own = new Own();
  const first = await own.code("let a: number;", "one");
  assertEquals(await own.code("something else", "one"), first);
  own.close();
  const options = { path: "copy.ts", version: "one", stripper: own.of("another game") };
  assertEquals(await stripTypes("let a: number;", options), first);
});

/** Texts that crash amaro by their depth. */
const DEEP: readonly [name: string, source: string][] = [
  ["1,000 parentheses", `let a = ${"(".repeat(1000)}1${")".repeat(1000)};`],
  ["100,000 brackets", "[".repeat(100_000)],
];

/** Texts that keep amaro busy for minutes by what it writes of each error, or by backtracking. */
const SLOW: readonly [name: string, source: string][] = [
  ["43,000 errors in one line", "&#x1f;".repeat(43_000)],
  ["type assertions in one another", `let a = ${"<a>(".repeat(40)}1${")".repeat(40)};`],
];

for (const [name, source] of DEEP) {
  Deno.test(`stripTypes() answers for ${name}, and for the next text as ever`, async () => {
    using own = new Own();
    const [trapped, next] = await Promise.all([own.code(source), own.code("let a: number = 1;")]);
    assertMatch(trapped, /^throw new SyntaxError\("main\.ts:1:1: .* nested too deeply/);
    assertEquals(next, "let a         = 1;");
  });
}

for (const [name, source] of SLOW) {
  Deno.test(`stripTypes() answers that ${name} took too long, and the next text as ever`, async () => {
    using own = new Own();
    const [{ text, againSeconds }, next] = await Promise.all([
      assertRejects(() => own.code(source), SlowFileError),
      own.code("let a: number = 1;"),
    ]);
    assertMatch(text.en, /^Cannot read "main\.ts" yet: it took too long, .* in \d+ s or later/);
    assertMatch(text.zh, /^暂时无法读取“main\.ts”：用时过长.*\d+ 秒后/);
    assert(againSeconds > 0);
    assertEquals(next, "let a         = 1;");
  });
}

Deno.test("stripTypes() reads a slow text again once its pause is over, and a wrong one never", async () => {
  let nowMs = 0;
  using own = new Own({ limitMs: 500, now: () => nowMs });
  const pause = async () => {
    const error = await assertRejects(() => own.code(SLOW[1]![1], "slow"), SlowFileError);
    return error.againSeconds;
  };
  const wrong = await own.code("let a: = 1;", "wrong");
  const pauses: number[] = [];
  for (const at of [0, 1000, 1999, 2000, 6000]) {
    nowMs = at;
    pauses.push(await pause());
  }
  assertEquals(pauses, [2, 1, 1, 4, 8]);
  nowMs = 1e9;
  assertEquals(await own.code("let a: number = 1;", "wrong"), wrong);
  assertEquals(await own.code("let a: number = 1;", "slow"), "let a         = 1;");
});

Deno.test("a text that keeps the stripper busy delays nothing else", async () => {
  using own = new Own();
  let [turns, isDone] = [0, false];
  const busy = own.code(SLOW[1]![1]).catch(() => {}).then(() => isDone = true);
  for (; !isDone; turns++) await new Promise((resolve) => setTimeout(resolve, 0));
  await busy;
  // In the answering thread there would be no turns.
  assert(turns > 50, `${turns} turns`);
});
