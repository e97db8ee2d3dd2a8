import { parseParameters } from "./parameters.ts";

const EXT_VALUE_REGEXP = /^([^']*)'[^']*'(.*)$/s;
const ENCODED_WORD_REGEXP = /=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([^?]*)\?=/gi;
const ADJACENT_WORDS_REGEXP = /(=\?[^?]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi;

/** Decodes bytes; undefined where they are not in that charset, or the charset is unknown. */
function decodeBytes(bytes: Uint8Array<ArrayBuffer>, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Returns the bytes of a header value from fetch, in which each character stands for one byte. */
function latin1Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return /^[\0-\xff]*$/.test(text) ? bytes : undefined;
}

/** Returns the bytes behind `%E4%BD%A0`; undefined where a `%` begins no valid escape. */
function percentBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (/%(?![\da-f]{2})/i.test(text)) return undefined;
  const characters = text.replace(
    /%([\da-f]{2})/gi,
    (_, hex: string) => String.fromCharCode(parseInt(hex, 16)),
  );
  return latin1Bytes(characters);
}

/** Decodes `filename*=UTF-8''na%C3%AFve.txt` (RFC 8187 §3.2). */
function decodeExtended(rawValue: string): string | undefined {
  const [, charset, encoded] = EXT_VALUE_REGEXP.exec(rawValue) ?? [];
  if (charset === undefined || encoded === undefined) return undefined;
  const bytes = percentBytes(encoded);
  return bytes && decodeBytes(bytes, charset || "utf-8");
}

/** Decodes `=?UTF-8?B?5L2g?=` (RFC 2047 §2), a form of e-mail that some servers use. */
function decodeWords(text: string): string {
  const joined = text.replace(ADJACENT_WORDS_REGEXP, "$1");
  return joined.replace(ENCODED_WORD_REGEXP, (whole, charset, kind, encoded) => {
    try {
      const bytes = kind.toLowerCase() === "b"
        ? latin1Bytes(atob(encoded))
        : percentBytes(encoded.replaceAll("_", " ").replace(/=([\da-f]{2})/gi, "%$1"));
      return (bytes && decodeBytes(bytes, charset)) ?? whole;
    } catch {
      return whole;
    }
  });
}

/**
 * Decodes the plain `filename`. By the RFC it is ISO-8859-1, but servers also send raw UTF-8, percent-encoded UTF-8
 * or an encoded word; each of these counts only where all of it decodes.
 */
function decodePlain(rawValue: string): string {
  // Only quotes and backslashes need an escape, so `C:\new\game.zip` keeps its separators.
  const text = rawValue.replace(/\\(["\\])/g, "$1");
  const raw = latin1Bytes(text);
  const utf8 = (raw && decodeBytes(raw, "utf-8")) ?? text;
  const words = decodeWords(utf8);
  if (words !== utf8 || !utf8.includes("%")) return words;
  const bytes = percentBytes(utf8);
  return (bytes && decodeBytes(bytes, "utf-8")) ?? utf8;
}

/**
 * Reads the file name of a Content-Disposition header (RFC 6266 §4.3): `filename*` before `filename`, the first of
 * each.
 *
 * @param header the value from fetch, each character one byte
 * @returns the name as the server sent it, which may contain separators, `..` or controls; undefined without a name
 */
export function parseContentDispositionName(header: string): string | undefined {
  const parameters = parseParameters(header);
  const extended = parameters.find(({ name }) => name === "filename*");
  const name = extended && decodeExtended(extended.rawValue);
  if (name) return name;
  const plain = parameters.find(({ name }) => name === "filename");
  return (plain && decodePlain(plain.rawValue)) || undefined;
}
