import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { stripTypes } from "../../../src/serve/assets/strip_types.ts";

let versions = 0;

function strip(source: string): Promise<string> {
  return stripTypes(source, { path: "main.ts", version: `${versions++}` });
}

/** Statements with what stays of them. */
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
  for (const [source, code] of STATEMENTS) assertEquals(await strip(source), code);
});

Deno.test("stripTypes() leaves any sequence of statements in its place", async () => {
  const lines = fc.array(fc.constantFrom(...STATEMENTS.slice(0, 3)), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(lines, async (statements) => {
      const inBlocks = (index: 0 | 1) =>
        statements.filter(([source]) => !source.startsWith("import"))
          .map((statement) => `{\n${statement[index]}\n}`).join("\n");
      assertEquals(await strip(inBlocks(0)), inBlocks(1));
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
    const lines = (await strip(source)).split("\n");
    assertEquals(lines.slice(0, line - 1).join(""), "");
    assertMatch(lines[line - 1]!, /^ *throw new SyntaxError\("main\.ts:/);
    assertEquals(lines[line - 1]!.indexOf("throw"), column - 1);
    assertStringIncludes(lines[line - 1]!, `main.ts:${line}:${column}: `);
    assertStringIncludes(lines[line - 1]!, says);
  });
}

Deno.test("stripTypes() remembers by content: a version is read once", async () => {
  const options = { path: "same.ts", version: "one" };
  const first = await stripTypes("let a: number;", options);
  assertEquals(await stripTypes("something else", options), first);
});
