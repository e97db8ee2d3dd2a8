import type { Slots } from "./host_slots.ts";

/**
 * The most files at once over one HTTP/2 connection. Servers allow at least 100 streams as a rule (RFC 9113 §6.5.2).
 * Further files would wait inside the connection, and that would look like a silent server.
 */
const MOST_STREAMS = 100;

/** The use of one origin. */
interface Origin {
  /** The files under way. */
  streams: number;
  /** The connection slots that they hold together. */
  held: number;
}

/**
 * Slots for files, taken from the slots for connections. Over HTTP/2 all files of an origin share one connection slot, or
 * two while a second connection replaces the first. Elsewhere each file takes its own.
 */
export class StreamSlots implements Slots {
  /** The slots for connections, which requests that share none take directly. */
  readonly connections: Slots;
  readonly #connectionsOf: (origin: string) => number | undefined;
  readonly #now: () => number;
  readonly #origins = new Map<string, Origin>();
  onFree: () => void = () => {};

  /**
   * @param options.connectionsOf returns the number of connections for all files of an origin; `undefined` where each
   * file needs its own
   */
  constructor(
    connections: Slots,
    { connectionsOf, now }: {
      connectionsOf: (origin: string) => number | undefined;
      now: () => number;
    },
  ) {
    this.connections = connections;
    this.#connectionsOf = connectionsOf;
    this.#now = now;
    connections.onFree = () => this.onFree();
  }

  restsUntil(origin: string): number {
    return this.connections.restsUntil(origin);
  }

  rest(origin: string, untilMs: number): void {
    this.connections.rest(origin, untilMs);
  }

  tryAcquire(origin: string, nowMs: number, wanted?: number): boolean {
    const place = this.#place(origin);
    if (this.#isFull(origin, place)) return false;
    const needsOwn = this.#needed(origin, place.streams + 1) > place.held;
    if (needsOwn) {
      if (!this.connections.tryAcquire(origin, nowMs, wanted)) return this.#forget(origin, place);
      place.held++;
    } else if (nowMs < this.restsUntil(origin)) return false;
    place.streams++;
    return true;
  }

  async acquire(origin: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { streams, held } = this.#place(origin);
    if (this.#needed(origin, streams + 1) > held) {
      await this.connections.acquire(origin, signal);
      this.#place(origin).held++;
    }
    this.#place(origin).streams++;
    // The origin may need fewer connections than when the wait began.
    this.#settle(origin);
  }

  release(origin: string): void {
    const place = this.#origins.get(origin);
    if (!place) return;
    place.streams--;
    const wasFull = place.streams === MOST_STREAMS - 1;
    this.#settle(origin);
    if (wasFull) this.onFree();
  }

  /** Frees the slots that an origin needs no more, because its files share connections now. */
  share(origin: string): void {
    this.#settle(origin);
    this.onFree();
  }

  /** Gives back the slots that are needed no more. */
  #settle(origin: string): void {
    const place = this.#origins.get(origin);
    if (!place) return;
    while (place.held > this.#needed(origin, place.streams)) {
      place.held--;
      this.connections.release(origin, this.#now());
    }
    this.#forget(origin, place);
  }

  #place(origin: string): Origin {
    let place = this.#origins.get(origin);
    if (!place) this.#origins.set(origin, place = { streams: 0, held: 0 });
    return place;
  }

  /** Forgets an idle origin. Returns false, the answer to a request that was refused. */
  #forget(origin: string, { streams, held }: Origin): false {
    if (streams === 0 && held === 0) this.#origins.delete(origin);
    return false;
  }

  #isFull(origin: string, { streams }: Origin): boolean {
    return streams >= MOST_STREAMS && this.#connectionsOf(origin) !== undefined;
  }

  /** Returns the number of connection slots that so many files need. */
  #needed(origin: string, streams: number): number {
    return Math.min(streams, this.#connectionsOf(origin) ?? streams);
  }
}
