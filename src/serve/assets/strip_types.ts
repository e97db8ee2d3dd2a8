import { unicodeWidth } from "@std/cli/unicode-width";

type Transform = (source: string, options: { mode: "strip-only" }) => { code: string };

/** What amaro throws: a plain object with these; lines count from 1 and columns of the screen from 0. */
interface StripProblem {
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}

/** The most texts kept; a game has dozens of modules, and switching back must be quick. */
const MAX_REMEMBERED = 1000;

const remembered = new Map<string, string>();

// Loaded with the first TypeScript file, because it brings several MiB of WebAssembly.
let loading: Promise<Transform> | undefined;

function loadTransform(): Promise<Transform> {
  return loading ??= import("amaro").then((amaro) => amaro.transformSync as Transform);
}

/**
 * Turns TypeScript into JavaScript by blanking out its types, so that every line and column stays where it was. Text
 * that cannot be parsed becomes a module that throws a SyntaxError from the same line and column, so that the
 * browser's console leads the author there.
 *
 * @param options.path the file's name in errors
 * @param options.version identifies the content; the same version is answered from memory
 */
export async function stripTypes(
  source: string,
  options: { path: string; version: string },
): Promise<string> {
  const key = `${options.version} ${options.path}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const code = strip(await loadTransform(), { source, path: options.path });
  const [oldest] = remembered.keys();
  if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, code);
  return code;
}

function strip(
  transform: Transform,
  { source, path }: { source: string; path: string },
): string {
  try {
    return transform(source, { mode: "strip-only" }).code;
  } catch (error) {
    if (!isStripProblem(error)) throw error;
    const line = source.split(/\r\n|[\n\r\u2028\u2029]/)[error.startLine - 1] ?? "";
    return throwAt({ ...error, startColumn: findColumn(line, error.startColumn) }, path);
  }
}

function isStripProblem(error: unknown): error is StripProblem {
  return typeof error === "object" && error !== null && "message" in error &&
    "startLine" in error && "startColumn" in error;
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

function throwAt({ message, startLine, startColumn }: StripProblem, path: string): string {
  const text = `${path}:${startLine}:${startColumn + 1}: ${message}`;
  const padding = "\n".repeat(startLine - 1) + " ".repeat(startColumn);
  return `${padding}throw new SyntaxError(${JSON.stringify(text)});\n`;
}
