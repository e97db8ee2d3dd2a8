import type { Clock } from "../model/clock.ts";
import type { Bounds } from "./controller.ts";
import { type Ending, Flow, type Start } from "./flow.ts";

/**
 * Together. The first ones go to as many hosts as there are. More than the ceiling is memory (256 KiB a small file) and
 * open files (of the 1,024 that most systems allow, a file takes two) for lines that hardly anybody has.
 */
const ALL: Bounds = { start: 32, ceiling: 128 };
/**
 * One connection a file. Eight is what coplay has always begun with; forty fill 100 Mbit/s at 60 ms there and back
 * with files of 20 KiB, and are a quarter of what a small Apache serves (MaxRequestWorkers 150).
 */
const OWN_CONNECTIONS: Bounds = { start: 8, ceiling: 40 };
/** Streams of one connection cost a host little; it allows 100 of them as a rule (RFC 9113 §6.5.2), nginx 128. */
const SHARED_CONNECTION: Bounds = { start: 32, ceiling: 64 };

/** Hosts remembered with nothing under way; one that is forgotten begins anew. */
const MAX_HOSTS = 1000;

/** A file under way. */
export interface Departure {
  readonly origin: string;
  readonly inAll: Start;
  readonly atHost: Start;
}

/** Says which files may start now. */
export interface Pacer {
  /** The most files at once that it may ever allow. */
  readonly ceiling: number;
  /** Whether any file may start. */
  hasRoom(): boolean;
  /** Whether one of this origin may. */
  hasRoomAt(origin: string, nowMs: number): boolean;
  /** When the next one of this origin may, as far as that is a matter of time; in milliseconds since 1970. */
  startsAt(origin: string): number;
  /** One starts. */
  begin(origin: string, nowMs: number): Departure;
  /** It has ended, and how. @returns whether it was refused because too much was asked, and less is from now on */
  end(departure: Departure, ending: Ending): boolean;
}

/**
 * `-j auto`: one controller for each host, where the trouble is the host's, and one for all, since they share a line.
 */
export class AutoPacer implements Pacer {
  readonly ceiling = ALL.ceiling;
  readonly #clock: Clock;
  readonly #isShared: (origin: string) => boolean;
  readonly #all: Flow;
  readonly #hosts = new Map<string, { readonly flow: Flow; isShared: boolean }>();

  /** @param isShared whether an origin has shown that all its files come over one connection */
  constructor(clock: Clock, isShared: (origin: string) => boolean) {
    this.#clock = clock;
    this.#isShared = isShared;
    this.#all = new Flow(() => ALL, clock.now());
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
    // What one host refuses says nothing of the others.
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

  /** Those that nothing is under way at, the first seen first. */
  #forgetSome(): void {
    if (this.#hosts.size < MAX_HOSTS) return;
    for (const [origin, { flow }] of this.#hosts) {
      if (flow.running > 0) continue;
      this.#hosts.delete(origin);
      if (this.#hosts.size < MAX_HOSTS / 2) return;
    }
  }
}
