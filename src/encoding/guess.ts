/**
 * Names and texts that do not declare their encoding: Chinese, Japanese and Korean Windows write them in the
 * system's code page, old DOS programs in code page 437.
 */
import {
  isUtf8ByAccident,
  LEGACY_ENCODINGS,
  type LegacyEncoding,
  type NameEncoding,
  scoreName,
} from "./scores.ts";

/**
 * Guesses the encoding of an archive's names: UTF-8 if all of them are valid, else the encoding in which most of
 * their characters are common ones. All names count together, because one alone may fit several; in a tie, Chinese
 * goes before Japanese.
 */
export function guessNameEncoding(names: readonly Uint8Array<ArrayBuffer>[]): NameEncoding {
  const isUtf8 = names.every((bytes) => decode(bytes, "utf-8") !== undefined);
  if (!isUtf8) return guessLegacyEncoding(names);
  const beyondAscii = names.filter((bytes) => bytes.some((byte) => byte >= 0x80));
  const isAccident = beyondAscii.length > 0 &&
    beyondAscii.every((bytes) => isUtf8ByAccident(bytes, decode));
  return isAccident ? "gbk" : "utf-8";
}

/** Guesses the encoding of names of which at least one is not UTF-8. */
export function guessLegacyEncoding(names: readonly Uint8Array<ArrayBuffer>[]): LegacyEncoding {
  let best: { encoding: LegacyEncoding; share: number } = { encoding: "cp437", share: 0 };
  for (const encoding of LEGACY_ENCODINGS) {
    const share = commonShare(names, encoding);
    // With no common characters in any encoding, the zip format's own default stays.
    if (share > best.share) best = { encoding, share };
  }
  return best.encoding;
}

/** Returns the share of common characters among the names in an encoding; 0 where a name is invalid in it. */
function commonShare(names: readonly Uint8Array<ArrayBuffer>[], encoding: LegacyEncoding): number {
  let [common, all] = [0, 0];
  for (const bytes of names) {
    const score = scoreName(bytes, encoding, decode);
    if (!score) return 0;
    common += score.common;
    all += score.all;
  }
  return all === 0 ? 0 : common / all;
}

/** The upper half of code page 437, in order. */
const CP437_UPPER = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
  "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/** Decodes a name; undefined where the bytes are invalid in the encoding. */
function decode(bytes: Uint8Array<ArrayBuffer>, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeCp437(bytes: Uint8Array): string {
  const characters = Array.from(
    bytes,
    (byte) => byte < 0x80 ? String.fromCharCode(byte) : CP437_UPPER[byte - 0x80]!,
  );
  return characters.join("");
}

/** Decodes a name; one that is invalid in the encoding counts as code page 437, where every byte is valid. */
export function decodeName(bytes: Uint8Array<ArrayBuffer>, encoding: NameEncoding): string {
  const decoded = encoding === "cp437" ? undefined : decode(bytes, encoding);
  return decoded ?? decodeCp437(bytes);
}
