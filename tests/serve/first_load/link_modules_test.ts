import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { transformSync } from "amaro";
import { SourceMap } from "node:module";
import { pathToFileURL } from "node:url";
import { linkModules, type PageModule } from "../../../src/serve/first_load/link_modules.ts";
import { readModuleFacts } from "../../../src/serve/first_load/module_facts.ts";
import { mapLines } from "../../../src/serve/first_load/source_map.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { writeTree } from "../host_fixture.ts";

/** A program by its modules, each after those that it imports; the last one leaves what it finds in `globalThis.seen`. */
type Program = Readonly<Record<string, string>>;

function modulesOf(program: Program): PageModule[] {
  const known = new Map<string, PageModule>();
  for (const [name, code] of Object.entries(program)) {
    const facts = readModuleFacts(code);
    const imports = facts.imports.map(({ specifier }) => known.get(specifier.slice(2))!);
    known.set(name, { address: `/games/a/${name}`, code, facts, imports });
  }
  return [...known.values()];
}

const global = globalThis as unknown as { seen: unknown };

/** Runs a module and returns what it leaves, or how it fails. */
async function run(folder: TempDir, name: string): Promise<unknown> {
  global.seen = [];
  try {
    await import(pathToFileURL(`${folder.path}/${name}`).href);
  } catch (error) {
    return [global.seen, `${error}`];
  }
  return global.seen;
}

const SAME: Readonly<Record<string, Program>> = {
  "names, other names and defaults": {
    "a.mjs": "export const one = 1; export function two() { return 2; } export class Three {}",
    "b.mjs": `import { one, two as zwei } from "./a.mjs"; export default one + zwei();`,
    "c.mjs":
      `import sum, * as all from "./b.mjs"; import { Three } from "./a.mjs"; seen = [sum, all.default, Three.name];`,
  },
  "defaults without a name": {
    "a.mjs": "export default function () { return 1; }\n[1].forEach(() => {});",
    "b.mjs": "export default class { x = 1 }\n(() => {})();",
    "c.mjs": "export default (1, 2);",
    "d.mjs": "export default () => 3\nconst after = 4;",
    "e.mjs": "export default function named() { return named.name; }",
    "f.mjs": `import a from "./a.mjs"; import B from "./b.mjs"; import c from "./c.mjs";
      import d from "./d.mjs"; import e from "./e.mjs";
      seen = [a(), a.name, new B().x, B.name, c, d(), d.name, e()];`,
  },
  "what is handed on": {
    "a.mjs": "export const x = 1, { y, z: [w = 5] } = { y: 2, z: [] }; export default 9;",
    "b.mjs": `export * from "./a.mjs"; export { x as again, default as nine } from "./a.mjs";
      export * as inner from "./a.mjs"; const own = 7; export { own as y };`,
    "c.mjs": `import * as all from "./b.mjs"; import { nine, inner } from "./b.mjs";
      let fixed = "no"; try { all.y = 1; } catch { fixed = "fixed"; }
      seen = [Object.keys(all), all.y, nine, inner.w, fixed].flat();`,
  },
  "the order, and that each runs once": {
    "a.mjs": `globalThis.seen.push("a");`,
    "b.mjs": `globalThis.seen.push("b"); import "./a.mjs";`,
    "c.mjs": `import "./b.mjs"; globalThis.seen.push("c"); import "./a.mjs";`,
    "d.mjs": `import "./c.mjs"; import "./b.mjs"; globalThis.seen.push("d");`,
  },
  "names that several modules have": {
    "a.mjs": "const hidden = 1; export const get = () => hidden; var top = 5;",
    "b.mjs": "const hidden = 2; export const get = () => hidden; let top = 6;",
    "c.mjs":
      `import { get } from "./a.mjs"; import { get as other } from "./b.mjs"; const hidden = 3;
      seen = [get(), other(), hidden, typeof top];`,
  },
  "this, and that it is strict": {
    "a.mjs": "export const self = this; export const f = function () { return this; };",
    "b.mjs": `import { self, f } from "./a.mjs"; let failed = "no";
      try { undeclared = 1; } catch { failed = "yes"; } seen = [self, f(), failed];`,
  },
  "a throw in the middle": {
    "a.mjs": `globalThis.seen.push("a"); export const x = 1;`,
    "b.mjs": `import { x } from "./a.mjs"; if (x) throw new Error("stop"); export const y = 2;`,
    "c.mjs": `import { y } from "./b.mjs"; globalThis.seen.push(y);`,
  },
  "a last one that waits": {
    "a.mjs": "export const x = 1;",
    "b.mjs": `import { x } from "./a.mjs"; const y = await Promise.resolve(x + 1);
      for await (const z of [y, 5]) globalThis.seen.push(z);`,
  },
  "comments wherever they may stand": {
    "a.mjs":
      `export /* 1 */ const x = 1; // 2\nexport {\n  x as y, // 3\n  /* 4 */ x as z\n};\n<!-- 5`
        .replace("\n<!-- 5", ""),
    "b.mjs": `/* 1\n*/ import /* 2 */ { x /* 3 */, z } from /* 4 */ "./a.mjs"; // import "./c.mjs"
      const text = "/* 5 */"; const pattern = /[/*]/; // 6
      seen = [x, z, text, pattern.source];\n// at the end`,
  },
  "an import that ends the statement before it": {
    "a.mjs": "export const x = 1;",
    "b.mjs": `const f = () => "called"\nimport { x } from "./a.mjs"\n;[x].map(String)\nconst g = f
      export { x as y }\n(globalThis.seen = [typeof g])`,
  },
  "a variable that changes but is no one else's": {
    "a.mjs": "let count = 0; export const next = () => ++count; export let fixed = 5;",
    "b.mjs": `import { next, fixed } from "./a.mjs"; seen = [next(), next(), fixed];`,
  },
};

