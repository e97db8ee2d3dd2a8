import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { bodyPieces } from "./body.ts";
import { ConnectionGone, RawConnection } from "./raw_connection.ts";
import { type Answer, composeReply, type RecordedRequest, type Reply } from "./scripted_answer.ts";
import { inTime } from "./until.ts";

export { type Body, bodyBytes, bodyDigest, bodySize } from "./body.ts";
export { Gate } from "./gate.ts";
export type { Answer, RecordedRequest } from "./scripted_answer.ts";

/** An answer, or a function that makes one from the request. */
export type Script = Answer | ((request: RecordedRequest) => Answer);

/** Repeats an answer `count` times, to be spread into a script. */
export function times(count: number, answer: Answer): Answer[] {
  return Array.from({ length: count }, () => answer);
}

/** Makes a redirect. */
export function redirect(location: string, status = 302): Answer {
  return { status, headers: { location } };
}

function parseHead(rawHead: string, connection: number): RecordedRequest {
  const [requestLine = "", ...lines] = rawHead.trimEnd().split("\r\n");
  const [method = "", target = ""] = requestLine.split(" ");
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const path = target.split("?")[0]!;
  return { method, target, path, headers, rawHead, connection, sentBytes: 0, isAnswered: false };
}

/** The position up to which the next piece may go before the connection is cut or held. */
function nextStop(answer: Answer, sentBytes: number): number {
  const { cutAfterBytes = Infinity, holdsBody } = answer;
  if (holdsBody === undefined) return cutAfterBytes;
  const { afterBytes, every } = holdsBody;
  const next = every
    ? (Math.floor(sentBytes / afterBytes) + 1) * afterBytes
    : sentBytes < afterBytes
    ? afterBytes
    : Infinity;
  return Math.min(cutAfterBytes, next);
}

/** Whether sending has just reached a position where the body is held. */
function isHeldAt(answer: Answer, sentBytes: number): boolean {
  if (answer.holdsBody === undefined) return false;
  const { afterBytes, every } = answer.holdsBody;
  return every ? sentBytes > 0 && sentBytes % afterBytes === 0 : sentBytes === afterBytes;
}

/**
 * An HTTP/1.1 server that answers by a script, and may misbehave in every way that servers and
 * networks do. Each path has a list of answers; the last one repeats. Bodies follow from a seed.
 *
 * @example
 * ```ts
 * await using server = await ScriptedServer.start();
 * const body = { sizeBytes: 1_000_000, seed: 7 };
 * server.on("/file", ...times(2, { status: 503, headers: { "retry-after": "1" } }),
 *   { body, etag: '"a"', cutAfterBytes: 400_000, cut: "reset" }, // then the connection breaks
 *   { body, etag: '"a"' }); // and from now on all is well
 * // … download server.url("/file") …
 * assertEquals(server.requests.map((request) => request.headers.get("range")), …);
 * assertEquals(bodyDigest(body), …);
 * ```
 */
