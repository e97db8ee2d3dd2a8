/** Bytes of games that may stay in memory; files that do not fit are read from disk each time. */
export class MemoryBudget {
  readonly limitBytes: number;
  #usedBytes = 0;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  /** Bytes taken and not yet given back. */
  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** Reserves so many bytes; false where they do not fit. */
  take(sizeBytes: number): boolean {
    if (this.#usedBytes + sizeBytes > this.limitBytes) return false;
    this.#usedBytes += sizeBytes;
    return true;
  }

  /** Releases so many bytes. */
  giveBack(sizeBytes: number): void {
    this.#usedBytes -= sizeBytes;
  }
}
