import { type ImportDeclaration, parse, type Program } from "acorn";
import { type Change, withChanges } from "../relocate/changes.ts";
import { TokenGaps } from "../relocate/token_gaps.ts";

type Statement = Program["body"][number];

/**
 * Links a module and its imports into one classic script, each module after those it imports, as a browser runs
 * them. Each becomes a function that returns its exports, so it keeps its own scope and leaks no name.
 *
 * @throws {SyntaxError} for a circle of imports, and for an export without a declared name
 */
export async function linkScript(entry: URL): Promise<string> {
  const pieces: string[] = [];
  /** The name of each module in the script, by its URL; undefined while its imports are read. */
  const names = new Map<string, string | undefined>();
  const add = async (url: URL): Promise<string> => {
    const known = names.get(url.href);
    if (known !== undefined) return known;
    if (names.has(url.href)) throw new SyntaxError(`Cannot link "${url}": it imports itself`);
    names.set(url.href, undefined);
    const text = await linkModule(url, add);
    const name = `module${pieces.length}`;
    pieces.push(`const ${name}=(()=>{${text}})();\n`);
    names.set(url.href, name);
    return name;
  };
  await add(entry);
  return `"use strict";(()=>{\n${pieces.join("")}})();\n`;
}

/** @param nameOf links another module before this one and returns its name in the script */
async function linkModule(url: URL, nameOf: (url: URL) => Promise<string>): Promise<string> {
  const source = await Deno.readTextFile(url);
  // Loaded with the first script; the program itself starts without it.
  const { transformSync } = await import("amaro");
  const { code } = transformSync(source, { mode: "strip-only" });
  const gaps = new TokenGaps(code);
  const options = { ecmaVersion: "latest", sourceType: "module", onToken: gaps.take } as const;
  const { body } = parse(code, options);
  const changes: Change[] = [];
  const exported: string[] = [];
  for (const statement of body) {
    if (statement.type === "ImportDeclaration") {
      const from = await nameOf(new URL(`${statement.source.value}`, url));
      const text = takeImports(statement, { from, url });
      changes.push({ start: statement.start, end: statement.end, text });
    } else if (statement.type.startsWith("Export")) {
      const { name, start } = readExport(statement, url);
      exported.push(name);
      changes.push({ start: statement.start, end: start, text: "" });
    }
  }
  return `${withChanges(code, gaps.close(changes))}\nreturn {${exported.join()}};`;
}

/** Turns `import { a, b as c } from "…"` into `const {a,b:c}=module0;`. */
function takeImports(
  { specifiers }: ImportDeclaration,
  { from, url }: { from: string; url: URL },
): string {
  const taken = specifiers.map((specifier) => {
    if (specifier.type === "ImportSpecifier" && specifier.imported.type === "Identifier") {
      return `${specifier.imported.name}:${specifier.local.name}`;
    }
    throw new SyntaxError(`Cannot link "${url}": it imports a module as a whole`);
  });
  return `const {${taken.join()}}=${from};`;
}

/** Returns the exported name, and where its declaration begins behind `export`. */
function readExport(statement: Statement, url: URL): { name: string; start: number } {
  if (statement.type === "ExportNamedDeclaration" && statement.declaration) {
    const { declaration } = statement;
    const { start } = declaration;
    if (declaration.type !== "VariableDeclaration") return { name: declaration.id.name, start };
    const [{ id } = {}, ...others] = declaration.declarations;
    // Importers get a copy of the value, so they would not see a `let` change.
    const isFixed = declaration.kind === "const" && others.length === 0;
    if (isFixed && id?.type === "Identifier") return { name: id.name, start };
  }
  throw new SyntaxError(`Cannot link "${url}": it exports something else than a declared name`);
}
