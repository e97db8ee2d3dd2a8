import { Duplex } from "node:stream";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import { writeAll } from "../../cli/write_all.ts";
import type { CertifiedKey } from "../certificate/certificate.ts";

/** A stream of bytes in both directions that {@linkcode SecurePort} can connect to another; a Deno.Conn is one. */
export interface ByteStream {
  /** Fills a part of `piece` and returns its length; null at the end. */
  read(piece: Uint8Array): Promise<number | null>;
  /** Writes a part of `bytes` and returns its length; the caller may reuse `bytes` once this resolves. */
  write(bytes: Uint8Array): Promise<number>;
  /** Ends the stream in this direction. */
  closeWrite(): Promise<void>;
  close(): void;
}

/**
 * Whether this Deno can encrypt an open connection: in older ones a TLSSocket never finishes its handshake as a
 * server.
 */
export const CAN_ENCRYPT = canEncrypt();

function canEncrypt(): boolean {
  const [major = 0, minor = 0] = Deno.version.deno.split(".").map(Number);
  return major > 2 || minor >= 9;
}

/** Makes a TLS context, which is kept because making one takes longer than a handshake. */
export function makeContext({ cert, key }: CertifiedKey): SecureContext {
  return createSecureContext({ cert, key });
}

/** The most decrypted bytes in memory before the client must wait. */
const MAX_WAITING_BYTES = 64 * 1024;

/** A piece up to this size is copied instead of awaited, which is faster for one answer after another. */
const SMALL_BYTES = 16 * 1024;

/** The server's side of a TLS connection (RFC 8446), as its decrypted bytes. */
export class EncryptedStream implements ByteStream {
  readonly #socket: TLSSocket;
  #received: Uint8Array[] = [];
  #receivedBytes = 0;
  #hasEnded = false;
  #wake = () => {};

  /**
   * @param options.first the bytes already read from the connection
   * @param options.handshakeMs how long the handshake may take, in milliseconds
   */
  constructor(
    connection: Deno.TcpConn,
    { first, context, handshakeMs }: {
      first: Uint8Array;
      context: SecureContext;
      handshakeMs: number;
    },
  ) {
    const socket = this.#socket = new TLSSocket(asDuplex(connection, first), {
      isServer: true,
      secureContext: context,
      ALPNProtocols: ["h2", "http/1.1"],
    });
    const timer = setTimeout(() => socket.destroy(), handshakeMs);
    socket.on("secure", () => clearTimeout(timer));
    socket.on("close", () => clearTimeout(timer));
    socket.on("data", (bytes: Uint8Array) => this.#take(bytes));
    socket.on("end", () => this.#end());
    socket.on("close", () => this.#end());
    // Reads and writes report the error; without a listener it would end the process.
    socket.on("error", () => socket.destroy());
  }

  #take(bytes: Uint8Array): void {
    this.#received.push(bytes);
    this.#receivedBytes += bytes.length;
    if (this.#receivedBytes > MAX_WAITING_BYTES) this.#socket.pause();
    this.#wake();
  }

  #end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  async read(piece: Uint8Array): Promise<number | null> {
    while (this.#received.length === 0) {
      if (this.#hasEnded) return null;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    const bytes = this.#received.shift()!;
    const now = bytes.subarray(0, piece.length);
    piece.set(now);
    if (now.length < bytes.length) this.#received.unshift(bytes.subarray(now.length));
    this.#receivedBytes -= now.length;
    if (this.#socket.isPaused() && this.#receivedBytes <= MAX_WAITING_BYTES) this.#socket.resume();
    return now.length;
  }

  async write(bytes: Uint8Array): Promise<number> {
    const socket = this.#socket;
    if (bytes.length <= SMALL_BYTES && !socket.writableNeedDrain) {
      if (socket.destroyed) throw new Deno.errors.BrokenPipe();
      socket.write(bytes.slice());
    } else {
      await new Promise<void>((resolve, reject) => {
        socket.write(bytes, (error) => error ? reject(error) : resolve());
      });
    }
    return bytes.length;
  }

  closeWrite(): Promise<void> {
    return new Promise((resolve) => this.#socket.end(resolve));
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** Bytes read at once; a TLS record is up to 16 KiB (RFC 8446 §5.1). */
const PIECE_BYTES = 16 * 1024;

/** Wraps a connection as a Node stream that begins with the bytes already read. */
function asDuplex(connection: Deno.TcpConn, first: Uint8Array): Duplex {
  let before: Uint8Array | undefined = first;
  return new Duplex({
    read() {
      if (before) {
        const bytes = before;
        before = undefined;
        // Later, because Deno's TLSSocket starts in its next turn, and bytes that it gets before and cannot parse
        // end the process.
        setTimeout(() => this.push(bytes), 0);
        return;
      }
      const piece = new Uint8Array(PIECE_BYTES);
      connection.read(piece).then(
        (count) => this.push(count === null ? null : piece.subarray(0, count)),
        (error) => this.destroy(error),
      );
    },
    write(bytes: Uint8Array, _encoding, done) {
      writeAll(connection, bytes).then(() => done(), done);
    },
    final(done) {
      connection.closeWrite().then(() => done(), () => done());
    },
    destroy(error, done) {
      try {
        connection.close();
      } catch {
        // The connection is closed already.
      }
      done(error);
    },
  });
}
