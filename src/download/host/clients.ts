import type { Proxy } from "../../http/proxies.ts";
import type { Clock } from "../model/clock.ts";
import { Connections } from "./connections.ts";
import type { Lease } from "./host_slots.ts";
import { FirstQuestions } from "./first_question.ts";
import { isUnanswered } from "./network_error.ts";

/** The most origins to remember for each client; forgetting one costs at most a retry. */
const MAX_ANSWERED = 1000;
/** The most origins to remember in all; forgetting one costs the wait for another first answer. */
const MAX_KNOWN = 10_000;

/** The needs of a request. */
export interface ClientFor {
  /** The URL's origin. */
  readonly origin: string;
  /**
   * Whether it fetches a segment. HTTP/2 would put every segment of a file on one connection, so they would gain
   * nothing.
   */
  readonly isSegment: boolean;
  readonly proxy: Proxy | undefined;
  /** The request's place at the origin. */
  readonly lease: Lease;
}

/** The properties of a client whose connections only like requests may share. */
interface Kind extends Pick<ClientFor, "isSegment" | "proxy"> {
  /** The number of the connection at the origin. */
  readonly number: number;
  /** Whether the connection must be new. */
  readonly isFresh: boolean;
}

/** A client of Deno's. */
interface Client {
  readonly client: Deno.HttpClient;
  /** The origins that have answered it, so that it may keep connections to them. */
  readonly answered: Set<string>;
}

/** Deno's HTTP clients of a run, each with its connections. Each is created when it is first needed. */
export class Clients {
  readonly #options: Deno.CreateHttpClientOptions;
  /** By their kind, and in there by the number of the connection. */
  readonly #clients = new Map<string, Client[]>();
  /** The origins that may share a connection and have answered. */
  readonly #known = new Set<string>();
  readonly #clock: Clock;
  readonly #first: FirstQuestions;
  readonly #connections = new Connections();
  /** Whether idle connections are closed at once. */
  #isSparing = false;

  constructor(
    { caCerts, family, clock }: {
      readonly caCerts: readonly string[];
      readonly clock: Clock;
      readonly family?: 4 | 6 | undefined;
    },
  ) {
    this.#clock = clock;
    this.#first = new FirstQuestions(clock);
    this.#options = {
      ...(caCerts.length > 0 ? { caCerts: [...caCerts] } : {}),
      ...(family ? { localAddress: family === 4 ? "0.0.0.0" : "::" } : {}),
    };
  }

  /**
   * Sends a request over a suitable client. While the origin's protocol is unknown, one request goes first. The server
   * may have closed a kept connection at the same moment (RFC 9112 §9.6). The request has not failed then: it is
   * repeated at once over a new connection.
   *
   * @throws what fetch throws
   */
  fetch(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    const { origin } = wanted;
    return this.#known.has(origin) || !this.#isShared(url, wanted)
      ? this.#ask(url, init, wanted)
      : this.#first.ask(origin, () => this.#ask(url, init, wanted));
  }

  async #ask(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    const { origin, proxy, lease } = wanted;
    const isShared = this.#isShared(url, wanted);
    const { number } = isShared ? { number: 0 } : this.#connectionOf(wanted);
    // An origin where each request has its own connection needs no other client for segments.
    const isSegment = wanted.isSegment && this.#connections.isShared(url);
    const { client, answered } = this.#client({ number, isSegment, proxy, isFresh: false });
    const mayBeKept = answered.has(origin);
    const askedMs = this.#clock.now();
    try {
      const response = await fetch(url, { ...init, client });
      // A handshake says nothing about how busy the server is, so its time is not counted.
      lease.firstByteMs = mayBeKept ? this.#clock.now() - askedMs : 0;
      remember(answered, origin, MAX_ANSWERED);
      if (isShared) this.#learn(response, wanted);
      return response;
    } catch (error) {
      if (!mayBeKept || init.signal?.aborted || !isUnanswered(error)) throw error;
      const fresh = this.#client({ number, isSegment, proxy, isFresh: true });
      return await fetch(url, { ...init, client: fresh.client });
    }
  }

  /** Whether an origin has answered and takes all requests over one connection. */
  sharesConnection(origin: string): boolean {
    return this.#known.has(origin) && this.#connections.isShared(new URL(origin));
  }

  /** Whether a request shares the connection of others. */
  #isShared(url: URL, { isSegment }: ClientFor): boolean {
    return !isSegment && this.#connections.isShared(url);
  }

  #connectionOf({ origin, lease }: ClientFor): { readonly number: number } {
    return lease.connection ??= this.#connections.take(origin);
  }

  /** Learns from the first answer whether other requests may share its connection. */
  #learn(response: Response, wanted: ClientFor): void {
    remember(this.#known, wanted.origin, MAX_KNOWN);
    if (this.#connections.learn(wanted.origin, response)) this.#connectionOf(wanted);
  }

  #client(kind: Kind): Client {
    const key = keyOf(kind);
    let clients = this.#clients.get(key);
    if (!clients) this.#clients.set(key, clients = []);
    return clients[kind.number] ??= { client: this.#create(kind), answered: new Set() };
  }

  #create({ isSegment, proxy, isFresh }: Kind): Deno.HttpClient {
    return Deno.createHttpClient({
      ...this.#options,
      ...(this.#isSparing || isFresh ? { poolMaxIdlePerHost: 0 } : {}),
      ...(isSegment ? { http2: false } : {}),
      ...(proxy ? { proxy: denoProxy(proxy) } : {}),
    });
  }

  /** Closes idle connections from now on. Requests under way continue. */
  spare(): void {
    if (this.#isSparing) return;
    this.close();
    this.#isSparing = true;
  }

  /** Closes idle connections. */
  close(): void {
    for (const clients of this.#clients.values()) {
      for (const made of clients) made?.client.close();
    }
    this.#clients.clear();
  }
}

/** Most requests are of one kind, whose key costs nothing. */
function keyOf({ isSegment, proxy, isFresh }: Kind): string {
  return isSegment || proxy || isFresh ? `${isSegment} ${isFresh} ${proxy?.variable}` : "";
}

function remember(known: Set<string>, name: string, max: number): void {
  if (known.size >= max) known.clear();
  known.add(name);
}

function denoProxy({ url, basicAuth }: Proxy): Deno.Proxy {
  const transport = url.startsWith("socks") ? "socks5" : url.startsWith("https") ? "https" : "http";
  return { transport, url, ...(basicAuth ? { basicAuth } : {}) };
}
