import type { Proxy } from "../../http/proxies.ts";
import { toHeaderBytes } from "../../http/header_value.ts";

/** A status line is no longer; what is, is none. */
const MAX_LINE_BYTES = 1000;

/**
 * Asks a proxy once more for a way to a server, only to read the status that it refuses with: fetch says no more than
 * that it did, and a server that the proxy cannot reach just now (502) differs from one that it forbids (403).
 *
 * @returns undefined where the proxy says nothing that is HTTP
 */
export async function tunnelStatus(
  proxy: Proxy,
  server: URL,
  { caCerts, signal }: { readonly caCerts: readonly string[]; readonly signal: AbortSignal },
): Promise<number | undefined> {
  let connection: Deno.Conn | undefined;
  const close = () => connection?.close();
  try {
    connection = await connect(new URL(proxy.url), caCerts);
    signal.throwIfAborted();
    signal.addEventListener("abort", close, { once: true });
    await connection.write(new TextEncoder().encode(connectRequest(proxy, server)));
    const line = await readLine(connection);
    const status = /^HTTP\/1\.\d (\d{3})/.exec(line)?.[1];
    return status === undefined ? undefined : Number(status);
  } catch {
    // The proxy has refused already; without a number that is said all the same.
    return undefined;
  } finally {
    signal.removeEventListener("abort", close);
    if (!signal.aborted) close();
  }
}

function connect(url: URL, caCerts: readonly string[]): Promise<Deno.Conn> {
  const isSecure = url.protocol === "https:";
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port || (isSecure ? 443 : 80));
  return isSecure
    ? Deno.connectTls({ hostname, port, caCerts: [...caCerts] })
    : Deno.connect({ hostname, port });
}

function connectRequest({ basicAuth }: Proxy, { hostname, port }: URL): string {
  const target = `${hostname}:${port || 443}`;
  const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`];
  if (basicAuth) {
    const login = btoa(toHeaderBytes(`${basicAuth.username}:${basicAuth.password}`));
    lines.push(`Proxy-Authorization: Basic ${login}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}

async function readLine(connection: Deno.Conn): Promise<string> {
  const bytes = new Uint8Array(MAX_LINE_BYTES);
  let length = 0;
  for (;;) {
    const count = await connection.read(bytes.subarray(length));
    length += count ?? 0;
    const text = new TextDecoder("latin1").decode(bytes.subarray(0, length));
    if (count === null || length === MAX_LINE_BYTES || text.includes("\n")) return text;
  }
}
