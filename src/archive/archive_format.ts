import { ArchiveError } from "./archive_error.ts";
import { BLOCK_BYTES, isTarHeader } from "./tar_header.ts";

/** The kinds of archive that can be unpacked. */
export type ArchiveFormat = "zip" | "tar" | "tar.gz" | "tar.zst";

/** The first bytes of each format; one without a format value is only named in the refusal. */
const MAGIC_NUMBERS: readonly [name: string, format: ArchiveFormat | undefined, magic: string][] = [
  ["zip", "zip", "PK\x03\x04"],
  ["zip", "zip", "PK\x05\x06"],
  ["gzip", "tar.gz", "\x1f\x8b\x08"],
  ["zstd", "tar.zst", "\x28\xb5\x2f\xfd"],
  ["7-Zip", undefined, "7z\xbc\xaf\x27\x1c"],
  ["RAR", undefined, "Rar!\x1a\x07"],
  ["xz", undefined, "\xfd7zXZ\0"],
  ["bzip2", undefined, "BZh"],
];

function unsupportedError(name: string | undefined): ArchiveError {
  return new ArchiveError("unsupported", {
    en: name === undefined
      ? "it is not a zip, tar, tar.gz or tar.zst archive; look whether it is the file you meant"
      : `${name} archives cannot be unpacked, only zip, tar, tar.gz and tar.zst; pack it again ` +
        "as one of these",
    zh: name === undefined
      ? "不是 zip、tar、tar.gz 或 tar.zst 压缩包；请检查是否下载了正确的文件"
      : `无法解压 ${name} 压缩包，只支持 zip、tar、tar.gz 和 tar.zst；请重新打包`,
  });
}

/** The greatest distance of a zip's end record from its end: a comment of at most 64 KiB follows it. */
export const ZIP_END_BYTES = 22 + 65_535;
const ZIP_END_MAGIC = "PK\x05\x06";

/**
 * Detects an archive's format by its bytes, since its name may be wrong. A zip file may begin with anything, such as
 * a program that unpacks it, so its end counts.
 *
 * @param firstBytes the first 512 bytes, or all of a shorter file
 * @param lastBytes the last {@linkcode ZIP_END_BYTES} bytes, or all of a shorter file
 * @throws {ArchiveError} of kind `unsupported`, with the format's name where it is known
 */
export function detectFormat(
  firstBytes: Uint8Array<ArrayBuffer>,
  lastBytes: () => Uint8Array<ArrayBuffer>,
): ArchiveFormat {
  const start = String.fromCharCode(...firstBytes.subarray(0, 8));
  const match = MAGIC_NUMBERS.find(([, , magic]) => start.startsWith(magic));
  if (match?.[1] !== undefined) return match[1];
  if (isTarHeader(firstBytes.subarray(0, BLOCK_BYTES))) return "tar";
  if (!match && new TextDecoder("latin1").decode(lastBytes()).includes(ZIP_END_MAGIC)) return "zip";
  throw unsupportedError(match?.[0]);
}
