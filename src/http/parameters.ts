/** One `name=value` of a header that has a list of them. */
export interface Parameter {
  /** In lower case. */
  readonly name: string;
  /** As it stands between the quotes, or up to the next `;`. Escapes are still in it. */
  readonly rawValue: string;
}

/** The place of the closing quote, or the text's end where a server forgot it. */
function findQuoteEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** Where to look for the next `=` or `;`: not inside a quoted text that stands in place of a name. */
function skipQuoted(text: string, from: number): number {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  return text[start] === '"' ? findQuoteEnd(text, start + 1) + 1 : from;
}

function findSemicolon(text: string, from: number): number {
  const at = text.indexOf(";", from);
  return at < 0 ? text.length : at;
}

/**
 * Reads `name=value; name="value"` as tolerantly as browsers do: stray semicolons, spaces around `=`,
 * values with spaces and without quotes, a last quote that is missing. Elements without `=` are left
 * out.
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

/** Takes the escapes of a quoted string away (RFC 9110 §5.6.4). */
export function unescapeQuoted(rawValue: string): string {
  return rawValue.replace(/\\(.)/gs, "$1");
}
