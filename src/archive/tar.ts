import type { Text } from "../cli/language.ts";
import { ArchiveError, damagedError, truncatedError } from "./archive_error.ts";
import { ByteReader } from "./byte_reader.ts";
import { decodeName, guessNameEncoding } from "../encoding/guess.ts";
import {
  BLOCK_BYTES,
  isTarHeader,
  isZeroBlock,
  parseTarHeader,
  type TarHeader,
} from "./tar_header.ts";

/** One entry of a tar file. */
export interface TarEntry {
  /** The name in the archive, before safe_path.ts checks it. */
  readonly name: string;
  /** The type; a `copy` is a hard link, another name for an earlier entry's file. */
  readonly kind: "file" | "folder" | "copy" | "link" | "special";
  /** The name of the earlier entry, for a `copy`. */
  readonly target: string;
  readonly sizeBytes: number;
  /** Permission bits, with setuid, setgid and sticky. */
  readonly mode: number;
  readonly modifiedMs: number;
  /** The content, to be read before the next entry; an unread rest is skipped. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** The content of extension headers before an entry: names longer than 100 bytes, sizes over 8 GiB. */
interface Extension {
  name?: string;
  target?: string;
  sizeBytes?: number;
  modifiedMs?: number;
}

/** The longest extension; names and attributes need far less, and more would only fill memory. */
const MAX_EXTENSION_BYTES = 1024 * 1024;

const KINDS: Readonly<Record<string, TarEntry["kind"]>> = {
  "0": "file",
  "7": "file",
  "1": "copy",
  "2": "link",
  "3": "special",
  "4": "special",
  "5": "folder",
  "6": "special",
};

function paddingBytes(sizeBytes: number): number {
  return (BLOCK_BYTES - sizeBytes % BLOCK_BYTES) % BLOCK_BYTES;
}

async function readExtension(
  reader: ByteReader,
  header: TarHeader,
): Promise<Uint8Array<ArrayBuffer>> {
  if (header.sizeBytes > MAX_EXTENSION_BYTES) throw damagedError();
  const bytes = await reader.need(header.sizeBytes + paddingBytes(header.sizeBytes));
  return bytes.subarray(0, header.sizeBytes);
}

function decodeOne(bytes: Uint8Array<ArrayBuffer>): string {
  return decodeName(bytes, guessNameEncoding([bytes]));
}

/** Parses records of `LENGTH KEY=VALUE\n`; the length is that of the whole record. */
function parsePaxRecords(bytes: Uint8Array<ArrayBuffer>): Map<string, string> {
  const records = new Map<string, string>();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const digits = decoder.decode(bytes.subarray(at, Math.max(at, space)));
    const end = at + Number(digits);
    if (!/^\d+$/.test(digits) || end <= space || end > bytes.length) throw damagedError();
    const record = bytes.subarray(space + 1, end - 1);
    const equals = record.indexOf(0x3d);
    if (equals < 0 || bytes[end - 1] !== 0x0a) throw damagedError();
    const key = decoder.decode(record.subarray(0, equals));
    // Values may be binary; this module uses only names and numbers.
    records.set(key, new TextDecoder().decode(record.subarray(equals + 1)));
    at = end;
  }
  return records;
}

function parseExtension(bytes: Uint8Array<ArrayBuffer>): Extension {
  const records = parsePaxRecords(bytes);
  if ([...records.keys()].some((key) => key.startsWith("GNU.sparse."))) throw sparseError();
  const extension: Extension = {};
  const path = records.get("path");
  if (path !== undefined) extension.name = path;
  const target = records.get("linkpath");
  if (target !== undefined) extension.target = target;
  const size = records.get("size");
  if (size !== undefined) {
    if (!/^\d+$/.test(size) || !Number.isSafeInteger(Number(size))) throw damagedError();
    extension.sizeBytes = Number(size);
  }
  const modified = Number(records.get("mtime") ?? NaN);
  if (Number.isFinite(modified)) extension.modifiedMs = modified * 1000;
  return extension;
}

function sparseError(): ArchiveError {
  return new ArchiveError("unsupported", {
    en: "the archive has sparse files, which coplay cannot unpack; pack it again without --sparse",
    zh: "压缩包含有稀疏文件，coplay 无法解压；请不用 --sparse 重新打包",
  });
}

