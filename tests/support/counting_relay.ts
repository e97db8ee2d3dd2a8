/** Relays bytes to a server on this machine, and counts the connections. */
export class CountingRelay implements AsyncDisposable {
  readonly #listener: Deno.TcpListener;
  readonly #open = new Set<Deno.Conn>();
  readonly #ended: Promise<void>;
  /** The number of connections so far. */
  connections = 0;
  /** The number of connections that neither side has closed. */
  #openCount = 0;
  /** The most connections that were open at once. */
  mostAtOnce = 0;

  private constructor(serverPort: number) {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.#ended = this.#accept(serverPort);
  }

  /** Listens on its own port. */
  static start(serverPort: number): CountingRelay {
    return new CountingRelay(serverPort);
  }

  get port(): number {
    return this.#listener.addr.port;
  }

  async #accept(port: number): Promise<void> {
    const passing: Promise<unknown>[] = [];
    for await (const client of this.#listener) {
      this.connections++;
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#openCount);
      const server = await Deno.connect({ hostname: "127.0.0.1", port });
      for (const conn of [client, server]) this.#open.add(conn);
      // Either side may close its connection at any time.
      const ways = [
        client.readable.pipeTo(server.writable).catch(() => {}),
        server.readable.pipeTo(client.writable).catch(() => {}),
      ];
      passing.push(...ways, Promise.race(ways).then(() => this.#openCount--));
    }
    await Promise.all(passing);
  }

  /** Ends all connections, as a server does that starts anew. */
  cut(): void {
    for (const conn of this.#open) {
      try {
        conn.close();
      } catch {
        // The connection is closed already.
      }
    }
    this.#open.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await this.#ended;
  }
}
