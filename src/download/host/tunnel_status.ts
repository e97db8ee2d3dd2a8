import type { Proxy } from "../../http/proxies.ts";
import { toHeaderBytes } from "../../http/header_value.ts";

/** The longest status line. */
const MAX_LINE_BYTES = 1000;

/**
 * Sends another CONNECT to a proxy, only to read the status of its refusal. fetch reports only that it refused, but a
 * server that the proxy cannot reach at the moment (502) differs from one that it forbids (403).
 *
 * @returns undefined where the proxy does not answer in HTTP
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
    // The refusal is certain already; the error then just has no status.
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
