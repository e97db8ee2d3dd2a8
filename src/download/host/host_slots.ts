import { waitInLine } from "./wait_in_line.ts";

/** What is known of one origin while anything goes on there. */
interface Host {
  active: number;
  restsUntilMs: number;
  readonly waiters: (() => void)[];
}

/** The places at each origin, for this run alone or shared with others. */
export interface Slots {
  /** Called whenever a place becomes free that nobody was waiting for. */
  onFree: () => void;
  /** When the origin's rest ends; 0 where it does not rest. */
  restsUntil(origin: string): number;
  /** Lets nothing new start at an origin before a time. A later time wins. */
  rest(origin: string, untilMs: number): void;
  /**
   * Takes a slot if one is free and the origin does not rest. Where slots are shared, "no" may mean that one was asked
   * for; `onFree` tells when it has come.
   *
   * @param wanted how many are wanted there in all @default {1}
   */
  tryAcquire(origin: string, nowMs: number, wanted?: number): boolean;
  /**
   * Takes a slot, waiting for one in turn. For a request that is under way already and was sent on to this
   * origin, so a rest does not hold it up.
   */
  acquire(origin: string, signal: AbortSignal): Promise<void>;
  /** Gives a slot back; the next in turn gets it at once. */
  release(origin: string, nowMs: number): void;
}

/**
 * Counts connections per origin over all files, and lets an origin rest when it asks for it (Retry-After).
 * An origin with nothing going on is forgotten, so a list with a million hosts costs no more than one.
 */
export class HostSlots implements Slots {
  readonly #limit: number;
  readonly #hosts = new Map<string, Host>();
  /** Called whenever a place becomes free that nobody was waiting for. */
  onFree: () => void = () => {};

  /** @param limit the most connections to one origin */
  constructor(limit: number) {
    this.#limit = limit;
  }

  #host(origin: string): Host {
    let host = this.#hosts.get(origin);
    if (!host) this.#hosts.set(origin, host = { active: 0, restsUntilMs: 0, waiters: [] });
    return host;
  }

  /** When the origin's rest ends; 0 where it does not rest. */
  restsUntil(origin: string): number {
    return this.#hosts.get(origin)?.restsUntilMs ?? 0;
  }

  /** Lets nothing new start at an origin before a time. A later time wins. */
  rest(origin: string, untilMs: number): void {
    const host = this.#host(origin);
    host.restsUntilMs = Math.max(host.restsUntilMs, untilMs);
  }

  /** Takes a slot if one is free and the origin does not rest. */
  tryAcquire(origin: string, nowMs: number): boolean {
    const host = this.#host(origin);
    if (host.active >= this.#limit || nowMs < host.restsUntilMs) return false;
    host.active++;
    return true;
  }

  /**
   * Takes a slot, waiting for one in turn. For a request that is under way already and was sent on to this
   * origin, so a rest does not hold it up.
   */
  async acquire(origin: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const host = this.#host(origin);
    if (host.active < this.#limit) {
      host.active++;
      return;
    }
    await waitInLine(host.waiters, signal);
  }

  /** Gives a slot back; the next in turn gets it at once. */
  release(origin: string, nowMs: number): void {
    const host = this.#hosts.get(origin);
    if (!host) return;
    const next = host.waiters.shift();
    if (next) next();
    else {
      host.active--;
      this.onFree();
    }
    if (host.active === 0 && nowMs >= host.restsUntilMs) this.#hosts.delete(origin);
  }
}

/** One connection's place at an origin, which moves along when a redirect leads to another. */
export class Lease {
  readonly #slots: Slots;
  readonly #now: () => number;
  #origin: string | undefined;
  /** How long the server took to answer the last request, in milliseconds: 0 over a new connection, `undefined` before. */
  firstByteMs: number | undefined;
  /** The connection that goes with the place, and is given back with it. */
  connection: (Disposable & { readonly number: number }) | undefined;

  /** @param origin at which the slot has been taken already */
  constructor(slots: Slots, origin: string, now: () => number) {
    this.#slots = slots;
    this.#origin = origin;
    this.#now = now;
  }

  /** Gives the slot up and waits for one at another origin. */
  async moveTo(origin: string, signal: AbortSignal): Promise<void> {
    if (origin === this.#origin) return;
    this.release();
    await this.#slots.acquire(origin, signal);
    this.#origin = origin;
  }

  /** Gives the slot back; a second call does nothing. */
  release(): void {
    if (this.#origin !== undefined) this.#slots.release(this.#origin, this.#now());
    this.#origin = undefined;
    this.connection?.[Symbol.dispose]();
    this.connection = undefined;
  }
}
