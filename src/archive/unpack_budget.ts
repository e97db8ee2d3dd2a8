import { ArchiveError, BY_HAND } from "./archive_error.ts";

/** The limits of what an archive may unpack to. */
export interface UnpackLimits {
  /** The most files and folders. @default 100,000 */
  readonly maxEntries: number;
  /** The most bytes of all files together. @default 16 GiB */
  readonly maxBytes: number;
  /** The most unpacked bytes per packed byte. @default 200 */
  readonly maxRatio: number;
}

export const DEFAULT_LIMITS: UnpackLimits = {
  maxEntries: 100_000,
  maxBytes: 16 * 1024 ** 3,
  // Deflate can reach 1032; source code and sparse images stay below a tenth of that.
  maxRatio: 200,
};

/** Up to this size any ratio is allowed: it is harmless, and a small file of zeros is no bomb. */
const FREE_BYTES = 64 * 1024 * 1024;

/** Counts unpacked bytes against the limits. */
export class UnpackBudget {
  readonly #limits: UnpackLimits;
  readonly #packedBytes: number;
  #bytes = 0;

  /** @param packedBytes the archive's size */
  constructor(limits: UnpackLimits, packedBytes: number) {
    this.#limits = limits;
    this.#packedBytes = packedBytes;
  }

  /** Counts so many bytes. @throws {ArchiveError} where they exceed a limit */
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
