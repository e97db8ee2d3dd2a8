/** More clients than this cost more memory than a connection too many; what comes after shares them. */
const MAX_NUMBERS = 64;

/** Headers that HTTP/2 forbids (RFC 9113 §8.2.2), so that an answer with one of them is HTTP/1.1. */
const HTTP1_HEADERS = ["connection", "keep-alive", "transfer-encoding"];

/** Origins remembered at once; forgetting one costs a few connections too many. */
const MAX_KNOWN = 10_000;

/**
 * Which of an origin's connections a request goes over. HTTP/1.1 carries one at a time: each has a number of its own,
 * and the lowest free one is used, so there are never more than requests at once. One pool for all would give a
 * connection that has become free to a request that is opening its own, and open another one for the next. HTTP/2
 * carries all requests over one.
 */
export class Connections {
  readonly #used = new Map<string, Set<number>>();
  readonly #http1 = new Set<string>();

  /** Whether requests of that origin share one connection, as far as is known. */
  isShared({ protocol, origin }: URL): boolean {
    return protocol === "https:" && !this.#http1.has(origin);
  }

  /** Takes the lowest number that nobody has, until what comes back is disposed of. */
  take(origin: string): Disposable & { readonly number: number } {
    let used = this.#used.get(origin);
    if (!used) this.#used.set(origin, used = new Set());
    let number = 0;
    while (used.has(number)) number++;
    used.add(number);
    const giveBack = () => {
      used.delete(number);
      if (used.size === 0) this.#used.delete(origin);
    };
    return { number: number % MAX_NUMBERS, [Symbol.dispose]: giveBack };
  }

  /**
   * Reads off an answer which protocol the origin speaks; Deno does not tell.
   *
   * @returns whether it is HTTP/1.1 for sure
   */
  learn({ origin }: URL, { headers }: Pick<Response, "headers">): boolean {
    if (!HTTP1_HEADERS.some((name) => headers.has(name))) return false;
    if (this.#http1.size >= MAX_KNOWN) this.#http1.clear();
    this.#http1.add(origin);
    return true;
  }
}
