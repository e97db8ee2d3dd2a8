import { writeAll } from "../../cli/write_all.ts";
import type { SecureContext } from "node:tls";
import type { CertifiedKey } from "../certificate/certificate.ts";
import type { Handler } from "../request/handler_type.ts";
import { MAX_OF_ADDRESS, MAX_OF_ALL } from "./connection_limits.ts";
import { type ByteStream, CAN_ENCRYPT, EncryptedStream, makeContext } from "./encrypted_stream.ts";
import { endWithin, STOP_MS } from "./end_within.ts";
import { UNLOGGED } from "./unlogged.ts";
import { requireUsable } from "./require_usable.ts";

/** The handlers and limits of a {@linkcode SecurePort}. */
export interface SecurePortOptions {
  readonly port: number;
  readonly hostname: string;
  /** Whether other processes of this host listen on the same port. @default false */
  readonly isShared?: boolean;
  /** Answers requests over https. */
  readonly handler: Handler;
  /** Answers requests over plain http: with the way to https. */
  readonly plainHandler: Handler;
  /**
   * The most connections of one address.
   *
   * @default {@linkcode MAX_OF_ADDRESS}
   */
  readonly maxOfAddress?: number;
  /**
   * How long a client may take to send its first byte, and then for its handshake, in milliseconds.
   *
   * @default 10000
   */
  readonly handshakeMs?: number;
}

/** A listener for https. */
export interface SecureListener {
  readonly addr: Deno.NetAddr;
  /** Uses another certificate for new connections. */
  renew(certificate: CertifiedKey): void | Promise<void>;
  /** Takes no more connections, and lets answers under way finish. */
  shutdown(): Promise<void>;
  /** Ends every connection. */
  close(): void;
}

/** Lets answers under way finish within the time limit, then ends every connection. */
export async function stopSecurePort(port: SecureListener): Promise<void> {
  await endWithin(STOP_MS, port.shutdown(), () => port.close());
  port.close();
}

/** A phone on a bad network needs a second or two for its first byte, and as much for its handshake. */
const HANDSHAKE_MS = 10_000;

/** A connection in use is never silent for this long: event streams have a beat of 15 s. */
const IDLE_MS = 120_000;
const SWEEP_MS = 30_000;

/** Above this number, connections that have sent only a part of their headers are closed too. */
const MANY_CONNECTIONS = 600;

/** The first byte of every TLS connection: a handshake record (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 0x16;

const LOOPBACK = "127.0.0.1";

/** A client's connection and the inner one that it is connected to. */
interface Link {
  readonly outer: Deno.TcpConn;
  inner: Deno.TcpConn | undefined;
  /** The time of the last byte in either direction, by performance.now(). */
  activeMs: number;
}

/** A server for https requests with one certificate. */
interface EncryptedServer {
  /** It listens on the loopback address, which only this machine can reach. */
  readonly server: Deno.HttpServer<Deno.NetAddr>;
  /** The TLS context of its connections; undefined where the server decrypts by itself. */
  readonly context: SecureContext | undefined;
}

/**
 * One port for both https and http. The first byte of a connection tells which; a TLS connection is decrypted here,
 * and each is passed on to one of two servers that only this machine can reach.
 *
 * A Deno.serve with its own certificate would need no decryption here. But since Deno 2.7 it writes the head and the
 * body of an answer separately, and the system holds the body back until the client confirms the head: 44 ms for
 * each answer on a connection.
 */
export class SecurePort implements SecureListener {
  readonly #options: SecurePortOptions;
  readonly #listener: Deno.TcpListener;
  /** The client's address of each inner connection, by its local port. */
  readonly #clients = new Map<number, Deno.NetAddr>();
  readonly #open = new Set<Link>();
  readonly #countByAddress = new Map<string, number>();
  readonly #sweep: ReturnType<typeof setInterval>;
  #certificate: CertifiedKey;
  readonly #plain: Deno.HttpServer<Deno.NetAddr>;
  #encrypted: EncryptedServer;
  readonly #stopped: Promise<unknown>[] = [];

