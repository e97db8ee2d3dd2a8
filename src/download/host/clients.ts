import type { Proxy } from "../../http/proxies.ts";
import type { Clock } from "../model/clock.ts";
import { Connections } from "./connections.ts";
import type { Lease } from "./host_slots.ts";
import { FirstQuestions } from "./first_question.ts";
import { isUnanswered } from "./network_error.ts";

/** Origins remembered at once; forgetting one costs a retry at most. */
const MAX_ANSWERED = 10_000;

/** Who asks, and through what. */
export interface ClientFor {
  /** HTTP/2 would put every segment of a file on one connection and so gain nothing. */
  readonly isSegment: boolean;
  readonly proxy: Proxy | undefined;
  /** The place at the origin that the request has. */
  readonly lease: Lease;
}

/** What one connection needs that another may not share. */
interface Client extends Omit<ClientFor, "lease"> {
  /** Which of the origin's connections it is. */
  readonly number: number;
  /** A connection that nobody has used before. */
  readonly isFresh: boolean;
}

/** Deno's HTTP clients of a run, each with its connections: made when they are first needed. */
export class Clients {
  readonly #options: Deno.CreateHttpClientOptions;
  readonly #clients = new Map<string, Deno.HttpClient>();
  /** Clients with the origins that have answered them, so that connections may have been kept. */
  readonly #answered = new Set<string>();
  /** Origins that may share a connection and have answered. */
  readonly #known = new Set<string>();
  readonly #clock: Clock;
  readonly #first: FirstQuestions;
  readonly #connections = new Connections();
  /** Whether connections are closed as soon as nobody uses them. */
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
   * Asks over such a client; one request first where it is not known yet what the host speaks. A connection that was kept from an earlier answer may have been closed by the server just
   * then (RFC 9112 §9.6): that is no failure of this request, which goes out again at once over one that nobody has
   * used before.
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
    // Where each request has a connection of its own, that serves whatever is asked.
    const isSegment = wanted.isSegment && this.#connections.isShared(url);
    const client = { number, isSegment, proxy: wanted.proxy, isFresh: false };
    const pool = `${keyOf(client)} ${url.origin}`;
    const mayBeKept = this.#answered.has(pool);
    const askedMs = this.#clock.now();
    try {
      const response = await fetch(url, { ...init, client: this.#get(client) });
      // A handshake says nothing of how busy the server is.
      wanted.lease.firstByteMs = mayBeKept ? this.#clock.now() - askedMs : 0;
      remember(this.#answered, pool);
      if (isShared) this.#learn(url, response, wanted);
      return response;
    } catch (error) {
      if (!mayBeKept || init.signal?.aborted || !isUnanswered(error)) throw error;
      return await fetch(url, { ...init, client: this.#get({ ...client, isFresh: true }) });
    }
  }

  /** Whether an origin has answered, and takes all requests over one connection. */
  sharesConnection(origin: string): boolean {
    return this.#known.has(origin) && this.#connections.isShared(new URL(origin));
  }

  /** Whether a request goes over the connection of others. */
  #isShared(url: URL, { isSegment }: ClientFor): boolean {
    return !isSegment && this.#connections.isShared(url);
  }

  #connectionOf({ origin }: URL, { lease }: ClientFor): { readonly number: number } {
    return lease.connection ??= this.#connections.take(origin);
  }

  /** The first answer shows whether the others may share its connection. */
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

  /** Keeps no connection from now on that nobody uses. Requests under way go on. */
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
