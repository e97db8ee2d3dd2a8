/** The directory of a zip file, read by zip.js, which knows its many dialects. */
import {
  type Entry,
  ERR_BAD_FORMAT,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_EOCDR_NOT_FOUND,
  ERR_SPLIT_ZIP_FILE,
  Reader,
  ZipReader,
} from "@zip.js/zip.js";
import {
  ArchiveError,
  damagedError,
  encryptedError,
  longNameError,
  notZipError,
  tooManyEntriesError,
  truncatedError,
} from "./archive_error.ts";
import { decodeName, guessNameEncoding } from "../encoding/guess.ts";
import { turn } from "./turn.ts";

/** A file that can be read at any offset. */
export interface RandomAccess {
  readonly sizeBytes: number;
  /** Reads so many bytes; fewer only at the end of the file. */
  readAt(offset: number, length: number): Uint8Array<ArrayBuffer>;
}

/** One entry of a zip file. */
export interface ZipEntry {
  /** The decoded name in the archive, before safe_path.ts checks it. */
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "special";
  readonly sizeBytes: number;
  /** The size in the archive, in bytes. */
  readonly packedBytes: number;
  readonly modifiedMs: number;
  /** The Unix permission bits with setuid, setgid and sticky; undefined where it was packed on another system. */
  readonly mode: number | undefined;
  readonly isEncrypted: boolean;
  /** The compression method: 0 for stored, 8 for deflate. */
  readonly method: number;
  readonly crc32: number;
  /** The offset of its local header in the file. */
  readonly offset: number;
}

/** The most bytes of a directory, which is read at once; 100,000 entries with long names fit. */
const MAX_READ_BYTES = 64 * 1024 * 1024;

/** No system holds a path that is longer, in whatever encoding. */
const MAX_NAME_BYTES = 4096;

/** Reading so many entries takes some ten milliseconds. Then other work has its turn. */
const TURN_ENTRIES = 500;

/** A source for zip.js with limits, so that a malicious directory cannot fill memory. */
class BoundedReader extends Reader<RandomAccess> {
  readonly #source: RandomAccess;

  constructor(source: RandomAccess) {
    super(source);
    this.#source = source;
    this.size = source.sizeBytes;
  }

  override readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > MAX_READ_BYTES) return Promise.reject(tooManyEntriesError());
    return Promise.resolve(this.#source.readAt(index, length));
  }
}

const TRUNCATED: ReadonlySet<string> = new Set([ERR_EOCDR_NOT_FOUND, ERR_BAD_FORMAT]);
/** Translates an error of zip.js, which differs by its message alone. */
function translateError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ArchiveError) return error;
  if (TRUNCATED.has(error.message)) return truncatedError(error);
  if (error.message === ERR_ENCRYPTED_CENTRAL_DIRECTORY) return encryptedError();
  if (error.message === ERR_SPLIT_ZIP_FILE) {
    return new ArchiveError("unsupported", {
      en: "the archive is one part of several",
      zh: "这是分卷压缩包中的一卷",
    }, { cause: error });
  }
  // zip.js throws plain errors; the file system's have classes of their own.
  return error instanceof RangeError || error.constructor === Error ? damagedError(error) : error;
}

/** The bytes after "PK" at a file's start: of an entry, of an empty archive, of a part of a split one. */
const ZIP_STARTS = [[3, 4], [5, 6], [7, 8]];

/** Whether a file begins like a zip file, as far as it goes. */
function startsAsZip(source: RandomAccess): boolean {
  const start = source.readAt(0, 4);
  return ZIP_STARTS.some((rest) => start.every((byte, at) => byte === [0x50, 0x4b, ...rest][at]));
}

/** The type bits of a Unix mode. */
const UNIX_TYPES: Readonly<Record<number, ZipEntry["kind"]>> = {
  0o010000: "special",
  0o020000: "special",
  0o040000: "folder",
  0o060000: "special",
  0o120000: "link",
  0o140000: "special",
};

function entryKind(entry: Entry): ZipEntry["kind"] {
  const type = UNIX_TYPES[(entry.unixMode ?? 0) & 0o170000];
  if (entry.symlink || type === "link") return "link";
  if (type === "special") return "special";
  return entry.directory ? "folder" : "file";
}

/** An entry with the bytes of its name, until the encoding is guessed. */
type Draft = ZipEntry & { readonly rawName: Uint8Array<ArrayBuffer> | undefined };

function draftEntry(entry: Entry): Draft {
  // The flag says so, or a field of Info-ZIP that contains the name's checksum.
  const saysUtf8 = entry.bitFlag?.languageEncodingFlag || entry.extraFieldUnicodePath?.valid;
  return {
    name: entry.filename,
    rawName: saysUtf8 ? undefined : Uint8Array.from(entry.rawFilename),
    kind: entryKind(entry),
    sizeBytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    modifiedMs: entry.lastModDate.getTime(),
    mode: entry.unixMode === undefined ? undefined : entry.unixMode & 0o7777,
    isEncrypted: entry.encrypted,
    method: entry.compressionMethod,
    crc32: entry.crc32 ?? 0,
    offset: entry.offset,
  };
}

/**
 * Lists a zip file's entries.
 *
 * @param limits the most entries; a file with more is refused
 * @throws {ArchiveError} where it is no zip file, truncated, damaged, or has too many entries
 */
export async function readZipDirectory(
  source: RandomAccess,
  limits: { readonly maxEntries: number; readonly signal?: AbortSignal | undefined },
): Promise<ZipEntry[]> {
  const drafts: Draft[] = [];
  try {
    // safe_path.ts checks names, because it can say which name is wrong and why.
    const reader = new ZipReader(new BoundedReader(source), { filenameValidation: "tolerant" });
    let statedEntries = 0;
    const onprogress = (_index: number, total: number) => void (statedEntries = total);
    for await (const entry of reader.getEntriesGenerator({ onprogress })) {
      limits.signal?.throwIfAborted();
      // The stated number avoids reading all entries; it may be too small.
      const count = Math.max(statedEntries, drafts.length + 1);
      if (count > limits.maxEntries) throw tooManyEntriesError(limits.maxEntries);
      // Thousands of the longest that the format has would fill memory before they are looked at.
      if (entry.rawFilename.length > MAX_NAME_BYTES) throw longNameError();
      drafts.push(draftEntry(entry));
      if (drafts.length % TURN_ENTRIES === 0) await turn();
    }
  } catch (error) {
    if (limits.signal?.aborted) throw error;
    const why = translateError(error);
    throw why instanceof ArchiveError && why.kind === "truncated" && !startsAsZip(source)
      ? notZipError(error)
      : why;
  }
  return withSeparators(decodeNames(drafts));
}

function decodeNames(drafts: readonly Draft[]): ZipEntry[] {
  const encoding = guessNameEncoding(drafts.flatMap(({ rawName }) => rawName ?? []));
  return drafts.map(({ rawName, ...entry }) =>
    rawName === undefined ? entry : { ...entry, name: decodeName(rawName, encoding) }
  );
}

/** Converts backslashes to slashes where no name has a slash: old .NET and PowerShell write them so. */
function withSeparators(entries: ZipEntry[]): ZipEntry[] {
  const isWindows = entries.some(({ name }) => name.includes("\\")) &&
    entries.every(({ name }) => !name.includes("/"));
  if (!isWindows) return entries;
  return entries.map((entry) => {
    const name = entry.name.replaceAll("\\", "/");
    const isFolder = entry.kind === "file" && name.endsWith("/");
    return { ...entry, name, kind: isFolder ? "folder" : entry.kind };
  });
}
