import { TextError } from "../../cli/errors.ts";
import { visible } from "../../cli/io.ts";

/** The name of a digest that coplay can compute. */
export type DigestName = "sha256" | "sha512" | "sha1" | "md5";

/** The digests by their names on the command line, with their lengths in hex digits. */
export const DIGEST_HEX_LENGTHS = {
  sha256: 64,
  sha512: 128,
  sha1: 40,
  md5: 32,
} as const satisfies Record<DigestName, number>;

/** The checksum that a file must have. */
export interface Checksum {
  /** The algorithm. */
  readonly algorithm: DigestName;
  /** The digest in hex, lower case. */
  readonly hex: string;
}

/** A checksum or a line of checksums is invalid. */
export class ChecksumError extends TextError {
  override readonly name = "ChecksumError";
}

/** Returns the algorithm of a name in any common spelling: `sha256`, `SHA-256`, `SHA2-256`; undefined for others. */
export function digestName(text: string): DigestName | undefined {
  const name = text.toLowerCase().replace(/^sha2-(?=\d)/, "sha").replace("-", "");
  return Object.hasOwn(DIGEST_HEX_LENGTHS, name) ? name as DigestName : undefined;
}

/**
 * Parses `sha256:HEX`; aria2's `sha-256=HEX` means the same.
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

/** @throws {ChecksumError} for hex of the wrong length */
export function checkedHex(algorithm: DigestName, hex: string): Checksum {
  const length = DIGEST_HEX_LENGTHS[algorithm];
  if (hex.length !== length || !/^[0-9a-f]+$/i.test(hex)) {
    throw new ChecksumError({
      en: `${algorithm} checksums have ${length} hexadecimal digits, not "${visible(hex)}"`,
      zh: `${algorithm} 校验和应为 ${length} 位十六进制数字，而不是“${visible(hex)}”`,
    });
  }
  return { algorithm, hex: hex.toLowerCase() };
}
