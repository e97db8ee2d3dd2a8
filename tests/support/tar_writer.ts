import { concat } from "./zip_writer.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** An entry of a tar file, whose header may be wrong. */
export interface TarInput {
  readonly name: string | Uint8Array;
  /** @default empty */
  readonly data?: string | Uint8Array;
  /** `0` a file, `5` a folder, `1` and `2` links … @default "0", "5" where the name ends in `/` */
  readonly type?: string;
  /** @default 0o644 */
  readonly mode?: number;
  /** The target of a link. */
  readonly target?: string;
  /** The size in the header. */
  readonly sizeBytes?: number;
  /** Writes the size in binary, as GNU tar does for large ones. */
  readonly isBinarySize?: boolean;
  /** The start of the name, in its own field (ustar). */
  readonly prefix?: string;
  /** Makes the header's checksum wrong. */
  readonly isDamaged?: boolean;
}

const encoder = new TextEncoder();
const BLOCK = 512;

function toBytes(data: string | Uint8Array): Bytes {
  return typeof data === "string" ? encoder.encode(data) : Uint8Array.from(data);
}

function octal(value: number, length: number): string {
  return value.toString(8).padStart(length - 1, "0") + "\0";
}

function padded(data: Bytes): Bytes {
  return concat([data, new Uint8Array((BLOCK - data.length % BLOCK) % BLOCK)]);
}

function header(input: TarInput, name: Bytes, dataBytes: number): Bytes {
  const block = new Uint8Array(BLOCK);
  const isFolder = name.at(-1) === "/".charCodeAt(0);
  const sizeBytes = input.sizeBytes ?? dataBytes;
  const put = (at: number, text: string) => block.set(encoder.encode(text), at);
  block.set(name.subarray(0, 100), 0);
  put(100, octal(input.mode ?? 0o644, 8));
  put(108, octal(0, 8) + octal(0, 8));
  put(124, octal(sizeBytes, 12));
  if (input.isBinarySize) {
    block.fill(0, 124, 136);
    block[124] = 0x80;
    new DataView(block.buffer).setUint32(132, sizeBytes);
  }
  put(136, octal(1_000_000_000, 12));
  put(148, "        ");
  put(156, input.type ?? (isFolder ? "5" : "0"));
  put(157, input.target ?? "");
  put(257, "ustar\x0000");
  put(345, input.prefix ?? "");
  const sum = block.reduce((total, byte) => total + byte, input.isDamaged ? 1 : 0);
  put(148, octal(sum, 7) + " ");
  return block;
}

/** Makes a tar file of entries in their order. */
export function makeTar(inputs: readonly TarInput[], options: { isCut?: boolean } = {}): Bytes {
  const pieces = inputs.flatMap((input) => {
    const data = toBytes(input.data ?? "");
    return [header(input, toBytes(input.name), data.length), padded(data)];
  });
  return concat(options.isCut ? pieces : [...pieces, new Uint8Array(2 * BLOCK)]);
}

/** Makes the entry that POSIX puts before another, for data that does not fit its header. */
export function pax(records: Readonly<Record<string, string>>): TarInput {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = encoder.encode(` ${key}=${value}\n`).length;
    let length = rest + 1;
    while (String(length).length + rest !== length) length++;
    return `${length} ${key}=${value}\n`;
  });
  return { name: "PaxHeaders/x", type: "x", data: lines.join("") };
}

/** Makes the entry that GNU tar puts before another with a long name. */
export function gnuLongName(name: string): TarInput {
  return { name: "././@LongLink", type: "L", data: name + "\0" };
}
