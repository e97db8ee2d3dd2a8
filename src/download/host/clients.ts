import type { Proxy } from "../../http/proxies.ts";
import { isUnanswered } from "./network_error.ts";

/** Origins remembered at once; forgetting one costs a retry at most. */
const MAX_ANSWERED = 10_000;

/** What one connection needs that another may not share. */
export interface ClientFor {
  /** HTTP/2 would put every segment of a file on one connection and so gain nothing. */
  readonly isSegment: boolean;
  readonly proxy: Proxy | undefined;
  /** A connection of its own, which nobody has used before. @default {false} */
  readonly isFresh?: boolean;
}

/** Deno's HTTP clients of a run, each with its connections: made when they are first needed. */
export class Clients {
  readonly #options: Deno.CreateHttpClientOptions;
  readonly #clients = new Map<string, Deno.HttpClient>();
  /** Clients with the origins that have answered them, so that connections may have been kept. */
  readonly #answered = new Set<string>();
  /** Whether connections are closed as soon as nobody uses them. */
  #isSparing = false;

  constructor(
    { caCerts, family }: {
      readonly caCerts: readonly string[];
      readonly family?: 4 | 6 | undefined;
    },
  ) {
    this.#options = {
      ...(caCerts.length > 0 ? { caCerts: [...caCerts] } : {}),
      ...(family ? { localAddress: family === 4 ? "0.0.0.0" : "::" } : {}),
    };
  }

  /**
   * Asks over such a client. A connection that was kept from an earlier answer may have been closed by the server just
   * then (RFC 9112 §9.6): that is no failure of this request, which goes out again at once over one that nobody has
   * used before.
   *
   * @throws what fetch throws
   */
  async fetch(url: URL, init: RequestInit, wanted: ClientFor): Promise<Response> {
    const pool = `${keyOf(wanted)} ${url.origin}`;
    const mayBeKept = this.#answered.has(pool);
    try {
      const response = await fetch(url, { ...init, client: this.#get(wanted) });
      if (this.#answered.size >= MAX_ANSWERED) this.#answered.clear();
      this.#answered.add(pool);
      return response;
    } catch (error) {
      if (!mayBeKept || init.signal?.aborted || !isUnanswered(error)) throw error;
      return await fetch(url, { ...init, client: this.#get({ ...wanted, isFresh: true }) });
    }
  }

  #get(wanted: ClientFor): Deno.HttpClient {
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

function keyOf({ isSegment, proxy, isFresh = false }: ClientFor): string {
  return `${isSegment} ${isFresh} ${proxy?.variable}`;
}

function denoProxy({ url, basicAuth }: Proxy): Deno.Proxy {
  const transport = url.startsWith("socks") ? "socks5" : url.startsWith("https") ? "https" : "http";
  return { transport, url, ...(basicAuth ? { basicAuth } : {}) };
}