  constructor(certificate: CertifiedKey, options: SecurePortOptions) {
    const { port, hostname, plainHandler, isShared: reusePort = false } = options;
    this.#options = options;
    this.#certificate = certificate;
    this.#encrypted = this.#serveEncrypted(certificate);
    // Deno takes `reusePort` here though its types lack it (denoland/deno, ext/net/01_net.js).
    const address: Deno.TcpListenOptions & { reusePort: boolean } = { port, hostname, reusePort };
    this.#listener = Deno.listen(address);
    this.#plain = Deno.serve(
      { ...UNLOGGED, port: 0, hostname: LOOPBACK },
      this.#withClient(plainHandler, false),
    );
    this.#sweep = setInterval(() => this.endIdle(performance.now()), SWEEP_MS);
    this.#acceptAll();
  }

  get addr(): Deno.NetAddr {
    return this.#listener.addr as Deno.NetAddr;
  }

  /**
   * Uses another certificate for new connections.
   *
   * @throws {CommandError} where it is unusable; the old one stays
   */
  renew(certificate: CertifiedKey): void {
    const before = this.#encrypted;
    this.#encrypted = this.#serveEncrypted(certificate);
    this.#certificate = certificate;
    this.#stopped.push(before.server.shutdown());
  }

  /** Takes no more connections, and lets answers under way finish. */
  async shutdown(): Promise<void> {
    this.#listener.close();
    clearInterval(this.#sweep);
    await Promise.all([
      this.#encrypted.server.shutdown(),
      this.#plain.shutdown(),
      ...this.#stopped,
    ]);
  }

  /** Ends every connection. */
  close(): void {
    clearInterval(this.#sweep);
    for (const link of [...this.#open]) endLink(link);
  }

  /**
   * Ends connections that have been silent for too long: idle clients, and clients that do not read. Above
   * {@linkcode MANY_CONNECTIONS} it also ends those that have sent only a part of their headers.
   *
   * @param nowMs the time by performance.now()
   */
  endIdle(nowMs: number): void {
    const sinceMs = nowMs - IDLE_MS;
    for (const link of [...this.#open]) {
      if (link.activeMs < sinceMs) endLink(link);
    }
    if (this.#open.size > MANY_CONNECTIONS) this.renew(this.#certificate);
  }

  #serveEncrypted(certificate: CertifiedKey): EncryptedServer {
    requireUsable(certificate);
    const { cert, key } = certificate;
    const own = CAN_ENCRYPT ? {} : { cert, key };
    const handler = this.#withClient(this.#options.handler, true);
    return {
      server: Deno.serve({ ...UNLOGGED, port: 0, hostname: LOOPBACK, ...own }, handler),
      context: CAN_ENCRYPT ? makeContext(certificate) : undefined,
    };
  }

  #withClient(handler: Handler, isEncrypted: boolean): Deno.ServeHandler<Deno.NetAddr> {
    return (request, { remoteAddr }) => {
      const client = this.#clients.get(remoteAddr.port);
      // Another program on this machine has found the inner port, which players never use.
      if (!client) return new Response(null, { status: 421 });
      return handler(request, { remoteAddr: client, isEncrypted });
    };
  }

  async #acceptAll(): Promise<void> {
    for (;;) {
      try {
        for await (const connection of this.#listener) this.#take(connection);
        return;
      } catch (error) {
        if (error instanceof Deno.errors.BadResource) return;
        // Too many open files: some will close in a moment.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  #take(outer: Deno.TcpConn): void {
    const { hostname } = outer.remoteAddr as Deno.NetAddr;
    const count = this.#countByAddress.get(hostname) ?? 0;
    const { maxOfAddress = MAX_OF_ADDRESS } = this.#options;
    if (count >= maxOfAddress || this.#open.size >= MAX_OF_ALL) return end(outer);
    this.#countByAddress.set(hostname, count + 1);
    const link: Link = { outer, inner: undefined, activeMs: performance.now() };
    this.#open.add(link);
    void this.#handOn(link).finally(() => {
      this.#open.delete(link);
      endLink(link);
      const left = (this.#countByAddress.get(hostname) ?? 1) - 1;
      if (left > 0) this.#countByAddress.set(hostname, left);
      else this.#countByAddress.delete(hostname);
    });
  }

  async #handOn(link: Link): Promise<void> {
    const { outer } = link;
    let port: number | undefined;
    try {
      const { handshakeMs = HANDSHAKE_MS } = this.#options;
      const first = await readFirst(outer, handshakeMs);
      if (!first) return;
      const isEncrypted = first[0] === TLS_HANDSHAKE;
      const { server, context } = isEncrypted
        ? this.#encrypted
        : { server: this.#plain, context: undefined };
      const inner = await Deno.connect({ hostname: LOOPBACK, port: server.addr.port });
      link.inner = inner;
      port = localPort(inner);
      this.#clients.set(port, outer.remoteAddr as Deno.NetAddr);
      for (const connection of [inner, outer]) connection.setNoDelay();
      const client = context ? new EncryptedStream(outer, { first, context, handshakeMs }) : outer;
      if (!context) await writeAll(inner, first);
      await Promise.all([
        pass(link, { from: client, to: inner }),
        pass(link, { from: inner, to: client }),
      ]);
    } catch {
      // One of the two sides has closed.
    } finally {
      if (port !== undefined) this.#clients.delete(port);
    }
  }
}

/** Bytes passed on at once at first; a connection has one buffer for each direction. */
const PIECE_BYTES = 32 * 1024;

/** Bytes passed on at once where much is on its way: a file of 1 MiB is a fifth faster so. */
const LARGE_PIECE_BYTES = 256 * 1024;

/** Passes bytes on until one side ends; the other may still be sending. */
async function pass(
  link: Link,
  { from, to }: { from: ByteStream; to: ByteStream },
): Promise<void> {
  let piece = new Uint8Array(PIECE_BYTES);
  for (let count = await from.read(piece); count !== null; count = await from.read(piece)) {
    await writeAll(to, piece.subarray(0, count));
    link.activeMs = performance.now();
    if (count === PIECE_BYTES) piece = new Uint8Array(LARGE_PIECE_BYTES);
  }
  await to.closeWrite();
}

function localPort(connection: Deno.TcpConn): number {
  return (connection.localAddr as Deno.NetAddr).port;
}

async function readFirst(
  connection: Deno.TcpConn,
  limitMs: number,
): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(16 * 1024);
  const timer = setTimeout(() => end(connection), limitMs);
  const count = await connection.read(bytes).finally(() => clearTimeout(timer));
  return count ? bytes.subarray(0, count) : undefined;
}

function endLink({ outer, inner }: Link): void {
  end(outer);
  if (inner) end(inner);
}

function end(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // The connection is closed already.
  }
}
