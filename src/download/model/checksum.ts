import { TextError } from "../../cli/errors.ts";
import { visible } from "../../cli/io.ts";

/** The digests coplay can compute, by their names on the command line, with their lengths in hex digits. */
export const DIGEST_HEX_LENGTHS = { sha256: 64, sha512: 128, sha1: 40, md5: 32 } as const;

/** The name of a digest. */
export type DigestName = keyof typeof DIGEST_HEX_LENGTHS;

/** What a file's bytes must hash to. */
export interface Checksum {
  readonly algorithm: DigestName;
  /** Lower case. */
  readonly hex: string;
}

/** A checksum or a line of checksums that cannot be understood. */
export class ChecksumError extends TextError {
  override readonly name = "ChecksumError";
}

function digestName(text: string): DigestName | undefined {
  const name = text.toLowerCase().replace("-", "");
  return Object.hasOwn(DIGEST_HEX_LENGTHS, name) ? name as DigestName : undefined;
}

/**
 * Reads `sha256:HEX`; aria2's `sha-256=HEX` is the same.
 *
 * @throws {ChecksumError} for an unknown name, or hex of the wrong length
 */
export function parseChecksum(text: string): Checksum {
  const match = /^([A-Za-z0-9-]+)[:=]\s*(\S+)$/.exec(text.trim());
  const algorithm = digestName(match?.[1] ?? "");
  if (!match || !algorithm) {
    const known = Object.keys(DIGEST_HEX_LENGTHS).join(", ");
    throw new ChecksumError({
      en: `Checksum "${visible(text)}" must be NAME:HEX with one of ${known}`,
      zh: `校验和“${visible(text)}”的格式应为 名称:十六进制值，名称可以是 ${known}`,
    });
  }
  return checkedHex(algorithm, match[2]!);
}

function checkedHex(algorithm: DigestName, hex: string): Checksum {
  const length = DIGEST_HEX_LENGTHS[algorithm];
  if (hex.length !== length || !/^[0-9a-f]+$/i.test(hex)) {
    throw new ChecksumError({
      en: `${algorithm} checksums have ${length} hexadecimal digits, not "${visible(hex)}"`,
      zh: `${algorithm} 校验和应为 ${length} 位十六进制数字，而不是“${visible(hex)}”`,
    });
  }
  return { algorithm, hex: hex.toLowerCase() };
}

/** One line of a checksums file: a file's name and its checksum. */
export interface ChecksumLine {
  readonly name: string;
  readonly checksum: Checksum;
}

/** sha256sum escapes a name with a backslash, a line feed or a carriage return in it. */
function unescapeName(name: string): string {
  return name.replace(
    /\\([\\nr])/g,
    (_, letter) => ({ n: "\n", r: "\r" })[letter as string] ?? "\\",
  );
}

/**
 * Reads one line of a checksums file: sha256sum's `HEX  NAME` or `HEX *NAME`, or BSD's `SHA256 (NAME) = HEX`.
 *
 * @returns `undefined` for a blank line or a comment
 * @throws {ChecksumError} for anything else
 */
export function parseChecksumLine(line: string): ChecksumLine | undefined {
  const text = line.replace(/\r$/, "");
  if (/^\s*(#|$)/.test(text)) return undefined;
  const bsd = /^(\\?)([A-Za-z0-9-]+) ?\((.*)\) ?= ?([0-9A-Fa-f]+)\s*$/s.exec(text);
  const bsdAlgorithm = bsd && digestName(bsd[2]!);
  if (bsd && bsdAlgorithm) {
    const name = bsd[1] ? unescapeName(bsd[3]!) : bsd[3]!;
    return { name, checksum: checkedHex(bsdAlgorithm, bsd[4]!) };
  }
  const gnu = /^(\\?)([0-9A-Fa-f]{32,128}) [ *]?(.+)$/s.exec(text);
  const gnuAlgorithm = gnu && algorithmOfLength(gnu[2]!.length);
  if (gnu && gnuAlgorithm) {
    const name = gnu[1] ? unescapeName(gnu[3]!) : gnu[3]!;
    return { name, checksum: checkedHex(gnuAlgorithm, gnu[2]!) };
  }
  throw new ChecksumError({
    en: `"${visible(text.slice(0, 80))}" is not a line of checksums`,
    zh: `“${visible(text.slice(0, 80))}”不是校验和行`,
  });
}

function algorithmOfLength(length: number): DigestName | undefined {
  return (Object.keys(DIGEST_HEX_LENGTHS) as DigestName[]).find((name) =>
    DIGEST_HEX_LENGTHS[name] === length
  );
}
