import { ArchiveError, BY_HAND } from "./archive_error.ts";

/** How much an archive may become. */
export interface UnpackLimits {
  /** Files and folders. @default 100,000 */
  readonly maxEntries: number;
  /** Bytes of all files together. @default 16 GiB */
  readonly maxBytes: number;
  /** Bytes out for each byte in. @default 200 */
  readonly maxRatio: number;
}

export const DEFAULT_LIMITS: UnpackLimits = {
  maxEntries: 100_000,
  maxBytes: 16 * 1024 ** 3,
  // Deflate reaches 1032; sources and sparse images of honest games stay below a tenth of that.
  maxRatio: 200,
};

/** Below this much a high ratio harms nobody, and a small file of zeros is no bomb. */
const FREE_BYTES = 64 * 1024 * 1024;

/** Counts what comes out of an archive against the limits. */
export class UnpackBudget {
  readonly #limits: UnpackLimits;
  readonly #packedBytes: number;
  #bytes = 0;

  /** @param packedBytes how large the archive is */
  constructor(limits: UnpackLimits, packedBytes: number) {
    this.#limits = limits;
    this.#packedBytes = packedBytes;
  }

  /** @throws {ArchiveError} where that is too much */
  spend(bytes: number): void {
    this.#bytes += bytes;
    const { maxBytes, maxRatio } = this.#limits;
    if (this.#bytes > maxBytes) {
      throw new ArchiveError("too-large", {
        en:
          `the archive unpacks to more than the ${maxBytes} bytes that are allowed; ${BY_HAND.en}`,
        zh: `压缩包解压后超过上限 ${maxBytes} 字节；${BY_HAND.zh}`,
      });
    }
    if (this.#bytes > FREE_BYTES && this.#bytes > this.#packedBytes * maxRatio) {
      throw new ArchiveError("too-dense", {
        en: `the archive unpacks to more than ${maxRatio} times its size, as a trap does; ` +
          BY_HAND.en,
        zh: `压缩包解压后超过自身大小的 ${maxRatio} 倍，疑似压缩炸弹；${BY_HAND.zh}`,
      });
    }
  }
}
