/**
 * Names and texts that do not say which encoding they are in: those made on Chinese, Japanese and Korean Windows are
 * in its code page, those made by old DOS programs in code page 437.
 */
import {
  isUtf8ByAccident,
  LEGACY_ENCODINGS,
  type LegacyEncoding,
  type NameEncoding,
  scoreName,
} from "./name_scores.ts";

/**
 * Guesses which encoding names are in that do not say it: UTF-8 where all of them are, else the one in
 * which the most of their characters are common ones. All names of an archive count together, since
 * one alone may fit several; where they tie, Chinese goes before Japanese.
 */
export function guessNameEncoding(names: readonly Uint8Array<ArrayBuffer>[]): NameEncoding {
  const isUtf8 = names.every((bytes) => decode(bytes, "utf-8") !== undefined);
  if (!isUtf8) return guessLegacyEncoding(names);
  const beyondAscii = names.filter((bytes) => bytes.some((byte) => byte >= 0x80));
  const isAccident = beyondAscii.length > 0 &&
    beyondAscii.every((bytes) => isUtf8ByAccident(bytes, decode));
  return isAccident ? "gbk" : "utf-8";
}

/** The same for names of which one at least is no UTF-8. */
export function guessLegacyEncoding(names: readonly Uint8Array<ArrayBuffer>[]): LegacyEncoding {
  let best: { encoding: LegacyEncoding; share: number } = { encoding: "cp437", share: 0 };
  for (const encoding of LEGACY_ENCODINGS) {
    const share = commonShare(names, encoding);
    // Nothing common in any: what the format itself says they are.
    if (share > best.share) best = { encoding, share };
  }
  return best.encoding;
}

/** How many of the names' characters are common ones in an encoding; 0 where one cannot be in it. */
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

/** The name, undefined where the bytes are not in the encoding. */
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

/** Decodes a name; one that is not in the encoding reads as code page 437, in which all bytes are. */
export function decodeName(bytes: Uint8Array<ArrayBuffer>, encoding: NameEncoding): string {
  const decoded = encoding === "cp437" ? undefined : decode(bytes, encoding);
  return decoded ?? decodeCp437(bytes);
}
