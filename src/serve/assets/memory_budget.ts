/** How many bytes of games are kept in memory; what does not fit is read from disk each time. */
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

  /** Takes so many bytes, if they fit. */
  take(sizeBytes: number): boolean {
    if (this.#usedBytes + sizeBytes > this.limitBytes) return false;
    this.#usedBytes += sizeBytes;
    return true;
  }

  /** Gives bytes back. */
  giveBack(sizeBytes: number): void {
    this.#usedBytes -= sizeBytes;
  }
}
