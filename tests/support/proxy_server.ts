import { connect, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

/** The end of a request's headers. */
const HEAD_END = "\r\n\r\n";

/** Reads a request up to the end of its headers, and puts back the bytes after that. */
async function readHead(socket: Socket): Promise<string> {
  let received = "";
  for (;;) {
    const chunk: Uint8Array | null = socket.read();
    if (chunk === null) {
      if (socket.readableEnded || socket.destroyed) return "";
      await new Promise<void>((resolve) => {
        socket.once("readable", resolve);
        socket.once("close", resolve);
      });
      continue;
    }
    received += new TextDecoder("latin1").decode(chunk);
    const at = received.indexOf(HEAD_END);
    if (at < 0) continue;
    const rest = received.slice(at + HEAD_END.length);
    if (rest !== "") socket.unshift(Uint8Array.from(rest, (letter) => letter.charCodeAt(0)));
    return received.slice(0, at + HEAD_END.length);
  }
}

export interface ProxyOptions {
  /** The certificate (PEM) with which the proxy speaks TLS. @default {plain} */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** The status line with which the proxy refuses every request. */
  readonly answers?: string;
}

/** A small HTTP proxy, which tunnels CONNECT requests, and forwards requests in absolute form. */
export class ProxyServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #options: ProxyOptions;
  readonly #sockets = new Set<Socket>();
  /** The request lines and headers of all requests, in the order of their arrival. */
  readonly heads: string[] = [];

  private constructor(options: ProxyOptions) {
    const accept = (socket: Socket) => {
      this.#keep(socket);
      this.#serve(socket).catch(() => socket.destroy());
    };
    this.#options = options;
    this.#server = options.tls ? createTlsServer(options.tls, accept) : createServer(accept);
  }

  static async start(options: ProxyOptions = {}): Promise<ProxyServer> {
    const proxy = new ProxyServer(options);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", () => resolve()));
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy has stopped");
    return this.#options.tls
      ? `https://127.0.0.1:${address.port}`
      : `http://127.0.0.1:${address.port}`;
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  }

  async #serve(client: Socket): Promise<void> {
    const head = await readHead(client);
    if (head === "") return;
    this.heads.push(head);
    if (this.#options.answers !== undefined) {
      client.end(
        `HTTP/1.1 ${this.#options.answers}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    const [method = "", target = ""] = head.split(" ");
    const url = new URL(method === "CONNECT" ? `http://${target}` : target);
    const upstream = connect(Number(url.port || 80), url.hostname);
    this.#keep(upstream);
    await new Promise<void>((resolve) => upstream.once("connect", () => resolve()));
    if (method === "CONNECT") client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    else upstream.write(head.replace(target, url.pathname + url.search));
    client.pipe(upstream);
    upstream.pipe(client);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
