/**
 * Reads the members of a gzip file (RFC 1952 §2.2) one after another. The built-in decoder discards its output when
 * other bytes follow the last member, as a web server or a careless copy may add; this module finds where the
 * members end.
 */
import { crc32, createInflateRaw } from "node:zlib";
import type { Text } from "../cli/language.ts";
import { damagedError, truncatedError } from "./archive_error.ts";
import type { ByteReader } from "./byte_reader.ts";

const MAGIC = [0x1f, 0x8b];
const DEFLATE = 8;
/** The bits of a member's flags. */
const FLAGS = { headerChecksum: 2, extra: 4, name: 8, comment: 16 } as const;
/** The longest name or comment accepted; neither has a length field. */
const MAX_TEXT_BYTES = 65_536;
const PIECE_BYTES = 65_536;

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

function startsMember(bytes: Uint8Array): boolean {
  return bytes[0] === MAGIC[0] && bytes[1] === MAGIC[1];
}

/**
 * Unpacks all members as one stream.
 *
 * @param note called for bytes after the last member that are not zeros, which tapes and disks add
 * @throws {ArchiveError} where a member is truncated or damaged
 */
export async function* gunzip(
  reader: ByteReader,
  note: (text: Text) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  do {
    await skipHeader(reader);
    yield* inflateMember(reader);
  } while (startsMember(await reader.peek(MAGIC.length)));
  for (let piece; (piece = await reader.readSome(PIECE_BYTES)) !== undefined;) {
    if (piece.every((byte) => byte === 0)) continue;
    note({
      en: "bytes behind the end of the archive are left out",
      zh: "已忽略压缩包结尾之后的多余数据",
    });
    return;
  }
}

async function skipHeader(reader: ByteReader): Promise<void> {
  const header = await reader.need(10);
  if (!startsMember(header) || header[2] !== DEFLATE) throw damagedError();
  const flags = header[3]!;
  if (flags & FLAGS.extra) await reader.need(littleEndian(await reader.need(2)));
  if (flags & FLAGS.name) await skipText(reader);
  if (flags & FLAGS.comment) await skipText(reader);
  if (flags & FLAGS.headerChecksum) await reader.need(2);
}

async function skipText(reader: ByteReader): Promise<void> {
  for (let length = 0; length < MAX_TEXT_BYTES; length++) {
    if ((await reader.need(1))[0] === 0) return;
  }
  throw damagedError();
}

/** Inflates one member, and checks it against the checksum and size that follow. */
async function* inflateMember(reader: ByteReader): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const decoder = createInflateRaw();
  const feeding = feed(reader, decoder);
  // The error ends the reading below.
  feeding.catch((error) => decoder.destroy(error));
  let [checksum, sizeBytes] = [0, 0];
  try {
    for await (const chunk of decoder as AsyncIterable<Uint8Array<ArrayBuffer>>) {
      checksum = crc32(chunk, checksum);
      sizeBytes += chunk.length;
      yield chunk;
    }
    await feeding;
  } finally {
    decoder.destroy();
  }
  const trailer = await reader.need(8);
  const isRight = littleEndian(trailer.subarray(0, 4)) === checksum &&
    littleEndian(trailer.subarray(4)) === sizeBytes % 2 ** 32;
  if (!isRight) throw damagedError();
}

/** Feeds the decoder until its stream ends, and puts the bytes that it did not use back. */
async function feed(
  reader: ByteReader,
  decoder: ReturnType<typeof createInflateRaw>,
): Promise<void> {
  let fedBytes = 0;
  while (!decoder.destroyed) {
    const piece = await reader.readSome(PIECE_BYTES);
    if (piece === undefined) throw truncatedError();
    fedBytes += piece.length;
    await new Promise<void>((resolve) => decoder.write(piece, () => resolve()));
    const leftBytes = fedBytes - decoder.bytesWritten;
    if (leftBytes === 0 || decoder.destroyed) continue;
    reader.unread(piece.subarray(piece.length - leftBytes));
    decoder.end();
    return;
  }
}
