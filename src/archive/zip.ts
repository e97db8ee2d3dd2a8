import { crc32, inflateRawSync } from "node:zlib";
import type { ByteRange } from "../http/range.ts";
import { visible } from "../cli/io.ts";
import { ArchiveError, damagedError, encryptedError } from "./archive_error.ts";
import { type RandomAccess, readZipDirectory, type ZipEntry } from "./zip_directory.ts";

export type { ZipEntry } from "./zip_directory.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A zip file that may have as many entries as this is still listed in a moment. */
const DEFAULT_MAX_ENTRIES = 100_000;

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_MAGIC = 0x04034b50;
const PIECE_BYTES = 64 * 1024;
/** Up to this size unpacking in one go takes a millisecond, less than a stream takes to set up. */
const SMALL_BYTES = 256 * 1024;

/** A file read at any place, by calls that find it unmoved by others. */
class FileAccess implements RandomAccess {
  readonly #file: Deno.FsFile;
  readonly sizeBytes: number;

  constructor(file: Deno.FsFile, sizeBytes: number) {
    this.#file = file;
    this.sizeBytes = sizeBytes;
  }

  readAt(offset: number, length: number): Bytes {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.sizeBytes - offset)));
    // Between an asynchronous seek and the read after it, another reader could seek elsewhere.
    this.#file.seekSync(offset, Deno.SeekMode.Start);
    let at = 0;
    while (at < bytes.length) {
      const count = this.#file.readSync(bytes.subarray(at));
      if (count === null) return bytes.subarray(0, at);
      at += count;
    }
    return bytes;
  }
}

/** Where an entry's bytes begin; its local header has a length of its own. */
function dataOffset(source: RandomAccess, entry: ZipEntry): number {
  const header = source.readAt(entry.offset, LOCAL_HEADER_BYTES);
  if (header.length < LOCAL_HEADER_BYTES) throw damagedError();
  const view = new DataView(header.buffer);
  if (view.getUint32(0, true) !== LOCAL_HEADER_MAGIC) throw damagedError();
  const offset = entry.offset + LOCAL_HEADER_BYTES + view.getUint16(26, true) +
    view.getUint16(28, true);
  if (offset + entry.packedBytes > source.sizeBytes) throw damagedError();
  return offset;
}

function streamRange(source: RandomAccess, start: number, end: number): ReadableStream<Bytes> {
  let at = start;
  return new ReadableStream({
    pull(controller) {
      if (at >= end) return controller.close();
      const piece = source.readAt(at, Math.min(PIECE_BYTES, end - at));
      if (piece.length === 0) return controller.error(damagedError());
      at += piece.length;
      controller.enqueue(piece);
    },
  }, { highWaterMark: 0 });
}

/** Passes on what comes, and fails where it is not what the directory says it is. */
function verify(entry: ZipEntry): TransformStream<Bytes, Bytes> {
  let sizeBytes = 0;
  let checksum = 0;
  return new TransformStream({
    transform(chunk, controller) {
      sizeBytes += chunk.length;
      // An entry that lies about its size may not have an end.
      if (sizeBytes > entry.sizeBytes) throw damagedError();
      checksum = crc32(chunk, checksum);
      controller.enqueue(chunk);
    },
    flush() {
      if (sizeBytes !== entry.sizeBytes || checksum !== entry.crc32) throw damagedError();
    },
  });
}

/** The decoder's own error tells nothing; that it failed says the bytes are wrong. */
async function* inflate(packed: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
  try {
    yield* packed.pipeThrough(new DecompressionStream("deflate-raw"));
  } catch (error) {
    throw error instanceof TypeError ? damagedError(error) : error;
  }
}

/** The whole of a deflated entry at once, checked. */
function unpackSmall(entry: ZipEntry, packed: Bytes): Bytes {
  let bytes: Bytes;
  try {
    // The limit is reached where the entry lies about its size; zlib wants at least 1.
    const maxOutputLength = Math.max(1, entry.sizeBytes);
    bytes = Uint8Array.from(inflateRawSync(packed, { maxOutputLength }));
  } catch (error) {
    throw damagedError(error);
  }
  if (bytes.length !== entry.sizeBytes || crc32(bytes) !== entry.crc32) throw damagedError();
  return bytes;
}

