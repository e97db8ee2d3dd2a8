/**
 * Names in archives that do not say which encoding they are in: those made on Chinese and Japanese
 * Windows are in its code page, those made by old DOS programs in code page 437.
 */

/** An encoding names of archives are found in. */
export type NameEncoding = "utf-8" | "gbk" | "shift_jis" | "cp437";

/** How many characters are such as names have, and how many are possible but rare. */
interface Score {
  common: number;
  rare: number;
}

/** Whether two bytes are a character, and one that names have. */
type PairRule = (lead: number, trail: number) => "common" | "rare" | "no";

/** GB 2312's first level of hanzi and its punctuation. */
function gbkPair(lead: number, trail: number): ReturnType<PairRule> {
  const isPair = lead >= 0x81 && lead <= 0xfe && trail >= 0x40 && trail <= 0xfe && trail !== 0x7f;
  if (!isPair) return "no";
  const isFirstLevel = lead >= 0xb0 && lead <= 0xd7;
  return trail >= 0xa1 && (isFirstLevel || lead === 0xa1 || lead === 0xa3) ? "common" : "rare";
}

/**
 * The signs names have, of the row where code page 437 has `ü` before a letter: the ideographic
 * space, ・々ー～
 */
const SHIFT_JIS_SIGNS: ReadonlySet<number> = new Set([0x40, 0x45, 0x58, 0x5b, 0x60]);

/** Hiragana, katakana and JIS X 0208's first level of kanji. */
function shiftJisPair(lead: number, trail: number): ReturnType<PairRule> {
  const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
  if (!isLead || trail < 0x40 || trail > 0xfc || trail === 0x7f) return "no";
  const isKana = (lead === 0x82 && trail >= 0x9f && trail <= 0xf1) ||
    (lead === 0x83 && trail <= 0x96) || (lead === 0x81 && SHIFT_JIS_SIGNS.has(trail));
  return isKana || (lead >= 0x88 && lead <= 0x97) ? "common" : "rare";
}

/** Undefined where the bytes cannot be in the encoding. */
function scorePairs(bytes: Uint8Array, rule: PairRule, isSingle: (byte: number) => boolean) {
  const score: Score = { common: 0, rare: 0 };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    if (isSingle(byte)) {
      score.rare++;
      continue;
    }
    const kind = rule(byte, bytes[++at] ?? 0);
    if (kind === "no") return undefined;
    score[kind]++;
  }
  return score;
}

/** Letters with accents are common, lines, Greek and signs are rare. */
function scoreCp437(bytes: Uint8Array): Score {
  const high = bytes.filter((byte) => byte >= 0x80);
  const common = high.filter((byte) => byte <= 0xa5).length;
  return { common, rare: high.length - common };
}

const SCORERS: readonly [NameEncoding, (bytes: Uint8Array) => Score | undefined][] = [
  ["gbk", (bytes) => scorePairs(bytes, gbkPair, () => false)],
  ["shift_jis", (bytes) => scorePairs(bytes, shiftJisPair, (b) => b >= 0xa1 && b <= 0xdf)],
  ["cp437", scoreCp437],
];

/**
 * Guesses which encoding names are in that do not say it: UTF-8 where all of them are, else the one in
 * which the most of their characters are common ones. All names of an archive count together, since
 * one alone may fit several; where they tie, Chinese goes before Japanese.
 */
export function guessNameEncoding(names: readonly Uint8Array<ArrayBuffer>[]): NameEncoding {
  if (names.every((bytes) => decode(bytes, "utf-8") !== undefined)) return "utf-8";
  const totals = SCORERS.map(([encoding]) => ({ encoding, common: 0, all: 0, isPossible: true }));
  for (const bytes of names) {
    SCORERS.forEach(([, scorer], index) => {
      const total = totals[index]!;
      const score = scorer(bytes);
      if (score === undefined) total.isPossible = false;
      else {
        total.common += score.common;
        total.all += score.common + score.rare;
      }
    });
  }
  const shares = totals.filter(({ isPossible }) => isPossible)
    .map(({ encoding, common, all }) => ({ encoding, share: all === 0 ? 0 : common / all }));
  const best = shares.reduce((a, b) => b.share > a.share ? b : a);
  // Nothing common in any: what the format itself says they are.
  return best.share === 0 ? "cp437" : best.encoding;
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
