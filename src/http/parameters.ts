/** A `name=value` parameter of a header. */
export interface Parameter {
  /** The name in lower case. */
  readonly name: string;
  /** The text between the quotes, or up to the next `;`, with its escapes. */
  readonly rawValue: string;
}

/** Finds the closing quote, or the text's end where the server forgot it. */
function findQuoteEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** Finds where to look for the next `=` or `;`: behind a quoted text in place of a name. */
function skipQuoted(text: string, from: number): number {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  return text[start] === '"' ? findQuoteEnd(text, start + 1) + 1 : from;
}

function findSemicolon(text: string, from: number): number {
  const at = text.indexOf(";", from);
  return at < 0 ? text.length : at;
}

/**
 * Parses `name=value; name="value"` as tolerantly as browsers do: it accepts stray semicolons, spaces around `=`,
 * unquoted values with spaces and a missing last quote, and skips elements without `=`.
 */
export function parseParameters(text: string): Parameter[] {
  const parameters: Parameter[] = [];
  const separator = /[=;]/g;
  let at = 0;
  for (;;) {
    separator.lastIndex = skipQuoted(text, at);
    const match = separator.exec(text);
    if (match === null) return parameters;
    if (match[0] === ";") {
      at = match.index + 1;
      continue;
    }
    const name = text.slice(at, match.index).trim().toLowerCase();
    const rest = text.slice(match.index + 1);
    const start = match.index + 1 + (rest.length - rest.trimStart().length);
    const isQuoted = text[start] === '"';
    const end = isQuoted ? findQuoteEnd(text, start + 1) : findSemicolon(text, start);
    const rawValue = isQuoted ? text.slice(start + 1, end) : text.slice(start, end).trim();
    if (name !== "") parameters.push({ name, rawValue });
    at = (isQuoted ? findSemicolon(text, end) : end) + 1;
  }
}

/** Removes the escapes of a quoted string (RFC 9110 §5.6.4). */
export function unescapeQuoted(rawValue: string): string {
  return rawValue.replace(/\\(.)/gs, "$1");
}
