import { crc32, deflateRawSync } from "node:zlib";

type Bytes = Uint8Array<ArrayBuffer>;

/** An entry of a zip file, whose headers may be wrong. */
export interface ZipInput {
  /** A name, as bytes where the encoding matters. */
  readonly name: string | Uint8Array;
  /** @default empty */
  readonly data?: string | Uint8Array;
  /** 0 stores, 8 deflates; any other number is written into the header of stored bytes. @default 8 */
  readonly method?: number;
  /** The whole Unix mode with the file type. @default 0o100644, 0o040755 where the name ends in `/` */
  readonly mode?: number;
  /** Marks the entry as encrypted. */
  readonly isEncrypted?: boolean;
  /** Marks the name as UTF-8. @default true for a string */
  readonly saysUtf8?: boolean;
  /** The size in the headers. */
  readonly sizeBytes?: number;
  /** The checksum in the headers. */
  readonly crc32?: number;
  /** Refers to the data of the entry with this index. */
  readonly sharesDataOf?: number;
}

const encoder = new TextEncoder();

function toBytes(data: string | Uint8Array): Bytes {
  return typeof data === "string" ? encoder.encode(data) : Uint8Array.from(data);
}

/** Packs numbers of 2 and 4 bytes, little endian. */
function pack(...fields: [size: 2 | 4, value: number][]): Bytes {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

export function concat(pieces: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

interface Described {
  readonly name: Bytes;
  readonly packed: Bytes;
  /** The fields that the local header and the directory share. */
  readonly common: Bytes;
  readonly mode: number;
}

function describe(input: ZipInput): Described {
  const name = toBytes(input.name);
  const data = toBytes(input.data ?? "");
  const method = input.method ?? 8;
  const packed = method === 8 ? Uint8Array.from(deflateRawSync(data)) : data;
  const isUtf8 = input.saysUtf8 ?? typeof input.name === "string";
  const isFolder = name.at(-1) === "/".charCodeAt(0);
  const common = pack(
    [2, 20],
    [2, (isUtf8 ? 0x800 : 0) | (input.isEncrypted ? 1 : 0)],
    [2, method],
    [2, 0x6000],
    [2, 0x5a21],
    [4, input.crc32 ?? crc32(data)],
    [4, packed.length],
    [4, input.sizeBytes ?? data.length],
    [2, name.length],
    [2, 0],
  );
  return { name, packed, common, mode: input.mode ?? (isFolder ? 0o040755 : 0o100644) };
}

/** Makes a zip file of entries in their order. */
export function makeZip(inputs: readonly ZipInput[]): Bytes {
  const entries = inputs.map(describe);
  const files: Bytes[] = [];
  const offsets: number[] = [];
  let size = 0;
  entries.forEach(({ common, name, packed }, index) => {
    const shared = inputs[index]!.sharesDataOf;
    offsets.push(shared === undefined ? size : offsets[shared]!);
    if (shared !== undefined) return;
    const file = concat([pack([4, 0x04034b50]), common, name, packed]);
    files.push(file);
    size += file.length;
  });
  const directory = concat(entries.map(({ common, name, mode }, index) =>
    concat([
      pack([4, 0x02014b50], [2, 0x0314]),
      common,
      pack([2, 0], [2, 0], [2, 0], [4, mode * 65_536], [4, offsets[index]!]),
      name,
    ])
  ));
  const count = Math.min(entries.length, 0xffff);
  const end = pack(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, size],
    [2, 0],
  );
  return concat([...files, directory, end]);
}
