import { createHash, type Hash } from "node:crypto";
import { ArchiveError } from "../../archive/archive_error.ts";
import { decompress, type Packing } from "../../archive/decompress.ts";
import { cut } from "../catalogue/cut.ts";
import type { SourceFile } from "../catalogue/game_source.ts";
import type { Encoding } from "./representation.ts";

const PACKINGS: Readonly<Record<Encoding, Packing>> = { br: "brotli", gzip: "gzip", zstd: "zstd" };

async function unpack(
  file: SourceFile,
  encoding: Encoding,
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
  const packed = await file.stream({ start: 0, end: file.sizeBytes });
  return decompress(packed, { packing: PACKINGS[encoding] });
}

/**
 * Opens a range of what a packed file holds. It is unpacked from the file's start, as no coding can be entered in the
 * middle, and only as fast as the client takes it.
 *
 * @throws {StaleFileError} where the file is gone or has changed
 */
export async function openUnpacked(
  file: SourceFile,
  { encoding, range }: { encoding: Encoding; range: { start: number; end: number } },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  return cut(ReadableStream.from(await unpack(file, encoding)), range);
}

/**
 * Measures and digests what a packed file holds, with no more than a piece of it in memory; undefined where the file
 * is not in that coding, or holds more than `maxBytes`.
 *
 * @throws {StaleFileError} where the file is gone or has changed
 */
export async function measureUnpacked(
  file: SourceFile,
  { encoding, maxBytes }: { encoding: Encoding; maxBytes: number },
): Promise<{ sizeBytes: number; hash: Hash } | undefined> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  try {
    for await (const piece of await unpack(file, encoding)) {
      sizeBytes += piece.length;
      if (sizeBytes > maxBytes) return undefined;
      hash.update(piece);
    }
  } catch (error) {
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
  return sizeBytes > 0 ? { sizeBytes, hash } : undefined;
}
