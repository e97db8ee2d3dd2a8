import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import type { ByteRange } from "../http/range.ts";
import { visible } from "../cli/io.ts";
import { ArchiveError, damagedError, encryptedError } from "./archive_error.ts";
import { decode, DECODED_PIECE_BYTES } from "./decompress.ts";
import { type RandomAccess, readZipDirectory, type ZipEntry } from "./zip_directory.ts";

export type { ZipEntry } from "./zip_directory.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** With up to this many entries a zip file is still listed in a moment. */
const DEFAULT_MAX_ENTRIES = 100_000;

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_MAGIC = 0x04034b50;
const PIECE_BYTES = 64 * 1024;
/** Unpacking up to this size at once takes a millisecond, less than setting up a stream. */
const SMALL_BYTES = 256 * 1024;

/** Reads a file at any offset, safe from concurrent reads. */
class FileAccess implements RandomAccess {
  readonly #file: Deno.FsFile;
  readonly sizeBytes: number;

  constructor(file: Deno.FsFile, sizeBytes: number) {
    this.#file = file;
    this.sizeBytes = sizeBytes;
  }

  readAt(offset: number, length: number): Bytes {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.sizeBytes - offset)));
    // Between an asynchronous seek and its read another reader could seek elsewhere.
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

/** Finds an entry's bytes; its local header has a length of its own. */
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

/** Passes bytes on, and fails where size or checksum differ from the directory's. */
function verify(entry: ZipEntry): TransformStream<Bytes, Bytes> {
  let sizeBytes = 0;
  let checksum = 0;
  return new TransformStream({
    transform(chunk, controller) {
      sizeBytes += chunk.length;
      // An entry with a false size may be endless.
      if (sizeBytes > entry.sizeBytes) throw damagedError();
      checksum = crc32(chunk, checksum);
      controller.enqueue(chunk);
    },
    flush() {
      if (sizeBytes !== entry.sizeBytes || checksum !== entry.crc32) throw damagedError();
    },
  });
}

/** Inflates a stream; an error of the decoder means that the bytes are damaged. */
async function* inflate(packed: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
  try {
    yield* decode(packed, createInflateRaw({ chunkSize: DECODED_PIECE_BYTES }));
  } catch (error) {
    const isCut = error instanceof ArchiveError && error.kind === "truncated";
    throw isCut ? damagedError(error) : error;
  }
}

/** Inflates and checks a whole entry at once. */
function unpackSmall(entry: ZipEntry, packed: Bytes): Bytes {
  let bytes: Bytes;
  try {
    // The output exceeds this only if the entry's size is false; zlib needs a limit of at least 1.
    const maxOutputLength = Math.max(1, entry.sizeBytes);
    bytes = Uint8Array.from(inflateRawSync(packed, { maxOutputLength }));
  } catch (error) {
    throw damagedError(error);
  }
  if (bytes.length !== entry.sizeBytes || crc32(bytes) !== entry.crc32) throw damagedError();
  return bytes;
}

/** An open zip file with the list of its entries, each readable at any time. */
export class ZipArchive implements Disposable {
  readonly #close: () => void;
  readonly #source: RandomAccess;
  /** The entries in the order of the directory. */
  readonly entries: readonly ZipEntry[];
  /** The size of the file in bytes. */
  readonly sizeBytes: number;

  /** @ignore use {@linkcode openZip} */
  constructor(source: RandomAccess, entries: readonly ZipEntry[], close: () => void) {
    this.#close = close;
    this.#source = source;
    this.entries = entries;
    this.sizeBytes = source.sizeBytes;
  }

  /** Returns the range of an entry's bytes in the file, checked against its size. */
  #packed(entry: ZipEntry): { start: number; end: number } {
    if (entry.isEncrypted) throw encryptedError();
    const start = dataOffset(this.#source, entry);
    return { start, end: start + entry.packedBytes };
  }

  /**
   * Reads and unpacks an entry. Size and checksum are checked at the end, and more bytes than the entry's size fail
   * at once. Any number of entries may be read at the same time.
   *
   * @throws {ArchiveError} where the entry is encrypted, of an unknown method or outside the file; the stream fails
   * with one where its bytes are damaged
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

  /** Reads and unpacks an entry into memory; check its `sizeBytes` before. */
  async readBytes(entry: ZipEntry, options: { signal?: AbortSignal } = {}): Promise<Bytes> {
    const isSmall = Math.max(entry.sizeBytes, entry.packedBytes) <= SMALL_BYTES;
    if (!isSmall || entry.method !== DEFLATED) {
      return await new Response(this.read(entry, options)).bytes();
    }
    const { start, end } = this.#packed(entry);
    return unpackSmall(entry, this.#source.readAt(start, end - start));
  }

  /**
   * Reads part of an entry's bytes as they are in the archive: part of a stored file, or of the raw deflate stream.
   * The checksum is not checked.
   *
   * @param range a range within `packedBytes`
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

  /** Closes the file, unless it was given open; streams that are still read fail. */
  close(): void {
    this.#close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Whether an entry is stored uncompressed, and as long as it says, so that ranges of it can be read. */
export function isStored(entry: ZipEntry): boolean {
  const isWhole = entry.sizeBytes === entry.packedBytes;
  return entry.method === STORED && !entry.isEncrypted && isWhole;
}

/**
 * Opens a zip file and lists all its entries, also links, encrypted ones and unsafe names, which the caller must
 * refuse (see safe_path.ts).
 *
 * @param given a path, or an open file, which stays open
 * @throws {ArchiveError} where it is no zip file, truncated, damaged, or has too many entries
 */
export async function openZip(
  given: string | Deno.FsFile,
  options: {
    /** @default 100,000 */
    readonly maxEntries?: number;
    /** The known entries, which saves reading the directory again. */
    readonly entries?: readonly ZipEntry[];
    readonly signal?: AbortSignal;
  } = {},
): Promise<ZipArchive> {
  const file = typeof given === "string" ? await Deno.open(given) : given;
  const close = () => file === given || file.close();
  try {
    // Deno cannot stat a file inside a compiled binary, but a seek tells its size.
    const source = new FileAccess(file, file.seekSync(0, Deno.SeekMode.End));
    const { maxEntries = DEFAULT_MAX_ENTRIES, signal } = options;
    const entries = options.entries ?? await readZipDirectory(source, { maxEntries, signal });
    return new ZipArchive(source, entries, close);
  } catch (error) {
    close();
    throw error;
  }
}
