import type { Clock } from "../model/clock.ts";
import type { Bounds } from "./controller.ts";
import { type Ending, Flow, type Start } from "./flow.ts";

/**
 * The bounds for all hosts together. At first files go to as many hosts as there are. More than the ceiling would need
 * memory (256 KiB for a small file) and open files (a file takes two of the 1,024 that most systems allow) for lines
 * that hardly any user has.
 */
const ALL: Bounds = { start: 32, ceiling: 128 };
/**
 * The bounds of a host with one connection for each file. Eight is a careful start. Forty files of 20 KiB at once fill
 * a line of 100 Mbit/s with a round trip of 60 ms, and are a quarter of what a small Apache serves (MaxRequestWorkers
 * 150).
 */
const OWN_CONNECTIONS: Bounds = { start: 8, ceiling: 40 };
/**
 * The bounds of a host where streams share one connection. Streams cost a host little; it usually allows 100 of them
 * (RFC 9113 §6.5.2), nginx 128.
 */
const SHARED_CONNECTION: Bounds = { start: 32, ceiling: 64 };

/** The most idle hosts to remember; a forgotten one starts anew. */
const MAX_HOSTS = 1000;

/** A file under way. */
export interface Departure {
  readonly origin: string;
  readonly inAll: Start;
  readonly atHost: Start;
}

/** Decides which files may start. */
export interface Pacer {
  /** The highest number of files that it ever allows at once. */
  readonly ceiling: number;
  /** The number of files that it allows at once now. */
  readonly limit: number;
  /** Whether any file may start. */
  hasRoom(): boolean;
  /** Whether a file of this origin may start. */
  hasRoomAt(origin: string, nowMs: number): boolean;
  /** The earliest start of this origin's next file, in milliseconds since 1970; a gap between starts sets it. */
  startsAt(origin: string): number;
  /** Starts a file. */
  begin(origin: string, nowMs: number): Departure;
  /** Ends a file. @returns whether it was refused because of the pace, which is slower from now on */
  end(departure: Departure, ending: Ending): boolean;
}

/**
 * The pacer of `-j auto`: one flow for each host, because trouble belongs to a host, and one for all hosts, because
 * they share a line.
 */
export class AutoPacer implements Pacer {
  readonly ceiling = ALL.ceiling;
  readonly #clock: Clock;
  readonly #isShared: (origin: string) => boolean;
  readonly #all: Flow;
  readonly #hosts = new Map<string, { readonly flow: Flow; isShared: boolean }>();

  /** @param isShared whether an origin has shown that all its files share one connection */
  constructor(clock: Clock, isShared: (origin: string) => boolean) {
    this.#clock = clock;
    this.#isShared = isShared;
    this.#all = new Flow(() => ALL, clock.now());
  }

  get limit(): number {
    const atHosts = this.#hosts.values().reduce((sum, { flow }) => sum + flow.limit, 0);
    return this.#hosts.size === 0 ? this.#all.limit : Math.min(this.#all.limit, atHosts);
  }

  hasRoom(): boolean {
    return this.#all.hasRoom();
  }

  hasRoomAt(origin: string, nowMs: number): boolean {
    const host = this.#hosts.get(origin);
    return host === undefined || (host.flow.hasRoom() && nowMs >= host.flow.mayStartMs);
  }

  startsAt(origin: string): number {
    return this.#hosts.get(origin)?.flow.mayStartMs ?? 0;
  }

  begin(origin: string, nowMs: number): Departure {
    const { flow } = this.#host(origin, nowMs);
    return { origin, inAll: this.#all.begin(nowMs), atHost: flow.begin(nowMs) };
  }

  end({ origin, inAll, atHost }: Departure, ending: Ending): boolean {
    const nowMs = this.#clock.now();
    // A refusal of one host says nothing about the others.
    this.#all.end(inAll, ending?.kind === "arrival" ? ending : undefined, nowMs);
    const host = this.#host(origin, nowMs);
    if (!host.isShared && this.#isShared(origin)) {
      host.isShared = true;
      host.flow.raise();
    }
    host.flow.end(atHost, ending, nowMs);
    return ending?.kind === "refusal" && host.flow.isTooFast;
  }

  #host(origin: string, nowMs: number): { readonly flow: Flow; isShared: boolean } {
    let host = this.#hosts.get(origin);
    if (!host) {
      this.#forgetSome();
      const bounds = () => this.#hosts.get(origin)?.isShared ? SHARED_CONNECTION : OWN_CONNECTIONS;
      this.#hosts.set(origin, host = { flow: new Flow(bounds, nowMs), isShared: false });
    }
    return host;
  }

  /** Forgets idle hosts, the oldest first. */
  #forgetSome(): void {
    if (this.#hosts.size < MAX_HOSTS) return;
    for (const [origin, { flow }] of this.#hosts) {
      if (flow.running > 0) continue;
      this.#hosts.delete(origin);
      if (this.#hosts.size < MAX_HOSTS / 2) return;
    }
  }
}
