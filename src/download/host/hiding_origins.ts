/** The most origins to remember; forgetting them costs a request for each file. */
const MAX_ORIGINS = 1000;

/**
 * Origins that mostly send files without a length. Their files are requested over HTTP/1.1 at once, where the end
 * shows; see `hidesEnd`. An origin with only one such file among many keeps its one HTTP/2 connection.
 */
export class HidingOrigins {
  /** How many more files came without a length than with one. */
  readonly #scores = new Map<string, number>();

  /** Whether an origin's next file probably comes without a length. */
  has(url: URL): boolean {
    return this.#scores.size > 0 && this.hasOrigin(url.origin);
  }

  /** The same for an origin by its name. */
  hasOrigin(origin: string): boolean {
    return this.#scores.has(origin);
  }

  /** Counts a file of an origin, with or without a length. */
  count(origin: string, { hasLength }: { hasLength: boolean }): void {
    const before = this.#scores.get(origin) ?? 0;
    const score = before + (hasLength ? -1 : 1);
    if (score <= 0) {
      if (before > 0) this.#scores.delete(origin);
      return;
    }
    if (this.#scores.size >= MAX_ORIGINS) this.#scores.clear();
    this.#scores.set(origin, score);
  }
}
