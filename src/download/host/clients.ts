import { CheckedTunnel } from "../../http/checked_tunnel.ts";
import type { Proxy } from "../../http/proxies.ts";
import type { PublicAddresses } from "../../http/public_addresses.ts";
import type { Clock } from "../model/clock.ts";
import type { DownloadConfig } from "../model/config.ts";
import { Connections } from "./connections.ts";
import type { Lease } from "./host_slots.ts";
import { FirstQuestions } from "./first_question.ts";
import { Http2Origins } from "./http2_origins.ts";
import { isUnanswered, speaksNoHttp2 } from "./network_error.ts";

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
interface Kind extends Pick<ClientFor, "proxy"> {
  /** The number of the connection at the origin. */
  readonly number: number;
  /** The protocols that its handshake offers. */
  readonly protocol: "any" | "http1" | "http2";
  /** Whether the connection must be new. */
  readonly isFresh: boolean;
}

/** The connection of a request. */
type Over = Pick<Kind, "number" | "protocol"> & Partial<Pick<Kind, "isFresh">>;

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
  readonly #http2: Http2Origins;
  /** Called when the requests to an origin need fewer connections than before. */
  onShared: (origin: string) => void = () => {};
  /** The way that all connections take where only public addresses are allowed. */
  readonly #tunnel: CheckedTunnel | undefined;
  /** Whether idle connections are closed at once. */
  #isSparing = false;

  constructor(
    { caCerts, family, publicOnly, clock, perHost, jobs }: {
      readonly caCerts: readonly string[];
      readonly publicOnly?: PublicAddresses | undefined;
      readonly clock: Clock;
      readonly family?: 4 | 6 | undefined;
    } & Pick<DownloadConfig, "perHost" | "jobs">,
  ) {
    this.#clock = clock;
    this.#tunnel = publicOnly && new CheckedTunnel(publicOnly, family);
    this.#first = new FirstQuestions(clock);
    this.#http2 = new Http2Origins({
      perHost,
      jobs,
      onShared: (origin) => this.onShared(origin),
      onHttp1: (origin) => this.#connections.addHttp1(origin),
      closeFirst: (origin) => this.#closeFirst(origin),
    });
    this.#options = {
      ...(caCerts.length > 0 ? { caCerts: [...caCerts] } : {}),
      ...(this.#tunnel
        ? { proxy: this.#tunnel.proxy }
        : family
        ? { localAddress: family === 4 ? "0.0.0.0" : "::" }
        : {}),
    };
  }

  /**
   * Sends a request over a suitable client. While the origin's protocol is unknown, one request goes first. Over HTTP/2,
   * requests share a connection.
   *
   * @throws what fetch throws
   */
  fetch(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    const answer = this.#askSuitable(url, init, wanted);
    const tunnel = this.#tunnel;
    if (tunnel === undefined) return answer;
    return answer.catch((error) => Promise.reject(tunnel.takeFailure(url) ?? error));
  }

  #askSuitable(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    return wanted.isSegment || !this.#connections.isShared(url)
      ? this.#askAlone(url, init, wanted)
      : this.#askShared(url, init, wanted);
  }

  async #askShared(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    const { origin } = wanted;
    const first = () => this.#askFirst(url, init, wanted);
    if (!this.#known.has(origin)) {
      const answer = await this.#first.ask(origin, first);
      if (answer !== undefined) return answer;
      if (!this.#connections.isShared(url)) return await this.#askAlone(url, init, wanted);
      if (!this.#known.has(origin)) this.#http2.leaveFirst(origin);
    }
    return await this.#http2.ask(origin, {
      first,
      http2: () => this.#ask(url, init, { wanted, over: { number: 0, protocol: "http2" } }),
      alone: () => this.#askAlone(url, init, wanted),
      behind: wanted.lease.behind,
      isLost: isUnanswered,
      isOtherProtocol: speaksNoHttp2,
      signal: init.signal,
    });
  }

  /**
   * Sends a request over its own connection. The server may have closed a kept connection at the same moment
   * (RFC 9112 §9.6). The request has not failed then: it is repeated at once over a new connection.
   */
  async #askAlone(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    const { origin, isSegment } = wanted;
    const isShared = this.#connections.isShared(url);
    // An origin where each request has its own connection needs no other client for segments.
    const over: Over = {
      protocol: isSegment && isShared ? "http1" : "any",
      number: isShared && !isSegment
        ? this.#connections.firstOf(origin)
        : this.#connectionOf(wanted).number,
    };
    const mayBeKept = this.#client(over, wanted).answered.has(origin);
    try {
      return await this.#ask(url, init, { wanted, over });
    } catch (error) {
      if (!mayBeKept || init.signal?.aborted || !isUnanswered(error)) throw error;
      return await this.#ask(url, init, { wanted, over: { ...over, isFresh: true } });
    }
  }

  /** Sends a request over the connection that shows the origin's protocol. */
  async #askFirst(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    const { origin, lease } = wanted;
    const number = this.#connections.firstOf(origin);
    lease.connection ??= { number, isShared: true, ...this.#http2.useFirst(origin) };
    const response = await this.#ask(url, init, { wanted, over: { number, protocol: "any" } });
    remember(this.#known, origin, MAX_KNOWN);
    // An answer over HTTP/1.1 has had its connection to itself.
    if (this.#connections.learn(origin, response)) this.#connectionOf(wanted);
    return response;
  }

  async #ask(
    url: URL,
    init: RequestInit,
    { wanted, over }: { wanted: ClientFor; over: Over },
  ): Promise<Response> {
    const { origin, lease } = wanted;
    const { client, answered } = this.#client(over, wanted);
    const mayBeKept = answered.has(origin);
    const askedMs = this.#clock.now();
    const response = await fetch(url, { ...init, client });
    // A handshake says nothing about how busy the server is, so its time is not counted.
    lease.firstByteMs = mayBeKept && !over.isFresh ? this.#clock.now() - askedMs : 0;
    remember(answered, origin, MAX_ANSWERED);
    return response;
  }

  /** Whether an origin has answered and takes all requests over one connection. */
  sharesConnection(origin: string): boolean {
    return this.#known.has(origin) && this.#connections.isShared(new URL(origin));
  }

  /** Returns the number of connections for all requests to an origin; `undefined` where each needs its own, or may. */
  connectionsOf(origin: string): number | undefined {
    return this.#http2.connectionsOf(origin);
  }

  /** Returns the request's own connection. */
  #connectionOf({ origin, lease }: ClientFor): { readonly number: number } {
    if (lease.connection?.isShared) {
      lease.connection[Symbol.dispose]();
      lease.connection = undefined;
    }
    return lease.connection ??= this.#connections.take(origin);
  }

  #closeFirst(origin: string): void {
    const number = this.#connections.firstOf(origin);
    // A client is closed as a whole, so other origins would lose their connections.
    if (!this.#connections.isOnlyAt(origin, number)) return;
    for (const [key, clients] of this.#clients) {
      if (!key.startsWith("any false")) continue;
      clients[number]?.client.close();
      delete clients[number];
    }
  }

  #client({ number, protocol, isFresh = false }: Over, { proxy }: ClientFor): Client {
    const kind = { number, protocol, isFresh, proxy };
    const key = keyOf(kind);
    let clients = this.#clients.get(key);
    if (!clients) this.#clients.set(key, clients = []);
    return clients[number] ??= { client: this.#create(kind), answered: new Set() };
  }

  #create({ protocol, proxy, isFresh }: Kind): Deno.HttpClient {
    return Deno.createHttpClient({
      ...this.#options,
      ...(this.#isSparing || isFresh ? { poolMaxIdlePerHost: 0 } : {}),
      ...(protocol === "http1" ? { http2: false } : {}),
      ...(protocol === "http2" ? { http1: false } : {}),
      ...(proxy ? { proxy: denoProxy(proxy) } : {}),
    });
  }

  /** Closes idle connections from now on. Requests under way continue. */
  spare(): void {
    if (this.#isSparing) return;
    this.#closeClients();
    this.#isSparing = true;
  }

  /** Closes idle connections, and the way to new ones. */
  close(): void {
    this.#closeClients();
    this.#tunnel?.close();
  }

  #closeClients(): void {
    for (const clients of this.#clients.values()) {
      for (const made of clients) made?.client.close();
    }
    this.#clients.clear();
  }
}

/** Most requests are of one kind, whose key costs nothing. */
const USUAL_KEY = "any false";

function keyOf({ protocol, proxy, isFresh }: Kind): string {
  return protocol !== "any" || proxy || isFresh
    ? `${protocol} ${isFresh} ${proxy?.variable}`
    : USUAL_KEY;
}

function remember(known: Set<string>, name: string, max: number): void {
  if (known.size >= max) known.clear();
  known.add(name);
}

function denoProxy({ url, basicAuth }: Proxy): Deno.Proxy {
  const transport = url.startsWith("socks") ? "socks5" : url.startsWith("https") ? "https" : "http";
  return { transport, url, ...(basicAuth ? { basicAuth } : {}) };
}
