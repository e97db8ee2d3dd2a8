import type { DownloadConfig } from "../model/config.ts";
import { connectionFreed } from "./freed_connection.ts";

/**
 * The files after which a second connection is worth its handshake. One file waits for that, and would come last of a
 * shorter list.
 */
const WORTH_A_SECOND = 64;
/** The same where so many files are known to follow that the second connection is open before it is needed. */
const WORTH_A_SECOND_IF_LONG = 16;
/** The files behind one that make a list long. */
const MANY_BEHIND = 64;
/** The most files over the first connection. Servers end one after 100 or 1,000 requests (nginx: keepalive_requests). */
const MOST_OVER_FIRST = 96;
/** The most losses of a connection for HTTP/2 before its first answer; after that, the origin is asked without it. */
const MOST_LOSSES = 3;
/** The most origins to remember; forgetting them costs a few connections. */
const MAX_ORIGINS = 10_000;

/** The ways to send a request, and the meaning of their errors. */
export interface Ways<Answer> {
  /** Sends it over a connection that accepts either protocol. */
  first(): Promise<Answer>;
  /** Sends it over a connection that accepts only HTTP/2. */
  http2(): Promise<Answer>;
  /** Sends it over its own connection, if the client has one for it. */
  alone(): Promise<Answer>;
  /** Whether a connection ended before the answer. */
  isLost(error: unknown): boolean;
  /** Whether an error says that the server does not speak HTTP/2. */
  isOtherProtocol(error: unknown): boolean;
  /** The files known to follow. */
  readonly behind: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | null | undefined;
}

/** Callbacks for what becomes known of an origin. */
interface Findings {
  /** The requests to an origin need fewer connections than before. */
  onShared(origin: string): void;
  /** An origin does not speak HTTP/2. */
  onHttp1(origin: string): void;
  /** The first connection to an origin is needed no more. */
  closeFirst(origin: string): void;
}

/** The state of an origin. */
interface Origin {
  readonly name: string;
  /** The files requested over the first connection so far. */
  asked: number;
  /** The files under way over the first connection. */
  onFirst: number;
  /** Whether the first connection takes no more requests. */
  isFirstGone: boolean;
  /** The requests sent over HTTP/2 only. */
  sent: number;
  /** The answers to those. */
  answered: number;
  /** The connections for HTTP/2 only that were lost before the first answer. */
  losses: number;
  /** Whether it does not speak HTTP/2, or it cannot be found out. */
  isUnclear: boolean;
}

/**
 * The origins whose requests share a connection, as far as is known. Deno's usual client opens a connection for every
 * request that finds none. When a server ends the shared connection (GOAWAY, RFC 9113 §6.8), tens of requests do so at
 * once. A client that accepts only HTTP/2 opens a single one for all of them, but cannot talk to other servers. So the
 * first files of an origin come over a client of the first kind, and the others over one of the second kind. A single
 * request opens its connection early, so that the others need not wait for the handshake.
 */
export class Http2Origins {
  readonly #origins = new Map<string, Origin>();
  readonly #worthASecond: number;
  readonly #worthASecondIfLong: number;
  readonly #findings: Findings;

  /**
   * @param options.perHost the most connections to one origin; where they are fewer than files at once, those wait to
   * share one
   * @param options.jobs the files at once
   */
  constructor(
    { perHost, jobs, ...findings }: Pick<DownloadConfig, "perHost" | "jobs"> & Findings,
  ) {
    const areEnough = jobs !== "auto" && jobs <= perHost;
    const most = areEnough ? Infinity : perHost;
    this.#worthASecond = Math.min(WORTH_A_SECOND, most);
    this.#worthASecondIfLong = Math.min(WORTH_A_SECOND_IF_LONG, most);
    this.#findings = findings;
  }

  /** Returns the number of connections for all requests to an origin; `undefined` while its protocol is uncertain. */
  connectionsOf(origin: string): number | undefined {
    const known = this.#origins.get(origin);
    if (known === undefined || known.answered === 0) return undefined;
    return known.onFirst > 0 ? 2 : 1;
  }

  /** Counts a file over the first connection until the returned object is disposed of; `lose` reports that it broke. */
  useFirst(origin: string): Disposable & { lose(): void } {
    const known = this.#known(origin);
    known.asked++;
    known.onFirst++;
    const leave = () => {
      known.onFirst--;
      if (known.onFirst > 0 || known.answered === 0) return;
      this.#closeFirst(known);
      this.#findings.onShared(origin);
    };
    return { [Symbol.dispose]: leave, lose: () => this.leaveFirst(origin) };
  }

  /** Sends no more requests over the first connection. */
  leaveFirst(origin: string): void {
    this.#known(origin).isFirstGone = true;
  }

  /** Sends a request in the best way. */
  async ask<Answer>(origin: string, ways: Ways<Answer>): Promise<Answer> {
    const known = this.#known(origin);
    if (known.isUnclear) return await ways.alone();
    if (!this.#goesOverFirst(known, ways.behind)) return await this.#overHttp2(known, ways);
    try {
      return await ways.first();
    } catch (error) {
      if (ways.signal?.aborted || !ways.isLost(error)) throw error;
      known.isFirstGone = true;
      return await this.ask(origin, ways);
    }
  }

  #goesOverFirst({ isFirstGone, asked, sent, answered }: Origin, behind: number): boolean {
    if (isFirstGone || answered > 0) return false;
    // After the first request for it, the second connection takes two round trips to open.
    if (sent > 0) return asked < MOST_OVER_FIRST;
    return asked < (behind < MANY_BEHIND ? this.#worthASecond : this.#worthASecondIfLong);
  }

  /** Sends a request over HTTP/2 only. Where its connection ends, it is repeated while other requests get answers. */
  async #overHttp2<Answer>(known: Origin, ways: Ways<Answer>): Promise<Answer> {
    known.sent++;
    if (known.sent === 1 && known.onFirst === 0) {
      this.#closeFirst(known);
      await connectionFreed();
    }
    for (let mayBeKept = known.answered > 0;;) {
      const { answered: before, losses } = known;
      try {
        const answer = await ways.http2();
        known.answered++;
        if (known.answered === 1) this.#findings.onShared(known.name);
        return answer;
      } catch (error) {
        if (ways.signal?.aborted) throw error;
        if (ways.isOtherProtocol(error)) {
          known.isUnclear = true;
          this.#closeFirst(known);
          this.#findings.onHttp1(known.name);
          return await ways.alone();
        }
        if (!ways.isLost(error)) throw error;
        if (known.answered === 0) {
          // All that waited for one connection lose it, which is one loss.
          if (known.losses === losses) known.losses++;
          if (known.losses < MOST_LOSSES) continue;
          known.isUnclear = true;
          return await ways.alone();
        }
        if (!mayBeKept && known.answered === before) throw error;
        mayBeKept = false;
      }
    }
  }

  #closeFirst(known: Origin): void {
    known.isFirstGone = true;
    this.#findings.closeFirst(known.name);
  }

  #known(name: string): Origin {
    let known = this.#origins.get(name);
    if (known === undefined) {
      if (this.#origins.size >= MAX_ORIGINS) this.#origins.clear();
      known = {
        name,
        asked: 0,
        onFirst: 0,
        isFirstGone: false,
        sent: 0,
        answered: 0,
        losses: 0,
        isUnclear: false,
      };
      this.#origins.set(name, known);
    }
    return known;
  }
}
