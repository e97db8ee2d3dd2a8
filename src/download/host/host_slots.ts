import { waitInLine } from "./wait_in_line.ts";

/** The state of one origin while it has requests. */
interface Host {
  active: number;
  restsUntilMs: number;
  readonly waiters: (() => void)[];
}

/** The slots at each origin, for this run alone or shared with other workers. */
export interface Slots {
  /** Called whenever a slot becomes free for which no request was waiting. */
  onFree: () => void;
  /** The time at which the origin's rest ends; 0 without a rest. */
  restsUntil(origin: string): number;
  /** Starts no new request at an origin before a time. A later time wins. */
  rest(origin: string, untilMs: number): void;
  /**
   * Takes a slot if one is free and the origin does not rest. Where slots are shared, false may mean that one has been
   * requested; `onFree` then reports its arrival.
   *
   * @param wanted the number of slots wanted there in all @default {1}
   */
  tryAcquire(origin: string, nowMs: number, wanted?: number): boolean;
  /**
   * Takes a slot, waiting in line for one. This is for a request that was redirected to this origin, so a rest does not
   * delay it.
   */
  acquire(origin: string, signal: AbortSignal): Promise<void>;
  /** Gives a slot back; the next request in line gets it at once. */
  release(origin: string, nowMs: number): void;
}

/**
 * Counts connections per origin over all files, and lets an origin rest when it asks for it (Retry-After). It forgets
 * an origin without requests, so a list with a million hosts needs no more memory than one host.
 */
export class HostSlots implements Slots {
  readonly #limit: number;
  readonly #hosts = new Map<string, Host>();
  /** Called whenever a slot becomes free for which no request was waiting. */
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

  /** The time at which the origin's rest ends; 0 without a rest. */
  restsUntil(origin: string): number {
    return this.#hosts.get(origin)?.restsUntilMs ?? 0;
  }

  /** Starts no new request at an origin before a time. A later time wins. */
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
   * Takes a slot, waiting in line for one. This is for a request that was redirected to this origin, so a rest does not
   * delay it.
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

  /** Gives a slot back; the next request in line gets it at once. */
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

/** A connection of a slot. */
interface LeasedConnection extends Disposable {
  /** The number of the connection at the origin. */
  readonly number: number;
  /** Whether other slots use it, too. @default {false} */
  readonly isShared?: boolean;
  /** Reports that it broke. */
  lose?(): void;
}

/** The slot of one connection at an origin; it moves to another origin with a redirect. */
export class Lease {
  readonly #slots: Slots;
  readonly #now: () => number;
  #origin: string | undefined;
  /** How long the last answer took, in milliseconds: 0 over a new connection, `undefined` before the first answer. */
  firstByteMs: number | undefined;
  /** The connection that belongs to the slot and is given back with it. */
  connection: LeasedConnection | undefined;
  /** The tasks known to wait at the first origin when this one started. */
  behind = 0;

  /** @param origin the origin whose slot has been taken */
  constructor(slots: Slots, origin: string, now: () => number) {
    this.#slots = slots;
    this.#origin = origin;
    this.#now = now;
  }

  /** The origin whose slot it is; `undefined` after its release. */
  get origin(): string | undefined {
    return this.#origin;
  }

  /** Gives the slot back and waits for one at another origin. */
  async moveTo(origin: string, signal: AbortSignal): Promise<void> {
    if (origin === this.#origin) return;
    this.release();
    await this.#slots.acquire(origin, signal);
    this.#origin = origin;
  }

  /** Gives the slot back; a second call does nothing. */
  release(): void {
    // The connection is free before the slot, so that the next file does not open another one.
    this.connection?.[Symbol.dispose]();
    this.connection = undefined;
    if (this.#origin !== undefined) this.#slots.release(this.#origin, this.#now());
    this.#origin = undefined;
  }
}
