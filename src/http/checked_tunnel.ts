import { TextError } from "../cli/errors.ts";
import type { PublicAddresses } from "./public_addresses.ts";

const VERSION = 5;
const PASSWORD = 2;
const NO_METHOD = 0xff;
const CONNECT = 1;
const DONE = 0;
const FAILED = 1;
/** How many bytes an address of each type has (RFC 1928 §5); a name says so in its first byte. */
const ADDRESS_BYTES: Readonly<Record<number, number>> = { 1: 4, 4: 16 };
const NAME = 3;

/** A host is not on the public internet. */
export class RefusedAddressError extends TextError {
  override readonly name = "RefusedAddressError";
}

/**
 * A SOCKS5 proxy (RFC 1928) within this process. fetch resolves names by itself, so an address looked at before says
 * nothing about the one that it connects to. Through a proxy it hands the name over: this one looks at the
 * addresses and connects to one of them itself, for this process alone.
 */
export class CheckedTunnel {
  readonly #listener: Deno.TcpListener;
  readonly #finder: PublicAddresses;
  readonly #family: 4 | 6 | undefined;
  /** The password (RFC 1929) keeps other users of this machine out. */
  readonly #password = crypto.randomUUID();
  readonly #connections = new Set<Deno.Conn>();
  readonly #failures = new Map<string, unknown>();

  constructor(finder: PublicAddresses, family: 4 | 6 | undefined) {
    this.#finder = finder;
    this.#family = family;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.#accept();
  }

  /** The proxy for a client of Deno's. */
  get proxy(): Deno.Proxy {
    const url = `socks5h://127.0.0.1:${this.#listener.addr.port}`;
    return {
      transport: "socks5",
      url,
      basicAuth: { username: "coplay", password: this.#password },
    };
  }

  /** Returns why no connection to a URL's host could be made, once; fetch only knows that there is none. */
  takeFailure({ hostname, port, protocol }: URL): unknown {
    const host = hostname.replace(/^\[|\]$/g, "");
    const key = `${host} ${Number(port) || (protocol === "https:" ? 443 : 80)}`;
    const failure = this.#failures.get(key);
    this.#failures.delete(key);
    return failure;
  }

  /** Ends all connections. */
  close(): void {
    this.#listener.close();
    for (const connection of this.#connections) closeQuietly(connection);
  }

  async #accept(): Promise<void> {
    try {
      for await (const client of this.#listener) {
        this.#serve(client).catch(() => closeQuietly(client));
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #serve(client: Deno.TcpConn): Promise<void> {
    this.#connections.add(client);
    try {
      const { host, port } = await readRequest(client, this.#password);
      using target = await this.#connect(host, port).catch((error) => {
        this.#failures.set(`${host} ${port}`, error);
        return undefined;
      });
      await writeAll(client, [VERSION, target ? DONE : FAILED, 0, 1, 0, 0, 0, 0, 0, 0]);
      if (target) await join(client, target);
    } finally {
      this.#connections.delete(client);
      closeQuietly(client);
    }
  }

  /** Connects to the first address that takes the connection. */
  async #connect(host: string, port: number): Promise<Deno.TcpConn> {
    const url = new URL(`http://${host.includes(":") ? `[${host}]` : host}/`);
    const found = await this.#finder.find(url, this.#family);
    if ("failure" in found) throw found.failure;
    if ("refusal" in found) throw new RefusedAddressError(found.refusal);
    let failure: unknown;
    for (const hostname of found.addresses) {
      try {
        return await Deno.connect({ hostname, port });
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }
}

/** Greets the client, checks its password and reads which host it wants. @throws where it is another's client */
async function readRequest(
  client: Deno.Conn,
  password: string,
): Promise<{ host: string; port: number }> {
  const [version, methods] = await read(client, 2);
  await read(client, methods!);
  if (version !== VERSION) throw new Error("no SOCKS5");
  await writeAll(client, [VERSION, PASSWORD]);
  const [, nameBytes] = await read(client, 2);
  await read(client, nameBytes!);
  const given = decode(await read(client, (await read(client, 1))[0]!));
  if (given !== password) {
    await writeAll(client, [1, NO_METHOD]);
    throw new Error("wrong password");
  }
  await writeAll(client, [1, 0]);
  const [, command, , type] = await read(client, 4);
  if (command !== CONNECT) throw new Error("no CONNECT");
  const address = await read(client, ADDRESS_BYTES[type!] ?? (await read(client, 1))[0]!);
  const [high, low] = await read(client, 2);
  return { host: type === NAME ? decode(address) : written(address), port: high! * 256 + low! };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function written(address: Uint8Array): string {
  if (address.length === 4) return address.join(".");
  const groups = Array.from(
    { length: 8 },
    (_, at) => (address[at * 2]! * 256 + address[at * 2 + 1]!).toString(16),
  );
  return new URL(`http://[${groups.join(":")}]/`).hostname.slice(1, -1);
}

async function read(connection: Deno.Conn, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const count = await connection.read(bytes.subarray(at));
    if (count === null) throw new Error("the connection ended");
    at += count;
  }
  return bytes;
}

async function writeAll(connection: Deno.Conn, bytes: readonly number[]): Promise<void> {
  const writer = connection.writable.getWriter();
  await writer.write(Uint8Array.from(bytes));
  writer.releaseLock();
}

/** Passes bytes on both ways until one side ends; the caller closes the other. */
async function join(client: Deno.TcpConn, target: Deno.TcpConn): Promise<void> {
  const there = client.readable.pipeTo(target.writable);
  const back = target.readable.pipeTo(client.writable);
  await Promise.race([there, back]).catch(() => {});
  closeQuietly(client);
  closeQuietly(target);
  await Promise.allSettled([there, back]);
}

function closeQuietly(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
