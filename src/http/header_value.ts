/** Values of request headers that people write (RFC 9110 §5.5). */

// A value may contain a tab, but no line break, NUL or other control, in whatever escape.
// deno-lint-ignore no-control-regex
const UNSENDABLE_REGEXP = /[\x00-\x08\x0a-\x1f\x7f]/;

/** Whether a header can carry this text: one without a line break, NUL or other control character. */
export function isHeaderValue(text: string): boolean {
  return !UNSENDABLE_REGEXP.test(text);
}

/**
 * Encodes a text for fetch, whose header values consist of bytes: each UTF-8 byte becomes one character. Servers
 * that look beyond ASCII read the bytes as UTF-8, and curl sends the same ones.
 */
export function toHeaderBytes(text: string): string {
  // deno-lint-ignore no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return String.fromCharCode(...new TextEncoder().encode(text));
}
