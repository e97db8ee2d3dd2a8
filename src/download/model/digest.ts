import { createHash, type Hash } from "node:crypto";
import type { ByteRange } from "../../http/range.ts";
import type { DigestName } from "./checksum.ts";

/** Computes a digest as bytes arrive. */
export class Digest {
  readonly algorithm: DigestName;
  readonly #hash: Hash;
  constructor(algorithm: DigestName) {
    this.algorithm = algorithm;
    this.#hash = createHash(algorithm);
  }
  /** Adds the next bytes. */
  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }
  /** Finishes the digest. @returns the digest in hex, lower case */
  hex(): string {
    return this.#hash.digest("hex");
  }
}

/** The bytes read at once: enough that reading takes little time beside hashing. */
const READ_BYTES = 1 << 20;

/** Adds a range of an open file to a digest, pausing for other work between pieces. */
export async function digestFile(
  file: Deno.FsFile,
  digest: Digest,
  { start, end }: ByteRange,
): Promise<void> {
  const buffer = new Uint8Array(Math.min(READ_BYTES, Math.max(end - start, 1)));
  await file.seek(start, Deno.SeekMode.Start);
  for (let left = end - start; left > 0;) {
    const count = await file.read(buffer.subarray(0, Math.min(left, buffer.length)));
    if (count === null) return;
    digest.update(buffer.subarray(0, count));
    left -= count;
  }
}
