// Finds the words of a program's line that are coloured.

/** A piece of a line. `number` names one of the scene's numbers. */
export type Token = {
  readonly kind: "plain" | "keyword" | "string" | "literal" | "call" | "number";
  readonly text: string;
};

const KEYWORDS = new Set(
  ("async await const default export for function if let new of return true while yield").split(
    " ",
  ),
);
const TOKEN_REGEXP = /`(?:[^`\\]|\\.)*`|"[^"]*"|[A-Za-z_$][\w$]*|\d+|\s+|[^\w\s`"$]+/g;

/** Cuts a line into pieces that together are the line. */
export function tokenize(line: string, numbers: ReadonlySet<string> = new Set()): Token[] {
  return [...line.matchAll(TOKEN_REGEXP)].map(({ 0: text, index }) => ({
    kind: kindOf(text, { next: line[index + text.length], before: line[index - 1], numbers }),
    text,
  }));
}

function kindOf(text: string, { next, before, numbers }: {
  readonly next: string | undefined;
  readonly before: string | undefined;
  readonly numbers: ReadonlySet<string>;
}): Token["kind"] {
  if (/^[`"]/.test(text)) return "string";
  if (/^\d/.test(text)) return "literal";
  if (KEYWORDS.has(text)) return "keyword";
  if (numbers.has(text) && before !== ".") return "number";
  return next === "(" && /^\w/.test(text) ? "call" : "plain";
}
