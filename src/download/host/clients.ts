import type { Proxy } from "../../http/proxies.ts";
import type { Clock } from "../model/clock.ts";
import { Connections } from "./connections.ts";
import type { Lease } from "./host_slots.ts";
import { FirstQuestions } from "./first_question.ts";
import { isUnanswered } from "./network_error.ts";

/** The most origins to remember; forgetting one costs at most a retry. */
const MAX_ANSWERED = 10_000;

/** The needs of a request. */
export interface ClientFor {
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
interface Client extends Omit<ClientFor, "lease"> {
  /** The number of the connection at the origin. */
  readonly number: number;
  /** Whether the connection must be new. */
  readonly isFresh: boolean;
}

/** Deno's HTTP clients of a run, each with its connections. Each is created when it is first needed. */
export class Clients {
  readonly #options: Deno.CreateHttpClientOptions;
  readonly #clients = new Map<string, Deno.HttpClient>();
  /** The clients and origins that have answered, so that connections may be kept. */
  readonly #answered = new Set<string>();
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
  async fetch(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    const ask = () => this.#ask(url, init, wanted);
    if (this.#known.has(url.origin) || !this.#isShared(url, wanted)) return await ask();
    return await this.#first.ask(url.origin, ask);
  }

  async #ask(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    const isShared = this.#isShared(url, wanted);
    const { number } = isShared ? { number: 0 } : this.#connectionOf(url, wanted);
    // An origin where each request has its own connection needs no other client for segments.
    const isSegment = wanted.isSegment && this.#connections.isShared(url);
    const client = { number, isSegment, proxy: wanted.proxy, isFresh: false };
    const pool = `${keyOf(client)} ${url.origin}`;
    const mayBeKept = this.#answered.has(pool);
    const askedMs = this.#clock.now();
    try {
      const response = await fetch(url, { ...init, client: this.#get(client) });
      // A handshake says nothing about how busy the server is, so its time is not counted.
      wanted.lease.firstByteMs = mayBeKept ? this.#clock.now() - askedMs : 0;
      remember(this.#answered, pool);
      if (isShared) this.#learn(url, response, wanted);
      return response;
    } catch (error) {
      if (!mayBeKept || init.signal?.aborted || !isUnanswered(error)) throw error;
      return await fetch(url, { ...init, client: this.#get({ ...client, isFresh: true }) });
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

  #connectionOf({ origin }: URL, { lease }: ClientFor): { readonly number: number } {
    return lease.connection ??= this.#connections.take(origin);
  }

  /** Learns from the first answer whether other requests may share its connection. */
  #learn(url: URL, response: Response, wanted: ClientFor): void {
    remember(this.#known, url.origin);
    if (this.#connections.learn(url, response)) this.#connectionOf(url, wanted);
  }

  #get(wanted: Client): Deno.HttpClient {
    const { isSegment, proxy, isFresh } = wanted;
    const key = keyOf(wanted);
    let client = this.#clients.get(key);
    if (client === undefined) {
      client = Deno.createHttpClient({
        ...this.#options,
        ...(this.#isSparing || isFresh ? { poolMaxIdlePerHost: 0 } : {}),
        ...(isSegment ? { http2: false } : {}),
        ...(proxy ? { proxy: denoProxy(proxy) } : {}),
      });
      this.#clients.set(key, client);
    }
    return client;
  }

  /** Closes idle connections from now on. Requests under way continue. */
  spare(): void {
    if (this.#isSparing) return;
    this.close();
    this.#isSparing = true;
  }

  /** Closes idle connections. */
  close(): void {
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
  }
}

function keyOf({ number, isSegment, proxy, isFresh }: Client): string {
  return `${number} ${isSegment} ${isFresh} ${proxy?.variable}`;
}

function remember(known: Set<string>, name: string): void {
  if (known.size >= MAX_ANSWERED) known.clear();
  known.add(name);
}

function denoProxy({ url, basicAuth }: Proxy): Deno.Proxy {
  const transport = url.startsWith("socks") ? "socks5" : url.startsWith("https") ? "https" : "http";
  return { transport, url, ...(basicAuth ? { basicAuth } : {}) };
}
