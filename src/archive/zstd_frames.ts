/**
 * Finds where the frames of a zstd stream end (RFC 8878 §3.1), because the built-in decoder stops after the first
 * frame and accepts a truncated one.
 */
import { damagedError } from "./archive_error.ts";
import type { ByteReader } from "./byte_reader.ts";

const FRAME_MAGIC = 0xfd2fb528;
/** The lowest four bits number the types of skippable frames. */
const SKIPPABLE_MAGIC = 0x184d2a50;

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

/** Returns the length of the frame header after its first byte (RFC 8878 §3.1.1.1). */
function headerLength(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const contentSizeBytes = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 2 ** sizeFlag;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!;
  return (isSingleSegment ? 0 : 1) + dictionaryBytes + contentSizeBytes;
}

/** Streams the bytes of one frame, whose magic number has been read. */
async function* frameBytes(reader: ByteReader, magic: Uint8Array): AsyncGenerator<Uint8Array> {
  yield magic;
  const descriptor = await reader.need(1);
  yield descriptor;
  yield await reader.need(headerLength(descriptor[0]!));
  for (let isLast = false; !isLast;) {
    const header = await reader.need(3);
    yield header;
    const value = littleEndian(header);
    isLast = (value & 1) === 1;
    const type = (value >> 1) & 3;
    if (type === 3) throw damagedError();
    // A run of one byte (type 1) is stored as that byte.
    yield* reader.pieces(type === 1 ? 1 : value >> 3);
  }
  const hasChecksum = (descriptor[0]! & 4) !== 0;
  if (hasChecksum) yield await reader.need(4);
}

/**
 * Splits a stream into frames for the decoder. Each must be read to its end before the next.
 *
 * @throws {ArchiveError} where the stream is truncated or is not zstd
 */
export async function* zstdFrames(
  reader: ByteReader,
): AsyncGenerator<AsyncGenerator<Uint8Array>> {
  for (let magic; (magic = await reader.read(4)) !== undefined;) {
    const number = littleEndian(magic);
    if (number === FRAME_MAGIC) yield frameBytes(reader, magic);
    else if (number >= SKIPPABLE_MAGIC && number <= SKIPPABLE_MAGIC + 15) {
      const length = littleEndian(await reader.need(4));
      for await (const _ of reader.pieces(length));
    } else throw damagedError();
  }
}