function noTarError(): ArchiveError {
  return new ArchiveError("unsupported", {
    en: "what is packed is not a tar archive; fetch it without --extract",
    zh: "解压后的内容不是 tar 归档；请不要使用 --extract 下载",
  });
}

/** Adds an extension header to what is known of the next entry; false where the header is an entry itself. */
async function extend(
  reader: ByteReader,
  header: TarHeader,
  next: Extension,
): Promise<boolean> {
  switch (header.type) {
    case "x":
      Object.assign(next, parseExtension(await readExtension(reader, header)));
      return true;
    case "L":
      next.name = await readLongName(reader, header);
      return true;
    case "K":
      next.target = await readLongName(reader, header);
      return true;
    // Global attributes and volume labels have no effect here.
    case "g":
    case "V":
      await readExtension(reader, header);
      return true;
    case "S":
    case "M":
      throw sparseError();
    default:
      return false;
  }
}

async function readLongName(reader: ByteReader, header: TarHeader): Promise<string> {
  const bytes = await readExtension(reader, header);
  const end = bytes.indexOf(0);
  return decodeOne(end < 0 ? bytes : bytes.subarray(0, end));
}

function composeEntry(header: TarHeader, extension: Extension): Omit<TarEntry, "body"> {
  const kind = KINDS[header.type] ?? "special";
  const name = extension.name ?? decodeOne(header.rawName);
  // Links and folders may state a size although no content follows.
  const sizeBytes = kind === "file" ? extension.sizeBytes ?? header.sizeBytes : 0;
  return {
    name,
    // Before ustar, a trailing slash marked a folder.
    kind: kind === "file" && name.endsWith("/") ? "folder" : kind,
    target: kind === "copy" ? extension.target ?? decodeOne(header.rawTarget) : "",
    sizeBytes,
    mode: header.mode,
    modifiedMs: extension.modifiedMs ?? header.modifiedMs,
  };
}

/** An entry's content, and the rest of it when a consumer stops early. */
class EntryBody implements AsyncIterable<Uint8Array> {
  readonly #reader: ByteReader;
  leftBytes: number;

  constructor(reader: ByteReader, sizeBytes: number) {
    this.#reader = reader;
    this.leftBytes = sizeBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    while (this.leftBytes > 0) {
      const piece = await this.#reader.readSome(this.leftBytes);
      if (piece === undefined) throw truncatedError();
      this.leftBytes -= piece.length;
      yield piece;
    }
  }
}

/** Reads the padding after the two zero blocks, which makes the decoder check its checksum. */
async function drain(reader: ByteReader): Promise<void> {
  while (await reader.readSome(Infinity) !== undefined);
}

/**
 * Reads a tar file's entries one after another in constant memory: ustar, pax (names, sizes, times) and GNU long
 * names.
 *
 * @param chunks the unpacked file
 * @param note called where the two final blocks of zeros are missing, as some packers omit them
 * @throws {ArchiveError} where the file is damaged, or ends within an entry
 */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  note: (text: Text) => void = () => {},
): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(chunks);
  try {
    let next: Extension = {};
    let isFirst = true;
    if ((await reader.peek(BLOCK_BYTES)).length < BLOCK_BYTES) throw noTarError();
    for (let block; (block = await reader.read(BLOCK_BYTES)) !== undefined;) {
      if (isZeroBlock(block)) return await drain(reader);
      if (isFirst && !isTarHeader(block)) throw noTarError();
      isFirst = false;
      const header = parseTarHeader(block);
      if (await extend(reader, header, next)) continue;
      const entry = composeEntry(header, next);
      const body = new EntryBody(reader, entry.sizeBytes);
      next = {};
      yield { ...entry, body };
      for await (const _ of reader.pieces(body.leftBytes + paddingBytes(entry.sizeBytes)));
    }
    // An entry must follow an extension header.
    if (Object.keys(next).length > 0) throw truncatedError();
    note({
      en: "the archive has no end mark; if files are missing, get another copy of it",
      zh: "压缩包没有结束标记；如果缺少文件，请重新获取",
    });
  } finally {
    await reader.cancel();
  }
}
