// Finds the words of a program's line that are coloured.

/** A piece of a line. `number` names one of the scene's numbers. */
export type Token = {
  readonly kind: "plain" | "keyword" | "string" | "literal" | "call" | "number";
  readonly text: string;
};

/** The languages of programs. */
export type CodeLanguage = "javascript" | "python";

const KEYWORDS: Readonly<Record<CodeLanguage, ReadonlySet<string>>> = {
  javascript: new Set(
    "async await const default else export for function if let new of return true while yield"
      .split(" "),
  ),
  python: new Set(
    "as def except for from if import in not pass return True try while with yield False None"
      .split(" "),
  ),
};
const TOKEN_REGEXP = /`(?:[^`\\]|\\.)*`|"[^"]*"|[A-Za-z_$][\w$]*|\d+|\s+|[^\w\s`"$]+|[`"$]/g;

/** Cuts a line into pieces that together are the line. */
export function tokenize(
  line: string,
  numbers: ReadonlySet<string> = new Set(),
  language: CodeLanguage = "javascript",
): Token[] {
  if (language === "python" && line.trimStart().startsWith("#")) {
    return [{ kind: "plain", text: line }];
  }
  const keywords = KEYWORDS[language];
  return [...line.matchAll(TOKEN_REGEXP)].map(({ 0: text, index }) => ({
    kind: kindOf(text, {
      next: line[index + text.length],
      before: line[index - 1],
      numbers,
      keywords,
    }),
    text,
  }));
}

function kindOf(text: string, { next, before, numbers, keywords }: {
  readonly next: string | undefined;
  readonly before: string | undefined;
  readonly numbers: ReadonlySet<string>;
  readonly keywords: ReadonlySet<string>;
}): Token["kind"] {
  if (/^[`"]/.test(text)) return "string";
  if (/^\d/.test(text)) return "literal";
  if (keywords.has(text)) return "keyword";
  if (numbers.has(text) && before !== ".") return "number";
  return next === "(" && /^\w/.test(text) ? "call" : "plain";
}
