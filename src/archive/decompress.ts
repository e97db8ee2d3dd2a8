import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createZstdDecompress } from "node:zlib";
import type { Text } from "../cli/language.ts";
import { ArchiveError, damagedError, truncatedError } from "./archive_error.ts";
import { ByteReader } from "./byte_reader.ts";
import { gunzip } from "./gzip_members.ts";
import { turn } from "./turn.ts";
import { zstdFrames } from "./zstd_frames.ts";

/** The compression of a stream. */
export type Packing = "gzip" | "zstd" | "brotli";

/** Bytes that a decoder makes at once. It then waits for its reader, however much its input unpacks to. */
export const DECODED_PIECE_BYTES = 16 * 1024;

/** Unpacking so much takes about a millisecond. Then other work has its turn. */
const TURN_BYTES = 256 * 1024;

/** Records an error of the source, to tell it from an error that the decoder finds in its bytes. */
async function* watch(
  source: AsyncIterable<Uint8Array>,
  failures: unknown[],
): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    failures.push(error);
    throw error;
  }
}

function translateError(error: unknown): ArchiveError {
  const isCut = error instanceof Error && error.message.includes("unexpected end of file");
  return isCut ? truncatedError(error) : damagedError(error);
}

/**
 * Unpacks a stream by a decoder of node:zlib, which gives other work its turn between two pieces.
 * DecompressionStream unpacks a whole chunk at once, to a thousand times its size.
 *
 * @throws {ArchiveError} where the stream is truncated or damaged; an error of the source as it is
 */
export async function* decode(
  source: AsyncIterable<Uint8Array>,
  decoder: Transform,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const failures: unknown[] = [];
  const feeding = pipeline(Readable.from(watch(source, failures)), decoder);
  // The decoder rejects its reader with the same error.
  feeding.catch(() => {});
  try {
    let sizeBytes = 0;
    for await (const piece of decoder as AsyncIterable<Uint8Array<ArrayBuffer>>) {
      yield piece;
      sizeBytes += piece.length;
      if (sizeBytes < TURN_BYTES) continue;
      sizeBytes = 0;
      await turn();
    }
    await feeding;
  } catch (error) {
    throw failures.length > 0 ? failures[0] : translateError(error);
  } finally {
    decoder.destroy();
  }
}

async function* decodeGzip(
  source: AsyncIterable<Uint8Array>,
  note: (text: Text) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const failures: unknown[] = [];
  const reader = new ByteReader(watch(source, failures));
  try {
    yield* gunzip(reader, note);
  } catch (error) {
    if (failures.length > 0) throw failures[0];
    throw error instanceof ArchiveError ? error : translateError(error);
  } finally {
    await reader.cancel();
  }
}

async function* decodeZstd(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = new ByteReader(source);
  try {
    for await (const frame of zstdFrames(reader)) {
      yield* decode(frame, createZstdDecompress({ chunkSize: DECODED_PIECE_BYTES }));
    }
  } finally {
    await reader.cancel();
  }
}

/**
 * Decodes Brotli. Deno's decoder takes a stream that is cut for a whole one, so one byte more follows: only a decoder
 * whose stream has not ended takes it.
 */
async function* decodeBrotli(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const decoder = createBrotliDecompress({ chunkSize: DECODED_PIECE_BYTES });
  let packedBytes = 0;
  async function* oneMore(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      packedBytes += piece.length;
      yield piece;
    }
    yield new Uint8Array(1);
  }
  yield* decode(oneMore(), decoder);
  if (decoder.bytesWritten > packedBytes) throw truncatedError();
}

/**
 * Unpacks a stream chunk by chunk. Several gzip members or zstd frames in a row, as parallel packers write them,
 * count as one stream.
 *
 * @param options `note` is called for an oddity that is no error
 * @throws {ArchiveError} where the stream is truncated or damaged
 */
export function decompress(
  source: AsyncIterable<Uint8Array>,
  { packing, note = () => {} }: { packing: Packing; note?: (text: Text) => void },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  switch (packing) {
    case "gzip":
      return decodeGzip(source, note);
    case "zstd":
      return decodeZstd(source);
    case "brotli":
      return decodeBrotli(source);
  }
}