export class ScriptedServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #origin: (port: number) => string;
  readonly #scripts = new Map<string, Script[]>();
  readonly #sockets = new Set<Socket>();
  #watchers: { count: number; resolve: () => void }[] = [];
  #connections = 0;
  #active = 0;
  /** All requests in the order of their arrival. */
  readonly requests: RecordedRequest[] = [];
  /** The most simultaneous connections so far. */
  maxConnections = 0;
  /** The most simultaneous requests so far. */
  maxActive = 0;
  /** Errors of the server itself; empty unless a test's script threw. */
  readonly errors: unknown[] = [];

  private constructor(tls: { cert: string; key: string } | undefined) {
    const accept = (socket: Socket) => this.#accept(socket);
    this.#server = tls ? createTlsServer(tls, accept) : createServer(accept);
    this.#origin = (port) => tls ? `https://127.0.0.1:${port}` : `http://127.0.0.1:${port}`;
  }

  /** Starts on a free port of 127.0.0.1, with TLS if it gets a certificate (PEM). */
  static async start(
    options: { tls?: { cert: string; key: string } } = {},
  ): Promise<ScriptedServer> {
    const server = new ScriptedServer(options.tls);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", () => resolve()));
    return server;
  }

  /** Sets the answers for a path, and replaces earlier ones; the path `*` stands for all others. */
  on(path: string, ...script: Script[]): this {
    this.#scripts.set(path, script);
    return this;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server has stopped");
    return address.port;
  }

  /** The URL of a path. */
  url(path: string): string {
    return this.#origin(this.port) + path;
  }

  requestsFor(path: string): RecordedRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  /** Resolves when `count` requests in all have arrived. */
  async arrival(count: number): Promise<void> {
    if (this.requests.length >= count) return;
    const coming = new Promise<void>((resolve) => this.#watchers.push({ count, resolve }));
    await inTime(coming, () => `${count} requests, where ${this.requests.length} have come`);
  }

  /** The number of open connections. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  /** The number of connections so far. */
  get connections(): number {
    return this.#connections;
  }

  /** Resolves when no connection is open. */
  async disconnection(): Promise<void> {
    for (const socket of this.#sockets) {
      if (!socket.destroyed) await new Promise((resolve) => socket.once("close", resolve));
    }
  }

  /** Breaks every open connection. */
  resetAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Stops listening, so that new connections are refused, and breaks the open ones. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.resetAll();
    await closed;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    this.#connections++;
    this.maxConnections = Math.max(this.maxConnections, this.#sockets.size);
    socket.setNoDelay(true);
    socket.on("close", () => this.#sockets.delete(socket));
    this.#serve(new RawConnection(socket), this.#connections).catch((error) => {
      if (!(error instanceof ConnectionGone)) this.errors.push(error);
      socket.destroy();
    });
  }

  async #serve(connection: RawConnection, number: number): Promise<void> {
    for (let head; (head = await connection.readHead()) !== undefined;) {
      const request = parseHead(head, number);
      await connection.skip(Number(request.headers.get("content-length") ?? 0));
      this.#active++;
      this.maxActive = Math.max(this.maxActive, this.#active);
      this.requests.push(request);
      this.#watchers = this.#watchers.filter(({ count, resolve }) => {
        if (count > this.requests.length) return true;
        resolve();
        return false;
      });
      try {
        if (!await this.#answer(connection, request)) return;
      } finally {
        this.#active--;
      }
    }
    connection.end();
  }

  #nextAnswer(request: RecordedRequest): Answer {
    const script = this.#scripts.get(request.path) ?? this.#scripts.get("*");
    if (script === undefined || script.length === 0) return { status: 404 };
    const next = script.length > 1 ? script.shift()! : script[0]!;
    return typeof next === "function" ? next(request) : next;
  }

  /** Answers a request. Returns false where that ended the connection. */
  async #answer(connection: RawConnection, request: RecordedRequest): Promise<boolean> {
    const answer = this.#nextAnswer(request);
    const cut = () => answer.cut === "reset" ? connection.reset() : connection.end();
    if (answer.dropsRequest) {
      cut();
      return false;
    }
    await answer.holdsHeaders?.enter();
    const reply = composeReply(answer, request);
    await connection.write(reply.head);
    const isWhole = await sendBody(connection, { answer, request, reply });
    request.isAnswered = true;
    if (!isWhole) {
      cut();
      return false;
    }
    if (reply.isChunked) await connection.write("0\r\n\r\n");
    if (reply.closes) connection.end();
    return !reply.closes;
  }
}

/** Sends the body piece by piece. Returns false where the script cuts it. */
async function sendBody(
  connection: RawConnection,
  { answer, request, reply }: { answer: Answer; request: RecordedRequest; reply: Reply },
): Promise<boolean> {
  const length = reply.end - reply.start;
  while (true) {
    const at = request.sentBytes;
    if (isHeldAt(answer, at)) await answer.holdsBody!.gate.enter();
    if (at >= (answer.cutAfterBytes ?? Infinity)) return false;
    if (at >= length) return true;
    const stop = Math.min(length, nextStop(answer, at));
    for (const piece of bodyPieces(reply.body, reply.start + at, reply.start + stop)) {
      if (reply.isChunked) await connection.write(`${piece.length.toString(16)}\r\n`);
      await connection.write(piece);
      if (reply.isChunked) await connection.write("\r\n");
      request.sentBytes += piece.length;
    }
  }
}
