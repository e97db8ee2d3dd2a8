import { createHash } from "node:crypto";

/** Bytes that follow from a seed, so that any part of a body of any size can be made on demand. */
export interface SeededBody {
  readonly sizeBytes: number;
  /** A different seed makes different bytes. @default 1 */
  readonly seed?: number;
}

/** The body of an answer. */
export type Body = SeededBody | string | Uint8Array;

const encoder = new TextEncoder();
/** Pieces large enough to be fast, and small enough to hold many. */
const PIECE_BYTES = 64 * 1024;

export function bodySize(body: Body): number {
  if (typeof body === "string") return encoder.encode(body).length;
  return body instanceof Uint8Array ? body.length : body.sizeBytes;
}

/** Computes the four bytes of the file at `index * 4`; neighbours are unrelated. */
function word(seed: number, index: number): number {
  let x = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
  return x ^ (x >>> 15);
}

function seededBytes(seed: number, start: number, end: number): Uint8Array<ArrayBuffer> {
  const firstWord = Math.floor(start / 4);
  const words = new Uint32Array(Math.ceil(end / 4) - firstWord);
  for (let index = 0; index < words.length; index++) words[index] = word(seed, firstWord + index);
  return new Uint8Array(words.buffer, start - firstWord * 4, end - start);
}

/** The bytes from `start` to `end`, exclusive. */
export function bodyBytes(
  body: Body,
  start = 0,
  end: number = bodySize(body),
): Uint8Array<ArrayBuffer> {
  if (typeof body === "string") return encoder.encode(body).slice(start, end);
  if (body instanceof Uint8Array) return Uint8Array.from(body.subarray(start, end));
  return seededBytes(body.seed ?? 1, start, end);
}

/** Yields the bytes from `start` to `end` in pieces. */
export function* bodyPieces(body: Body, start = 0, end: number = bodySize(body)) {
  for (let at = start; at < end; at += PIECE_BYTES) {
    yield bodyBytes(body, at, Math.min(end, at + PIECE_BYTES));
  }
}

/** The digest of the whole body in hex. */
export function bodyDigest(body: Body, algorithm = "sha256"): string {
  const hash = createHash(algorithm);
  for (const piece of bodyPieces(body)) hash.update(piece);
  return hash.digest("hex");
}
