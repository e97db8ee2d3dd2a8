/// <reference lib="deno.unstable" />
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A TypeScript file of the repository. */
export interface SourceCode {
  /** The path from the root of the repository, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  /** The repository's files that it imports, including type imports. */
  readonly imports: readonly string[];
  /** All functions in it, including nested ones. */
  readonly functions: readonly FunctionCode[];
  /** All regular expressions that are written in it, as they are written. */
  readonly patterns: readonly string[];
  /** What it makes regular expressions of: the argument of each `new RegExp`. */
  readonly madePatterns: readonly string[];
}

/** A function, method or arrow function. */
export interface FunctionCode {
  /** The line where it begins, from 1. */
  readonly line: number;
  readonly lineCount: number;
}

/** Reads every TypeScript file in folders of the repository; a name with an extension is a file. */
export async function readSourceCode(names: readonly string[]): Promise<readonly SourceCode[]> {
  const paths = (await Promise.all(names.map(listPaths))).flat();
  return await Promise.all(paths.map(async (path) => {
    return readFile(path, await Deno.readTextFile(join(ROOT, path)));
  }));
}

async function listPaths(path: string): Promise<string[]> {
  if (path.endsWith(".ts")) return [path];
  const lists: string[][] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(ROOT, path))) {
    if (isDirectory || name.endsWith(".ts")) lists.push(await listPaths(`${path}/${name}`));
  }
  return lists.flat();
}

function readFile(path: string, text: string): SourceCode {
  const imports = new Set<string>();
  const functions: FunctionCode[] = [];
  const patterns: string[] = [];
  const madePatterns: string[] = [];
  const lines = text.split("\n");
  const takeImport = ({ source }: { source: Deno.lint.Node | null }) => {
    if (source?.type !== "Literal" || typeof source.value !== "string") return;
    if (source.value.startsWith(".")) imports.add(posix.join(posix.dirname(path), source.value));
  };
  const takeFunction = ({ range: [start, end] }: Deno.lint.Node) => {
    const line = countLines(text.slice(0, start));
    functions.push({ line, lineCount: countLines(text.slice(start, end)) });
  };
  visit(path, text, {
    ImportDeclaration: takeImport,
    ImportExpression: takeImport,
    ExportAllDeclaration: takeImport,
    ExportNamedDeclaration: takeImport,
    FunctionDeclaration: takeFunction,
    FunctionExpression: takeFunction,
    ArrowFunctionExpression: takeFunction,
    Literal: (literal) => {
      if ("regex" in literal && literal.regex) patterns.push(literal.raw);
    },
    NewExpression: ({ callee, arguments: [pattern] }) => {
      if (callee.type !== "Identifier" || callee.name !== "RegExp") return;
      madePatterns.push(pattern ? text.slice(...pattern.range) : "");
    },
  });
  return {
    path,
    text,
    lineCount: lines.length - 1,
    imports: [...imports],
    functions,
    patterns,
    madePatterns,
  };
}

/** Parses TypeScript with Deno's own parser, which it offers to lint plugins. */
function visit(path: string, text: string, visitor: Deno.lint.LintVisitor): void {
  const plugin = { name: "reader", rules: { read: { create: () => visitor } } };
  Deno.lint.runPlugin(plugin, path, text);
}

function countLines(text: string): number {
  return text.split("\n").length;
}
