/** Values of request headers as people write them (RFC 9110 §5.5). */

// A tab may stand in a value; line breaks, NUL and the other controls may not, whatever they are escaped as.
// deno-lint-ignore no-control-regex
const UNSENDABLE_REGEXP = /[\x00-\x08\x0a-\x1f\x7f]/;

/** Whether a header can carry this text at all: not with a line break, a NUL or another control character. */
export function isHeaderValue(text: string): boolean {
  return !UNSENDABLE_REGEXP.test(text);
}

/**
 * A text as fetch takes it for a header, which carries bytes: each byte of the text's UTF-8 is one character of the
 * result. Servers that look beyond ASCII take the bytes for UTF-8, and curl sends the same ones.
 */
export function toHeaderBytes(text: string): string {
  // deno-lint-ignore no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return String.fromCharCode(...new TextEncoder().encode(text));
}
