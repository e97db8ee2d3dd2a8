import { unicodeWidth } from "@std/cli/unicode-width";
import { type GameStripper, SlowFileError, type StripAnswer } from "./type_stripper.ts";

/**
 * Turns TypeScript into JavaScript by blanking out its types, so that every line and column stays where it was. Text
 * that cannot be parsed becomes a module that throws a SyntaxError from the same line and column, so that the
 * browser's console leads the author there.
 *
 * @param options.path the file's name in errors
 * @param options.version identifies the content
 * @throws {SlowFileError} where it takes too long now
 */
export async function stripTypes(
  source: string,
  options: { path: string; version: string; stripper: GameStripper },
): Promise<string> {
  return codeOf(await options.stripper.strip(source, options.version), {
    source,
    path: options.path,
  });
}

/** Which of the two a browser's user reads is not known here. */
const UNREADABLE =
  "coplay cannot read this TypeScript: it is nested too deeply, or has too many errors" +
  " / coplay 无法解析此 TypeScript 文件：嵌套过深或错误过多";

function codeOf(answer: StripAnswer, { source, path }: { source: string; path: string }): string {
  if (answer.kind === "code") return answer.code;
  if (answer.kind === "late") throw new SlowFileError(path, answer.againMs);
  if (answer.kind === "unreadable") {
    return throwAt({ message: UNREADABLE, startLine: 1, startColumn: 0 }, path);
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
