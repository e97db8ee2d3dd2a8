import { unicodeWidth } from "@std/cli/unicode-width";
import type { StripAnswer, TypeStripper } from "./type_stripper.ts";

/** The most texts kept; a game has dozens of modules, and switching back must be quick. */
const MAX_REMEMBERED = 1000;

const remembered = new Map<string, string>();

/**
 * Turns TypeScript into JavaScript by blanking out its types, so that every line and column stays where it was. Text
 * that cannot be parsed becomes a module that throws a SyntaxError from the same line and column, so that the
 * browser's console leads the author there.
 *
 * @param options.path the file's name in errors
 * @param options.version identifies the content; the same version is answered from memory, also one that cannot be read
 */
export async function stripTypes(
  source: string,
  options: { path: string; version: string; stripper: TypeStripper },
): Promise<string> {
  const key = `${options.version} ${options.path}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const code = codeOf(await options.stripper.strip(source), { source, path: options.path });
  const [oldest] = remembered.keys();
  if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, code);
  return code;
}

function codeOf(answer: StripAnswer, { source, path }: { source: string; path: string }): string {
  if (answer.kind === "code") return answer.code;
  if (answer.kind === "unreadable") {
    const message = "this TypeScript is nested too deeply to be read";
    return throwAt({ message, startLine: 1, startColumn: 0 }, path);
  }
  const line = source.split(/\r\n|[\n\r\u2028\u2029]/)[answer.startLine - 1] ?? "";
  return throwAt({ ...answer, startColumn: findColumn(line, answer.startColumn) }, path);
}

/** Amaro counts columns of a screen: a tab takes four, a character beyond 16 bits one more than its width. */
const TAB_COLUMNS = 4;
const SURROGATE_COLUMNS = 1;

/** Returns the index in a line of the character at a column of the screen. */
function findColumn(line: string, screenColumn: number): number {
  let [at, column] = [0, 0];
  for (const character of line) {
    if (column >= screenColumn) break;
    column += character === "\t" ? TAB_COLUMNS : unicodeWidth(character);
    if (character.length > 1) column += SURROGATE_COLUMNS;
    at += character.length;
  }
  return at;
}

function throwAt(
  { message, startLine, startColumn }: Omit<StripAnswer & { kind: "problem" }, "kind">,
  path: string,
): string {
  const text = `${path}:${startLine}:${startColumn + 1}: ${message}`;
  const padding = "\n".repeat(startLine - 1) + " ".repeat(startColumn);
  return `${padding}throw new SyntaxError(${JSON.stringify(text)});\n`;
}
