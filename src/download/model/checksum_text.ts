import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { ChecksumError, type DigestName } from "./checksum.ts";
import { type ChecksumLine, parseChecksumLine } from "./checksum_line.ts";

/** The checksums in a file, and warnings about it. */
export interface ChecksumText {
  readonly lines: readonly ChecksumLine[];
  /** Warns of lines that are no checksums, as sha256sum does; undefined where there are none. */
  readonly strayLines: Text | undefined;
  /** Warnings, one text each, to print after the file's name. */
  readonly warnings: readonly Text[];
}

/** Algorithms with the same number of digits that coplay cannot compute. */
const RIVALS: Readonly<Record<DigestName, RegExp>> = {
  sha512: /blake2(?!s)|b2sum|sha-?3|keccak|whirlpool|streebog|skein/i,
  sha256: /blake2s|blake2b?-?256|blake3|b3sum|sha-?3|keccak|\bsm3|sha-?512[-/]256|streebog/i,
  sha1: /ripemd|rmd-?160/i,
  md5: /\bmd[24]\b|ripemd-?128/i,
};

/** Words in a file's name or text that name its algorithm. */
const OWN: Readonly<Record<DigestName, RegExp>> = {
  sha512: /sha-?(?:2-)?512/i,
  sha256: /sha-?(?:2-)?256/i,
  sha1: /sha-?1/i,
  md5: /md5/i,
};

/**
 * Reads a checksums file. It skips a line that is no checksum, with a warning as from sha256sum. It also skips a
 * line whose algorithm only its length tells, where the file mentions another algorithm with as many digits.
 *
 * @param source the origin of the text, whose name may name the algorithm
 * @throws {ChecksumError} where the text has lines but no checksum
 */
export function readChecksumText(text: string, source: string): ChecksumText {
  const { lines, isSigned } = withoutArmour(text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/));
  const found: ChecksumLine[] = [];
  const stray: { readonly line: number; readonly error: ChecksumError }[] = [];
  const said: string[] = [];
  for (const [index, line] of lines.entries()) {
    try {
      const entry = parseChecksumLine(line);
      if (entry) found.push(entry);
      else said.push(line);
    } catch (error) {
      if (!(error instanceof ChecksumError)) throw error;
      stray.push({ line: index + 1, error });
      said.push(line);
    }
  }
  if (found.length === 0 && stray.length > 0) throw stray[0]!.error;
  const warnings = isSigned ? [UNCHECKED_SIGNATURE] : [];
  const strayLines = stray.length > 0 ? strayText(stray.length, stray[0]!.line) : undefined;
  if (strayLines) warnings.push(strayLines);
  const name = source.slice(source.lastIndexOf("/") + 1);
  const doubts = [
    ...new Set(found.flatMap(({ isByLength, checksum }) => isByLength ? [checksum.algorithm] : [])),
  ].map((algorithm) => ({ algorithm, doubt: doubtOf(algorithm, name, said.join("\n")) }));
  for (const { doubt } of doubts) if (doubt) warnings.push(doubt.text);
  const refused = new Set(
    doubts.flatMap(({ algorithm, doubt }) => doubt?.isRefused ? [algorithm] : []),
  );
  return {
    lines: found.filter(({ isByLength, checksum }) =>
      !isByLength || !refused.has(checksum.algorithm)
    ),
    strayLines,
    warnings,
  };
}

/** Explains the doubt about lines whose length fits another algorithm too; undefined where there is none. */
function doubtOf(algorithm: DigestName, name: string, said: string) {
  if (OWN[algorithm].test(name)) return undefined;
  const rival = RIVALS[algorithm].exec(`${name}\n${said}`)?.[0];
  if (rival !== undefined) return { isRefused: true, text: rivalText(algorithm, rival) };
  // b2sum is as common as sha512sum, and its digests are as long.
  if (algorithm !== "sha512" || OWN.sha512.test(said)) return undefined;
  return {
    isRefused: false,
    text: {
      en: "it does not say its algorithm; 128 digits are taken for sha512",
      zh: "没有注明算法；128 位十六进制数按 sha512 处理",
    },
  };
}

function rivalText(algorithm: DigestName, rival: string): Text {
  const shown = visible(rival);
  return {
    en: `it speaks of ${shown}, which coplay cannot compute, so lines that could be ` +
      `${algorithm} or that are passed over; SHA256 (NAME) = HEX would tell`,
    zh: `其中提到 coplay 不能计算的 ${shown}，因此无法判断是否为 ${algorithm} 的行已忽略；` +
      "写成 SHA256 (文件名) = 十六进制值 即可区分",
  };
}

function strayText(count: number, line: number): Text {
  return {
    en: count === 1
      ? `line ${line} is no checksum and is passed over`
      : `${count} lines are no checksums and are passed over, the first is line ${line}`,
    zh: count === 1
      ? `第 ${line} 行不是校验和，已忽略`
      : `有 ${count} 行不是校验和，已忽略；第一处在第 ${line} 行`,
  };
}

const UNCHECKED_SIGNATURE: Text = {
  en: "its signature is not checked",
  zh: "未验证其签名",
};

/**
 * Blanks out the armour of a clear-signed text (RFC 9580 §7), and removes the dashes that escape its lines. Line
 * numbers stay.
 */
function withoutArmour(lines: readonly string[]): { lines: string[]; isSigned: boolean } {
  let part: "plain" | "head" | "text" | "signature" = "plain";
  let isSigned = false;
  const plain = lines.map((line) => {
    if (line.startsWith("-----BEGIN PGP SIGNED MESSAGE-----")) {
      part = "head";
      isSigned = true;
      return "";
    }
    if (line.startsWith("-----BEGIN PGP SIGNATURE-----")) part = "signature";
    if (part === "head" && line.trim() === "") part = "text";
    if (line.startsWith("-----END PGP SIGNATURE-----")) {
      part = "plain";
      return "";
    }
    if (part === "head" || part === "signature") return "";
    return part === "text" ? line.replace(/^- /, "") : line;
  });
  return { lines: plain, isSigned };
}
