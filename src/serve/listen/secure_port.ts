import { writeAll } from "../../cli/write_all.ts";
import type { SecureContext } from "node:tls";
import type { CertifiedKey } from "../certificate/certificate.ts";
import type { Handler } from "../request/handler_type.ts";
import { MAX_OF_ADDRESS, MAX_OF_ALL } from "./connection_limits.ts";
import { type ByteStream, CAN_ENCRYPT, EncryptedStream, makeContext } from "./encrypted_stream.ts";
import { endWithin, STOP_MS } from "./end_within.ts";
import { UNLOGGED } from "./unlogged.ts";
import { requireUsable } from "./require_usable.ts";

/** What answers behind one port. */
export interface SecurePortOptions {
  readonly port: number;
  readonly hostname: string;
  /** Whether other processes of this host listen there, too. @default false */
  readonly isShared?: boolean;
  /** Answers what comes encrypted. */
  readonly handler: Handler;
  /** Answers what does not: it says what to do. */
  readonly plainHandler: Handler;
  /**
   * How many connections one address may have.
   *
   * @default {@linkcode MAX_OF_ADDRESS}
   */
  readonly maxOfAddress?: number;
  /**
   * How long a client may take to say its first byte, and then for its handshake.
   *
   * @default 10000
   */
  readonly handshakeMs?: number;
}

/** What listens for https. */
export interface SecureListener {
  readonly addr: Deno.NetAddr;
  /** Shows another certificate to who connects from now on. */
  renew(certificate: CertifiedKey): void | Promise<void>;
  /** Takes no more connections and lets answers under way finish. */
  shutdown(): Promise<void>;
  /** Ends every connection. */
  close(): void;
}

/** Lets answers under way finish for a while, then ends every connection. */
export async function stopSecurePort(port: SecureListener): Promise<void> {
  await endWithin(STOP_MS, port.shutdown(), () => port.close());
  port.close();
}

/** A phone on a bad network needs a second or two to say its first byte, and as much for its handshake. */
const HANDSHAKE_MS = 10_000;

/** Over a connection that is used, something goes more often than that: event streams have a beat of 15 s. */
const IDLE_MS = 120_000;
const SWEEP_MS = 30_000;

/** With more than this, those that have sent only a part of their headers are ended, too. */
const MANY_CONNECTIONS = 600;

/** The first byte of every TLS connection: a handshake record (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 0x16;

const LOOPBACK = "127.0.0.1";

/** A connection and what it is handed on by. */
interface Link {
  readonly outer: Deno.TcpConn;
  inner: Deno.TcpConn | undefined;
  /** When bytes last went over it, either way. */
  activeMs: number;
}

/** What answers encrypted requests, with one certificate. */
interface EncryptedServer {
  /** Only this machine can reach it. */
  readonly server: Deno.HttpServer<Deno.NetAddr>;
  /** What its connections are encrypted with; undefined where the server does it itself. */
  readonly context: SecureContext | undefined;
}

/**
 * One port that speaks both https and http. Each connection is told by its first byte, encrypted in place where
 * it asks for that, and handed on to one of two servers that only this machine can reach.
 *
 * A Deno.serve with a certificate of its own would need no encryption here, but since Deno 2.7 it writes the head
 * and the body of an answer one by one and lets the system hold the second back until the first is confirmed: 44 ms
 * for each answer on a connection.
 */
export class SecurePort implements SecureListener {
  readonly #options: SecurePortOptions;
  readonly #listener: Deno.TcpListener;
  /** Where each handed-on connection really comes from, by the port it is handed on from. */
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
    // Deno has it, its types do not (denoland/deno, ext/net/01_net.js).
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
   * Shows another certificate to who connects from now on.
   *
   * @throws {CommandError} where it cannot be used; the one before stays
   */
  renew(certificate: CertifiedKey): void {
    const before = this.#encrypted;
    this.#encrypted = this.#serveEncrypted(certificate);
    this.#certificate = certificate;
    this.#stopped.push(before.server.shutdown());
  }

  /** Takes no more connections and lets answers under way finish. */
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
   * Ends connections over which nothing has gone for too long: who waits, and who does not read. Where there are
   * many, those that have sent only a part of their headers as well.
   *
   * @param nowMs as performance.now() tells it
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
      // Another program of this machine found the port; it is not what players use.
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
        // Too many open files: some will be closed in a moment.
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
      // Either side went away.
    } finally {
      if (port !== undefined) this.#clients.delete(port);
    }
  }
}

/** What is passed on at once; a connection has one for each way. */
const PIECE_BYTES = 32 * 1024;

/** Passes bytes on until one side has said all; the other may still be speaking. */
async function pass(
  link: Link,
  { from, to }: { from: ByteStream; to: ByteStream },
): Promise<void> {
  const piece = new Uint8Array(PIECE_BYTES);
  for (let count = await from.read(piece); count !== null; count = await from.read(piece)) {
    await writeAll(to, piece.subarray(0, count));
    link.activeMs = performance.now();
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
    // Closed already.
  }
}
