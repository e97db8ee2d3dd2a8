/**
 * The most clients of an origin; more would cost more memory than an extra connection, so further requests share them.
 */
const MAX_NUMBERS = 64;

/** Headers that HTTP/2 forbids (RFC 9113 §8.2.2), so an answer with one of them is HTTP/1.1. */
const HTTP1_HEADERS = ["connection", "keep-alive", "transfer-encoding"];

/** The most origins to remember; forgetting one costs a few unneeded connections. */
const MAX_KNOWN = 10_000;

/**
 * Numbers the connections of each origin and chooses one for a request. An HTTP/1.1 connection carries one request at a
 * time, so each has its own number and client. The lowest free number is used, so there are never more connections than
 * simultaneous requests. In one common pool, a request that is still opening its connection would get one that another
 * request has just freed, and the next request would open yet another. HTTP/2 carries all requests over one connection.
 */
export class Connections {
  readonly #used = new Map<string, Set<number>>();
  readonly #http1 = new Set<string>();
  readonly #firsts = new Map<string, number>();

  /** Whether requests to this origin share one connection, as far as is known. */
  isShared(url: URL): boolean {
    return url.protocol === "https:" && !this.#http1.has(url.origin);
  }

  /** Returns the number of an origin's first connection. Origins take turns, so that few of them share a client. */
  firstOf(origin: string): number {
    let number = this.#firsts.get(origin);
    if (number === undefined) {
      if (this.#firsts.size >= MAX_KNOWN) this.#firsts.clear();
      this.#firsts.set(origin, number = this.#firsts.size % MAX_NUMBERS);
    }
    return number;
  }

  /** Whether no other origin's first connection has that number. */
  isOnlyAt(origin: string, number: number): boolean {
    if (this.#firsts.size <= MAX_NUMBERS) return true;
    return this.#firsts.entries().every(([other, its]) => its !== number || other === origin);
  }

  /** Takes the lowest free number until the returned object is disposed of. */
  take(origin: string): Disposable & { readonly number: number } {
    let used = this.#used.get(origin);
    if (!used) this.#used.set(origin, used = new Set());
    const first = this.#firsts.get(origin) ?? 0;
    return new Taken(used, { origin, first, all: this.#used });
  }

  /**
   * Derives the origin's protocol from an answer, because Deno does not tell it.
   *
   * @returns whether it is certainly HTTP/1.1
   */
  learn(origin: string, { headers }: Pick<Response, "headers">): boolean {
    if (!HTTP1_HEADERS.some((name) => headers.has(name))) return false;
    this.addHttp1(origin);
    return true;
  }

  /** Records that an origin speaks HTTP/1.1. */
  addHttp1(origin: string): void {
    if (this.#http1.size >= MAX_KNOWN) this.#http1.clear();
    this.#http1.add(origin);
  }
}

/** The place of a number. */
interface Place {
  readonly origin: string;
  /** The number of the origin's first connection, from which the others count. */
  readonly first: number;
  readonly all: Map<string, Set<number>>;
}

/** A number in use. */
class Taken implements Disposable {
  readonly number: number;
  readonly #own: number;
  readonly #used: Set<number>;
  readonly #place: Place;

  constructor(used: Set<number>, place: Place) {
    let number = 0;
    while (used.has(number)) number++;
    used.add(number);
    this.number = (place.first + number) % MAX_NUMBERS;
    this.#own = number;
    this.#used = used;
    this.#place = place;
  }

  [Symbol.dispose](): void {
    this.#used.delete(this.#own);
    if (this.#used.size === 0) this.#place.all.delete(this.#place.origin);
  }
}
