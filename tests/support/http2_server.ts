/**
 * How a body without a length ends: regularly, or reset after half of it with a code that does not sound like an error.
 */
export type StreamEnding = "end" | "cancel" | "no error";

const CODES = { "cancel": 8, "no error": 0 } as const;
const [DATA, HEADERS, RST_STREAM, SETTINGS] = [0, 1, 3, 4];
const [END_STREAM, END_HEADERS, ACK] = [0x1, 0x4, 0x1];

/**
 * A TLS server that implements HTTP/2 by hand, and HTTP/1.1 on request. It answers every request with one body without
 * a length, which must fit a window of 64 KiB, because the server ignores flow control.
 */
export class Http2Server implements AsyncDisposable {
  readonly #listener: Deno.TlsListener;
  readonly #body: Uint8Array;
  readonly #ending: StreamEnding;
  readonly #isOnce: boolean;
  readonly #connections = new Set<Deno.TlsConn>();
  readonly #serving: Promise<void>;
  /** The version of HTTP of each request, in order. */
  readonly requests: string[] = [];

  /**
   * @param protocols the protocols that it offers, the best first
   * @param isOnce whether a second request gets another answer
   */
  constructor(
    tls: { cert: string; key: string },
    { body, ending, protocols, isOnce = false }: {
      body: Uint8Array;
      ending: StreamEnding;
      protocols: readonly string[];
      isOnce?: boolean;
    },
  ) {
    this.#isOnce = isOnce;
    this.#body = body;
    this.#ending = ending;
    this.#listener = Deno.listenTls({
      ...tls,
      hostname: "127.0.0.1",
      port: 0,
      alpnProtocols: [...protocols],
    });
    this.#serving = this.#serve();
  }

  /** The URL of a path. */
  url(path: string): string {
    return `https://127.0.0.1:${(this.#listener.addr as Deno.NetAddr).port}${path}`;
  }

  async #serve(): Promise<void> {
    const answering: Promise<void>[] = [];
    for await (const connection of this.#listener) {
      this.#connections.add(connection);
      answering.push(
        // A client may close its connection at any time.
        this.#answer(connection).catch(() => {}).finally(() => this.#close(connection)),
      );
    }
    await Promise.all(answering);
  }

  #close(connection: Deno.TlsConn): void {
    if (this.#connections.delete(connection)) connection.close();
  }

  async #answer(connection: Deno.TlsConn): Promise<void> {
    const { alpnProtocol } = await connection.handshake();
    if (alpnProtocol === "http/1.1") await this.#answerInChunks(connection);
    else await this.#answerInFrames(connection);
  }

  get #sent(): Uint8Array {
    return this.#ending === "end" ? this.#body : this.#body.subarray(0, this.#body.length / 2);
  }

  async #answerInChunks(connection: Deno.TlsConn): Promise<void> {
    await connection.read(new Uint8Array(4096));
    this.requests.push("HTTP/1.1");
    const type = this.#isOnce && this.requests.length > 1 ? "Content-Type: text/html\r\n" : "";
    const head =
      `HTTP/1.1 200 OK\r\n${type}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n`;
    await write(
      connection,
      new TextEncoder().encode(`${head}${this.#sent.length.toString(16)}\r\n`),
    );
    await write(connection, this.#sent);
    const rest = this.#ending === "end" ? "\r\n0\r\n\r\n" : "";
    await write(connection, new TextEncoder().encode(rest));
  }

  async #answerInFrames(connection: Deno.TlsConn): Promise<void> {
    await write(connection, frame(SETTINGS, 0, 0));
    let left = new Uint8Array();
    const buffer = new Uint8Array(65_536);
    let at = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length;
    for (let count; (count = await connection.read(buffer)) !== null;) {
      left = Uint8Array.from([...left, ...buffer.subarray(0, count)]);
      for (;;) {
        const view = new DataView(left.buffer);
        if (left.length < at + 9 || left.length < at + 9 + (view.getUint32(at) >>> 8)) break;
        const [type, flags, stream] = [left[at + 3]!, left[at + 4]!, view.getUint32(at + 5)];
        at += 9 + (view.getUint32(at) >>> 8);
        if (type === SETTINGS && !(flags & ACK)) await write(connection, frame(SETTINGS, ACK, 0));
        if (type === HEADERS) await this.#answerStream(connection, stream);
      }
    }
  }

  async #answerStream(connection: Deno.TlsConn, stream: number): Promise<void> {
    this.requests.push("HTTP/2");
    // Index 8 of HPACK's static table is ":status: 200".
    await write(connection, frame(HEADERS, END_HEADERS, stream, Uint8Array.of(0x88)));
    for (let at = 0; at < this.#sent.length; at += 16_384) {
      await write(connection, frame(DATA, 0, stream, this.#sent.subarray(at, at + 16_384)));
    }
    const last = this.#ending === "end"
      ? frame(DATA, END_STREAM, stream)
      : frame(RST_STREAM, 0, stream, Uint8Array.of(0, 0, 0, CODES[this.#ending]));
    await write(connection, last);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const connection of this.#connections) this.#close(connection);
    await this.#serving;
  }
}

function frame(
  type: number,
  flags: number,
  stream: number,
  payload: Uint8Array = new Uint8Array(),
) {
  const bytes = new Uint8Array(9 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, payload.length << 8 | type);
  view.setUint8(4, flags);
  view.setUint32(5, stream);
  bytes.set(payload, 9);
  return bytes;
}

async function write(connection: Deno.TlsConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}
