import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import type { Text } from "../cli/language.ts";
import { ArchiveError, damagedError, truncatedError } from "./archive_error.ts";
import { ByteReader } from "./byte_reader.ts";
import { gunzip } from "./gzip_members.ts";
import { zstdFrames } from "./zstd_frames.ts";

/** The compression of a tar file. */
export type Packing = "gzip" | "zstd";

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

async function* decode(
  source: AsyncIterable<Uint8Array>,
  decoder: Transform,
): AsyncGenerator<Uint8Array> {
  const failures: unknown[] = [];
  const feeding = pipeline(Readable.from(watch(source, failures)), decoder);
  // The decoder rejects its reader with the same error.
  feeding.catch(() => {});
  try {
    yield* decoder;
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
): AsyncGenerator<Uint8Array> {
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

async function* decodeZstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source);
  try {
    for await (const frame of zstdFrames(reader)) yield* decode(frame, createZstdDecompress());
  } finally {
    await reader.cancel();
  }
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
): AsyncGenerator<Uint8Array> {
  return packing === "zstd" ? decodeZstd(source) : decodeGzip(source, note);
}
