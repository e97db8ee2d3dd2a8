import type { Proxy } from "../../http/proxies.ts";

/** What one connection needs that another may not share. */
export interface ClientFor {
  /** HTTP/2 would put every segment of a file on one connection and so gain nothing. */
  readonly isSegment: boolean;
  readonly proxy: Proxy | undefined;
}

/** Deno's HTTP clients of a run, each with its connections: made when they are first needed. */
export class Clients {
  readonly #options: Deno.CreateHttpClientOptions;
  readonly #clients = new Map<string, Deno.HttpClient>();
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

  /** The client for such a request. */
  get({ isSegment, proxy }: ClientFor): Deno.HttpClient {
    const key = `${isSegment} ${proxy?.variable}`;
    let client = this.#clients.get(key);
    if (client === undefined) {
      client = Deno.createHttpClient({
        ...this.#options,
        ...(this.#isSparing ? { poolMaxIdlePerHost: 0 } : {}),
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

function denoProxy({ url, basicAuth }: Proxy): Deno.Proxy {
  const transport = url.startsWith("socks") ? "socks5" : url.startsWith("https") ? "https" : "http";
  return { transport, url, ...(basicAuth ? { basicAuth } : {}) };
}