for (const [what, program] of Object.entries(SAME)) {
  Deno.test(`linked modules do the same: ${what}`, async () => {
    await using folder = await TempDir.make();
    const linked = linkModules(modulesOf(program));
    assert(linked !== undefined, "they are not linked");
    await writeTree(folder.path, { ...program, "linked.mjs": linked });
    const [last] = Object.keys(program).slice(-1);
    const wanted = await run(folder, last!);
    assertEquals(await run(folder, "linked.mjs"), wanted);
    assert((wanted as unknown[]).length > 0, "the program shows nothing");
  });
}

Deno.test("a linked module's own address is that of its file", async () => {
  await using folder = await TempDir.make();
  const linked = linkModules(modulesOf({
    "deep/a.mjs": `export const at = new URL("sound.wav", import.meta.url).pathname;`,
    "b.mjs": `import { at } from "./deep/a.mjs"; seen = [at];`,
  }));
  await writeTree(folder.path, { "linked.mjs": linked! });
  assertEquals(await run(folder, "linked.mjs"), ["/games/a/deep/sound.wav"]);
});

/** What one text would not do as the modules do, or what browsers refuse. */
const REFUSED: Readonly<Record<string, Program>> = {
  "an export that changes": {
    "a.mjs": "export let score = 0; export function add() { score++; }",
    "b.mjs": `import { score, add } from "./a.mjs"; add(); seen = score;`,
  },
  "an export that changes under another name": {
    "a.mjs": "let score = 0; export { score as s }; export const add = () => { [score] = [1]; };",
    "b.mjs": `import { s } from "./a.mjs"; seen = s;`,
  },
  "a function that is replaced": {
    "a.mjs": "export default function f() {} f = 1;",
    "b.mjs": `import f from "./a.mjs"; seen = f;`,
  },
  "one that waits while others could go on": {
    "a.mjs": "await 0; export const x = 1;",
    "b.mjs": `import { x } from "./a.mjs"; seen = x;`,
  },
  "a module that is loaded later": {
    "a.mjs": "export const x = 1;",
    "b.mjs": `import { x } from "./a.mjs"; import("./a.mjs");`,
  },
  "a script that is made a module": {
    "a.mjs": "export const x = 1;",
    "b.mjs": `import { x } from "./a.mjs"; const s = {}; s.type = "module";`,
  },
  "a name that is not exported": {
    "a.mjs": "export const x = 1;",
    "b.mjs": `import { y } from "./a.mjs";`,
  },
  "a name that two modules hand on": {
    "a.mjs": "export const x = 1;",
    "b.mjs": "export const x = 2;",
    "c.mjs": `export * from "./a.mjs"; export * from "./b.mjs";`,
    "d.mjs": `import * as all from "./c.mjs"; seen = all;`,
  },
  "another kind of file": {
    "a.mjs": "export const x = 1;",
    "b.mjs": `import { x } from "./a.mjs"; import data from "./a.mjs" with { type: "json" };`,
  },
  "the module's own data": {
    "a.mjs": "export const x = import.meta;",
    "b.mjs": `import { x } from "./a.mjs"; seen = x;`,
  },
};

for (const [what, program] of Object.entries(REFUSED)) {
  Deno.test(`modules are not linked: ${what}`, () => {
    assertEquals(linkModules(modulesOf(program)), undefined);
  });
}

