/** Origins remembered at once; forgetting them costs a request a file. */
const MAX_ORIGINS = 1000;

/**
 * Origins most of whose files have no length, so that they are asked for over HTTP/1.1 at once, where their end can be
 * told; see `hidesEnd`. Those with one such file among many keep the one connection of HTTP/2.
 */
export class HidingOrigins {
  /** How many more files were without a length than with one. */
  readonly #scores = new Map<string, number>();

  /** Whether the next file of an origin is likely to be without a length. */
  has(origin: string): boolean {
    return this.#scores.has(origin);
  }

  /** A file of an origin had a length, or none. */
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
