import { connect, createServer, type Server, type Socket } from "node:net";

const VERSION = 5;
const NO_PASSWORD = 0;
const PASSWORD = 2;
const NONE_OF_THESE = 0xff;
const BY_NAME = 3;

/** A client's request to a {@linkcode SocksServer}. */
export interface SocksRequest {
  /** `user:password`; empty without one. */
  readonly login: string;
  /** The host as the client sent it: an address, or a name for the proxy to resolve. */
  readonly host: string;
  readonly port: number;
}

/** A small SOCKS5 proxy (RFC 1928, RFC 1929) that resolves every name to this machine. */
export class SocksServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #login: string | undefined;
  readonly #sockets = new Set<Socket>();
  readonly requests: SocksRequest[] = [];

  private constructor(login: string | undefined) {
    this.#login = login;
    this.#server = createServer((socket) => {
      this.#keep(socket);
      this.#serve(socket).catch(() => socket.destroy());
    });
  }

  /** @param options `login` is the accepted one, as `user:password` @default {none needed} */
  static async start(options: { login?: string } = {}): Promise<SocksServer> {
    const server = new SocksServer(options.login);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", () => resolve()));
    return server;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy has stopped");
    return address.port;
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  }

  async #serve(client: Socket): Promise<void> {
    const methods = await readBytes(client, (await readBytes(client, 2))[1]!);
    const login = await this.#letIn(client, methods);
    if (login === undefined) {
      client.end();
      return;
    }
    const [, , , kind] = await readBytes(client, 4);
    const host = kind === BY_NAME
      ? new TextDecoder().decode(await readBytes(client, (await readBytes(client, 1))[0]!))
      : (await readBytes(client, kind === 1 ? 4 : 16)).join(".");
    const [high = 0, low = 0] = await readBytes(client, 2);
    const port = high * 256 + low;
    this.requests.push({ login, host, port });
    const upstream = connect(port, "127.0.0.1");
    this.#keep(upstream);
    await new Promise<void>((resolve) => upstream.once("connect", () => resolve()));
    client.write(new Uint8Array([VERSION, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
    client.pipe(upstream);
    upstream.pipe(client);
  }

  /** @returns the client's login; undefined where it is refused */
  async #letIn(client: Socket, methods: Uint8Array): Promise<string | undefined> {
    const wanted = this.#login === undefined ? NO_PASSWORD : PASSWORD;
    const isOffered = methods.includes(wanted);
    client.write(new Uint8Array([VERSION, isOffered ? wanted : NONE_OF_THESE]));
    if (!isOffered) return undefined;
    if (this.#login === undefined) return "";
    const decoder = new TextDecoder();
    const name = await readBytes(client, (await readBytes(client, 2))[1]!);
    const password = await readBytes(client, (await readBytes(client, 1))[0]!);
    const login = `${decoder.decode(name)}:${decoder.decode(password)}`;
    client.write(new Uint8Array([1, login === this.#login ? 0 : 1]));
    return login === this.#login ? login : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

async function readBytes(socket: Socket, count: number): Promise<Uint8Array> {
  for (;;) {
    const bytes: Uint8Array | null = count === 0 ? new Uint8Array() : socket.read(count);
    if (bytes !== null) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error("the client has gone");
    await new Promise<void>((resolve) => {
      socket.once("readable", resolve);
      socket.once("close", resolve);
    });
  }
}