/** A zip file, its entries listed and any of them readable at any time. */
export class ZipArchive implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #source: RandomAccess;
  /** In the order of its directory. */
  readonly entries: readonly ZipEntry[];
  /** How large the file is. */
  readonly sizeBytes: number;

  /** @ignore use {@linkcode openZip} */
  constructor(file: Deno.FsFile, source: RandomAccess, entries: readonly ZipEntry[]) {
    this.#file = file;
    this.#source = source;
    this.entries = entries;
    this.sizeBytes = source.sizeBytes;
  }

  /** The entry's bytes as they lie in the file, its place checked. */
  #packed(entry: ZipEntry): { start: number; end: number } {
    if (entry.isEncrypted) throw encryptedError();
    const start = dataOffset(this.#source, entry);
    return { start, end: start + entry.packedBytes };
  }

  /**
   * Reads an entry, unpacked. Size and checksum are compared at the end, and a stream that has more
   * bytes than the entry's size fails at once. Any number may be read at the same time.
   *
   * @throws {ArchiveError} where it is encrypted, packed in an unknown way or not where it should be;
   * the stream fails with one where its bytes are wrong
   */
  read(entry: ZipEntry, options: { signal?: AbortSignal } = {}): ReadableStream<Bytes> {
    const { start, end } = this.#packed(entry);
    const packed = streamRange(this.#source, start, end);
    const pipe = options.signal ? { signal: options.signal } : {};
    if (entry.method === STORED) return packed.pipeThrough(verify(entry), pipe);
    if (entry.method === DEFLATED) {
      return ReadableStream.from(inflate(packed)).pipeThrough(verify(entry), pipe);
    }
    const name = visible(entry.name);
    throw new ArchiveError("unsupported", {
      en: `"${name}" is packed by method ${entry.method}, which coplay does not know; pack it ` +
        "again as a plain zip",
      zh: `“${name}”使用了 coplay 不支持的压缩方法 ${entry.method}；请重新压缩为普通 zip`,
    });
  }

  /** Reads an entry, unpacked, into memory; mind its `sizeBytes` before. */
  async readBytes(entry: ZipEntry, options: { signal?: AbortSignal } = {}): Promise<Bytes> {
    const isSmall = Math.max(entry.sizeBytes, entry.packedBytes) <= SMALL_BYTES;
    if (!isSmall || entry.method !== DEFLATED) {
      return await new Response(this.read(entry, options)).bytes();
    }
    const { start, end } = this.#packed(entry);
    return unpackSmall(entry, this.#source.readAt(start, end - start));
  }

  /**
   * Reads part of an entry's bytes as they lie in the archive: for one that is stored, part of the
   * file itself; for a deflated one, part of its raw deflate stream. Its checksum is not compared.
   *
   * @param range within `packedBytes`
   */
  readPacked(
    entry: ZipEntry,
    range: ByteRange = { start: 0, end: entry.packedBytes },
  ): ReadableStream<Bytes> {
    if (range.start < 0 || range.end > entry.packedBytes || range.start > range.end) {
      throw new RangeError(`no bytes ${range.start} to ${range.end} in ${entry.packedBytes}`);
    }
    const { start } = this.#packed(entry);
    return streamRange(this.#source, start + range.start, start + range.end);
  }

  /** Closes the file; streams that are still being read fail. */
  close(): void {
    this.#file.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Whether the entry lies in the archive as it is, so that ranges of it can be read. */
export function isStored(entry: ZipEntry): boolean {
  return entry.method === STORED && !entry.isEncrypted;
}

/**
 * Opens a zip file and lists its entries: whatever they are, also links, encrypted ones and unsafe
 * names, which it is for the caller to refuse (see safe_path.ts).
 *
 * @throws {ArchiveError} where it is no zip file, cut, damaged, or has too many entries
 */
export async function openZip(
  path: string,
  options: {
    /** @default 100,000 */
    readonly maxEntries?: number;
    /** What the file is known to hold, so that its directory is not read again. */
    readonly entries?: readonly ZipEntry[];
    readonly signal?: AbortSignal;
  } = {},
): Promise<ZipArchive> {
  const file = await Deno.open(path);
  try {
    // A file inside a compiled binary can be asked for no more than this.
    const source = new FileAccess(file, file.seekSync(0, Deno.SeekMode.End));
    const { maxEntries = DEFAULT_MAX_ENTRIES, signal } = options;
    const entries = options.entries ?? await readZipDirectory(source, { maxEntries, signal });
    return new ZipArchive(file, source, entries);
  } catch (error) {
    file.close();
    throw error;
  }
}