Deno.test("the map leads from each line of the linked text to that of its module", () => {
  const modules = modulesOf({
    "a.mjs": `// one\n/* two\n three */\nexport const find = "a";\n`,
    "b.mjs": `import {\n  find,\n} from "./a.mjs";\n\nfind; "b";`,
    "c.mjs": `import "./b.mjs";\r\n"c";`,
  });
  const lines = linkModules(modules)!.split("\n");
  const map = new SourceMap(JSON.parse(mapLines(modules)));
  for (const [name, original] of [["a", 3], ["b", 4], ["c", 1]] as const) {
    const line = lines.findIndex((text) => text.includes(`"${name}"`));
    const { originalSource, originalLine } = map.findEntry(line, 0) as unknown as {
      originalSource: string;
      originalLine: number;
    };
    assertEquals([originalSource, originalLine], [`/games/a/${name}.mjs`, original]);
  }
});

/** Types wherever they may stand, and what looks like the blanks that they leave. */
const TYPED = [
  `import type { Point } from "./gone.ts";`,
  "interface Named<Kind extends string = string> { readonly kind: Kind; tag?: Kind }",
  "type Made = Named<'made'> & {",
  "  readonly made: true",
  "}",
  "function add(a: number, b: number): number",
  "function add(a: string, b: string): string",
  "function add(a: number | string, b: number | string): number | string {",
  "  return (a as number) + (b as number)",
  "}",
  "export const same = <Value,>(value: Value): Value => value",
  "let [count, kept]: [number, number | undefined] = [1, 2]",
  ";[count] = [kept! - -count as number]",
  "const wide: string = `a    ${add<never>(1, 2) as number    }    b`",
  `const found = /x    y/g.test("x    y" as string) as boolean`,
  "const half = count! / 2 /* as /    it */ / 1",
  "const three = (3 as number satisfies number)",
  "  + +half",
  "class Box<Value> implements Iterable<Value> {",
  "  private readonly   value: Value",
  "  declare ghost: string",
  "  protected static made: number = 0;",
  "  constructor(value: Value) { this.value = value; Box.made++ }",
  "  *[Symbol.iterator](): Generator<Value, void, undefined> {",
  "    yield this.value as unknown as Value",
  "  }",
  "}",
  "const later = async <Value,>(value: Value): Promise<",
  "  Value",
  "> => value",
  "const plan = { kind: 'made', made: true } satisfies Made",
  "const line = (): string | undefined => {",
  "  return /* and",
  "    no more */ plan.kind as string",
  "}",
  "globalThis.seen = [count, wide, found, half, three, ...new Box(same<number>(7)), typeof later, plan.kind, line()]",
].join("\n");

/** A word of a line that is no type. */
const WORD_REGEXP = /(?<=(?:const|let|class) )\[?\w+|plan\.kind(?= as)|yield|\+ \+half/;

Deno.test("erased types leave no blanks in linked modules, and every line in its place", async () => {
  await using folder = await TempDir.make();
  const { code } = transformSync(TYPED, { mode: "strip-only" });
  const main = `import { same } from "./typed.mjs";\nseen.push(same(1));`;
  const linked = linkModules(modulesOf({ "typed.mjs": code, "main.mjs": main }))!;
  const blanks = linked.match(/[^\S\n]{2,}./g)!;
  assertEquals(blanks, ["    $", "    b", "    y", "    y"], linked);
  assert(!/[^\S\n]$/m.test(linked), linked);
  const lines = linked.split("\n");
  for (const [at, line] of TYPED.split("\n").entries()) {
    const [word] = WORD_REGEXP.exec(line) ?? [""];
    assertStringIncludes(lines[at]!, word);
  }
  await writeTree(folder.path, { "typed.mjs": code, "main.mjs": main, "linked.mjs": linked });
  const seen = [3, "a    3    b", true, 1.5, 4.5, 7, "function", "made", undefined, 1];
  assertEquals(await run(folder, "main.mjs"), seen);
  assertEquals(await run(folder, "linked.mjs"), seen);
});

Deno.test("a blank stays where two tokens would become one, or another", () => {
  const code = [
    "const a  =  1  ,  b  =  [  2  ]",
    "export const c = a  +  +a - b  [  0  ]  -  -a",
    "const d = 1  .toFixed(), e = a  /  /x/.lastIndex",
    "label:  for  (const  f  of  b)  continue  label",
    "function*  g()  {  yield  *b  ;  return  /  /  .test(d)  ?  .5  :  e  in  {}  }",
    "const h = `  ${  a  }  `  +  typeof  /[/]  /  .source",
  ].join("\n");
  assertEquals(readModuleFacts(code).body!.split("\n"), [
    "const a = 1,b =[2]",
    "const c = a + +a - b[0]- -a",
    "const d = 1 .toFixed(), e = a / /x/.lastIndex",
    "label: for(const f of b)continue label",
    "function* g(){yield *b;return /  / .test(d)? .5 : e in{}}",
    "const h = `  ${a}  ` + typeof /[/]  / .source",
  ]);
});
