import zlib from "node:zlib";
import type { Encoding } from "./representation.ts";

const MIB = 1024 * 1024;
const C = zlib.constants;

/**
 * Brotli's quality by file size: at most about two seconds a file on a small machine. Measured on WebAssembly:
 * Brotli 11 packs 0.7 MB/s, 9 about 8 MB/s, 5 about 40 MB/s; zstd 12 about 25 MB/s.
 */
function brotliQuality(sizeBytes: number): number {
  return sizeBytes <= 1.5 * MIB ? 11 : sizeBytes <= 16 * MIB ? 9 : 5;
}

function zstdLevel(sizeBytes: number): number {
  return sizeBytes <= 2 * MIB ? 19 : sizeBytes <= 32 * MIB ? 12 : 6;
}

/** Packs bytes as well as about two seconds allow. Blocks the calling thread. */
export function compress(
  bytes: Uint8Array<ArrayBuffer>,
  encoding: Encoding,
): Uint8Array<ArrayBuffer> {
  return plain(pack(bytes, encoding));
}

function pack(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case "br":
      return zlib.brotliCompressSync(bytes, {
        params: {
          [C.BROTLI_PARAM_QUALITY]: brotliQuality(bytes.length),
          // Browsers take windows up to 24 bits; code repeats itself over long distances.
          [C.BROTLI_PARAM_LGWIN]: bytes.length > 4 * MIB ? 24 : 22,
          [C.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
    case "zstd":
      return zlib.zstdCompressSync(bytes, {
        params: { [C.ZSTD_c_compressionLevel]: zstdLevel(bytes.length) },
      });
    default:
      return zlib.gzipSync(bytes, { level: bytes.length <= 8 * MIB ? 9 : 6 });
  }
}

/**
 * Unpacks bytes. Blocks the calling thread.
 *
 * @throws where the bytes are not in that coding, or unpack to more than `maxBytes`
 */
export function decompress(
  bytes: Uint8Array<ArrayBuffer>,
  { encoding, maxBytes }: { encoding: Encoding; maxBytes: number },
): Uint8Array<ArrayBuffer> {
  const unpacked = plain(unpack(bytes, { encoding, maxBytes }));
  // node:zlib takes Brotli that is cut within its first block for an empty stream and throws nothing.
  if (unpacked.length === 0 && bytes.length > 4 && encoding === "br") {
    throw new RangeError("the stream is cut");
  }
  return unpacked;
}

function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  { encoding, maxBytes }: { encoding: Encoding; maxBytes: number },
): Uint8Array {
  const options = { maxOutputLength: maxBytes };
  switch (encoding) {
    case "br":
      return zlib.brotliDecompressSync(bytes, options);
    case "zstd":
      return zlib.zstdDecompressSync(bytes, options);
    default:
      return zlib.gunzipSync(bytes, options);
  }
}

/** Copies bytes out of Node's pool: a view into it can neither be transferred nor freed. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength;
  return isWhole && bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer)
    : new Uint8Array(bytes);
}
