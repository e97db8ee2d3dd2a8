import { writeAll } from "../../cli/write_all.ts";

/** Headers of an HTTP/1.1 connection, which HTTP/2 forbids (RFC 9113 §8.2.2). */
const OF_CONNECTION = new Set([
  "connection",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
]);

/** How an HTTP/2 stream ended, and how many bytes of content it brought. */
export interface StreamEnd {
  readonly bytes: number;
  /** Whether the server ended it with END_STREAM; a reset stream did not end. */
  readonly isWhole: boolean;
}

const PREFACE = new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
const [DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE] = [0, 1, 3, 4, 6, 7, 8];
const [END_STREAM, ACK, END_HEADERS, PADDED] = [0x1, 0x1, 0x4, 0x8];
const STREAM = 1;
/** The largest window, so that content of up to 2 GiB needs no update of it. */
const MOST = 2 ** 31 - 1;
const FIRST_WINDOW = 65_535;
/** The default limit of a frame's length (RFC 9113 §4.2). */
const FRAME_BYTES = 16_384;
const HEAD_BYTES = 9;

/**
 * Requests a file again with HTTP/2 frames of its own, only to see how the stream ends (RFC 9113 §5.1). hyper, and so
 * Deno's fetch, treats a body without a length that was reset with CANCEL or NO_ERROR as complete
 * (hyperium/hyper#3681), and nothing else shows the difference.
 *
 * @returns `undefined` where the server does not speak HTTP/2
 */
export async function lookAtStream(
  url: URL,
  headers: readonly (readonly [string, string])[],
  { caCerts, signal }: { caCerts: readonly string[]; signal: AbortSignal },
): Promise<StreamEnd | undefined> {
  const connection = await Deno.connectTls({
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port || 443),
    caCerts: [...caCerts],
    alpnProtocols: ["h2"],
  });
  const close = () => {
    try {
      connection.close();
    } catch {
      // The connection is closed already.
    }
  };
  signal.addEventListener("abort", close, { once: true });
  try {
    if ((await connection.handshake()).alpnProtocol !== "h2") return undefined;
    await writeAll(connection, request(url, headers));
    return await readToEnd(connection);
  } finally {
    signal.removeEventListener("abort", close);
    close();
  }
}

async function readToEnd(connection: Deno.TlsConn): Promise<StreamEnd> {
  const reader = new FrameReader(connection);
  let bytes = 0;
  let sinceUpdate = 0;
  for (let frame; (frame = await reader.next()) !== undefined;) {
    const { type, flags, stream, payload } = frame;
    if (type === SETTINGS && !(flags & ACK)) await writeAll(connection, frameOf(SETTINGS, ACK, 0));
    if (type === PING && !(flags & ACK)) await writeAll(connection, frameOf(PING, ACK, 0, payload));
    if (type === GOAWAY && numberAt(payload, 0) < STREAM) break;
    if (stream !== STREAM) continue;
    if (type === RST_STREAM) break;
    if (type === DATA) {
      bytes += flags & PADDED ? payload.length - 1 - payload[0]! : payload.length;
      sinceUpdate += payload.length;
    }
    if ((type === DATA || type === HEADERS) && flags & END_STREAM) return { bytes, isWhole: true };
    if (sinceUpdate < MOST / 2) continue;
    for (const id of [0, STREAM]) await writeAll(connection, windowUpdate(id, sinceUpdate));
    sinceUpdate = 0;
  }
  return { bytes, isWhole: false };
}

interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** Splits a connection's bytes into frames (RFC 9113 §4.1). */
class FrameReader {
  readonly #connection: Deno.TlsConn;
  readonly #buffer = new Uint8Array(4 * FRAME_BYTES);
  #length = 0;

  constructor(connection: Deno.TlsConn) {
    this.#connection = connection;
  }

  /** Reads a frame. @returns `undefined` where the connection ends or the frame is too long */
  async next(): Promise<Frame | undefined> {
    if (!await this.#fill(HEAD_BYTES)) return undefined;
    const length = numberAt(this.#buffer, 0) >>> 8;
    if (length > FRAME_BYTES || !await this.#fill(HEAD_BYTES + length)) return undefined;
    const frame = {
      type: this.#buffer[3]!,
      flags: this.#buffer[4]!,
      stream: numberAt(this.#buffer, 5) & MOST,
      payload: this.#buffer.slice(HEAD_BYTES, HEAD_BYTES + length),
    };
    this.#buffer.copyWithin(0, HEAD_BYTES + length, this.#length);
    this.#length -= HEAD_BYTES + length;
    return frame;
  }

  async #fill(length: number): Promise<boolean> {
    while (this.#length < length) {
      const count = await this.#connection.read(this.#buffer.subarray(this.#length))
        // A connection that was reset, or closed without TLS's close_notify, has ended as well.
        .catch(() => null);
      if (count === null) return false;
      this.#length += count;
    }
    return true;
  }
}

function numberAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

function frameOf(type: number, flags: number, stream: number, payload = new Uint8Array()) {
  const frame = new Uint8Array(HEAD_BYTES + payload.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, payload.length << 8 | type);
  view.setUint8(4, flags);
  view.setUint32(5, stream);
  frame.set(payload, HEAD_BYTES);
  return frame;
}

function windowUpdate(stream: number, bytes: number): Uint8Array {
  const payload = new Uint8Array(4);
  new DataView(payload.buffer).setUint32(0, bytes);
  return frameOf(WINDOW_UPDATE, 0, stream, payload);
}

/** Makes all bytes to send: the preface, settings without server push and with the largest windows, and the request. */
function request(url: URL, headers: readonly (readonly [string, string])[]): Uint8Array {
  const settings = new Uint8Array(12);
  const view = new DataView(settings.buffer);
  // ENABLE_PUSH and INITIAL_WINDOW_SIZE (RFC 9113 §6.5.2).
  view.setUint16(0, 2);
  view.setUint16(6, 4);
  view.setUint32(8, MOST);
  // Indices 2 and 7 of HPACK's static table are ":method: GET" and ":scheme: https" (RFC 7541 appendix A).
  const block = [0x82, 0x87, ...literal(":path", url.pathname + url.search)];
  block.push(...literal(":authority", url.host));
  for (const [name, value] of headers) {
    if (!OF_CONNECTION.has(name.toLowerCase())) block.push(...literal(name.toLowerCase(), value));
  }
  const parts = [
    PREFACE,
    frameOf(SETTINGS, 0, 0, settings),
    windowUpdate(0, MOST - FIRST_WINDOW),
    frameOf(HEADERS, END_STREAM | END_HEADERS, STREAM, Uint8Array.from(block)),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Encodes a header literally, without indexing and without Huffman code (RFC 7541 §6.2.2). */
function literal(name: string, value: string): number[] {
  return [0, ...text(name), ...text(value)];
}

function text(value: string): number[] {
  // Each character of a header value stands for one byte.
  const bytes = Array.from(value, (character) => character.charCodeAt(0) & 0xff);
  const length: number[] = [Math.min(bytes.length, 127)];
  if (bytes.length >= 127) {
    let rest = bytes.length - 127;
    for (; rest >= 128; rest = Math.floor(rest / 128)) length.push(rest % 128 | 128);
    length.push(rest);
  }
  return [...length, ...bytes];
}
