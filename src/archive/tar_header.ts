/** The header block of a tar file (POSIX ustar, GNU, and the older form). */
import { damagedError } from "./archive_error.ts";

/** The size of every block of a tar file. */
export const BLOCK_BYTES = 512;

/** The fields of a header block. */
export interface TarHeader {
  readonly rawName: Uint8Array<ArrayBuffer>;
  /** The target of a link. */
  readonly rawTarget: Uint8Array<ArrayBuffer>;
  readonly sizeBytes: number;
  readonly mode: number;
  readonly modifiedMs: number;
  /** The type, one character: `0` a file, `5` a folder, `1` and `2` links, `x` an extension of the next entry … */
  readonly type: string;
}

function untilNul(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Parses a number: octal, or binary where the first bit is set (GNU). */
function parseNumber(field: Uint8Array<ArrayBuffer>): number {
  if ((field[0]! & 0x80) !== 0) {
    const first = field[0]! & 0x7f;
    const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, first);
    // A negative number has all its upper bits set, which is no safe integer either.
    if (!Number.isSafeInteger(value)) throw damagedError();
    return value;
  }
  const text = new TextDecoder("latin1").decode(untilNul(field)).trim();
  if (!/^[0-7]*$/.test(text)) throw damagedError();
  return text === "" ? 0 : parseInt(text, 8);
}

/** Whether the checksum fits: the sum of all bytes, with its own field as spaces. Old programs summed signed bytes. */
function hasChecksum(block: Uint8Array<ArrayBuffer>): boolean {
  const stated = parseNumber(block.subarray(148, 156));
  let unsigned = 0;
  let signed = 0;
  block.forEach((byte, at) => {
    const value = at >= 148 && at < 156 ? 0x20 : byte;
    unsigned += value;
    signed += value > 127 ? value - 256 : value;
  });
  return stated === unsigned || stated === signed;
}

function fullName(block: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const name = untilNul(block.subarray(0, 100));
  // GNU writes `ustar ` and uses the prefix's place for other fields.
  const isUstar = new TextDecoder("latin1").decode(block.subarray(257, 263)) === "ustar\0";
  const prefix = isUstar ? untilNul(block.subarray(345, 500)) : new Uint8Array();
  if (prefix.length === 0) return name.slice();
  const whole = new Uint8Array(prefix.length + 1 + name.length);
  whole.set(prefix);
  whole[prefix.length] = "/".charCodeAt(0);
  whole.set(name, prefix.length + 1);
  return whole;
}

/** Whether a block is all zeros, which ends a tar file. */
export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/**
 * Parses a header block.
 *
 * @throws {ArchiveError} of kind `damaged` where the checksum is wrong
 */
export function parseTarHeader(block: Uint8Array<ArrayBuffer>): TarHeader {
  if (!hasChecksum(block)) throw damagedError();
  const type = String.fromCharCode(block[156]!);
  return {
    rawName: fullName(block),
    rawTarget: untilNul(block.subarray(157, 257)),
    mode: parseNumber(block.subarray(100, 108)) & 0o7777,
    sizeBytes: parseNumber(block.subarray(124, 136)),
    modifiedMs: parseNumber(block.subarray(136, 148)) * 1000,
    type: type === "\0" ? "0" : type,
  };
}

/** Whether a file's first block is a tar header, which tells the format. */
export function isTarHeader(block: Uint8Array<ArrayBuffer>): boolean {
  try {
    return block.length === BLOCK_BYTES && !isZeroBlock(block) && hasChecksum(block);
  } catch {
    return false;
  }
}
