import { parse } from "es-module-lexer/minimal/js";
import { type Change, withChanges } from "./changes.ts";
import type { Lead } from "./lead.ts";

/** An import from the root of the host. Few scripts have one, and only those are read as a whole. */
const CANDIDATE_REGEXP = /\b(?:from|import)\s*(?:\(\s*)?(?:\/\*[^*]{0,200}\*\/\s*)?["'`]\/(?![/*])/;

/** A file that a module names by `new URL("/a.wasm", import.meta.url)`. */
const FILE_REGEXP = /(\bnew\s+URL\(\s*)(["'`])(\/[^"'`\\$\n]*)\2(?=\s*,\s*import\.meta\.url)/g;

/** The beginning of an address that is put together: `"/levels/" + name`. */
const BEGINNING_REGEXP = /^(["'`])(\/(?:[^"'`\\$]*\/)?)/;

/** The longest text for the lexer, which keeps ten times its length in memory forever. */
const MAX_LENGTH = 4 * 1024 * 1024;

/**
 * Leads the absolute addresses that a script imports into the game. A redirect will not do: the browser runs a module
 * again for each address that it is imported by.
 */
export function relocateImports(source: string, lead: Lead): string {
  const text = source.replace(FILE_REGEXP, (whole, before, quote, address) => {
    const led = lead(address);
    return led === undefined ? whole : before + quote + led + quote;
  });
  if (text.length > MAX_LENGTH || !CANDIDATE_REGEXP.test(text)) return text;
  return withChanges(text, findChanges(text, lead));
}

function findChanges(text: string, lead: Lead): Change[] {
  return readImports(text).flatMap(({ n: name, s: start, e: end, d: dynamicAt }) => {
    const led = name === undefined ? undefined : lead(name);
    if (led !== undefined) {
      return { start, end, text: dynamicAt < 0 ? led : JSON.stringify(led) };
    }
    if (dynamicAt < 0) return [];
    const [whole, quote, beginning] = BEGINNING_REGEXP.exec(text.slice(start, end)) ?? [];
    const folder = beginning === undefined ? undefined : lead(beginning);
    if (whole === undefined || folder === undefined) return [];
    return { start, end: start + whole.length, text: quote + folder };
  });
}

/** Lists the imports of a script; none where the text is no JavaScript. */
function readImports(text: string): ReturnType<typeof parse>[0] {
  try {
    return parse(text)[0];
  } catch {
    return [];
  }
}

/**
 * Replaces the path that a build takes for its root, wherever a string of a script begins with it: routers compare it
 * with `location.pathname`, bundlers put it before the names of their files.
 *
 * @param prefix `/REPO/`
 * @param home `/games/ID/`
 */
export function replacePrefix(
  source: string,
  { prefix, home }: { prefix: string; home: string },
): string {
  const bare = (path: string) => path.slice(0, -1);
  const pattern = new RegExp(`(["'\`])${RegExp.escape(bare(prefix))}(?=/|\\1)`, "g");
  return source.replace(pattern, (_, quote: string) => quote + bare(home));
}
