import { isIP } from "node:net";
import { isLoopback } from "../address/machine_addresses.ts";
import { addressOf, type Handler, type RequestInfo } from "./handler_type.ts";

/** A proxy's account of the request that it passes on. */
interface Forwarded {
  /** The client's address. */
  readonly address: string | undefined;
  readonly scheme: "http" | "https" | undefined;
  /** The host in the address that the player's browser opened. */
  readonly host: string | undefined;
}

/**
 * Makes a handler that sees requests as a proxy on this machine received them: by `X-Forwarded-For`, `-Proto` and
 * `-Host`, by `X-Real-IP`, or by `Forwarded` (RFC 7239). It ignores these headers from any other address.
 */
export function behindProxy(handler: Handler): Handler {
  return (request, info) => {
    if (!info || !isLoopback(addressOf(info))) return handler(request, info);
    const { address, scheme, host } = readForwarded(request.headers);
    const url = new URL(request.url);
    const [, target = "/"] = /^[^:]+:\/\/[^/?#]*(.*)$/s.exec(request.url) ?? [];
    const base = `${scheme ?? url.protocol.slice(0, -1)}://${host ?? url.host}`;
    // A new Request would normalise the URL, which must stay as the client sent it.
    Object.defineProperty(request, "url", { value: base + target });
    return handler(request, {
      ...forwardedInfo(info, address),
      isEncrypted: scheme ? scheme === "https" : info.isEncrypted ?? false,
    });
  };
}

/** Copies field by field: a spread would lose the getters of Deno's own info. */
function forwardedInfo(info: RequestInfo, address: string | undefined): RequestInfo {
  const { completed, remoteAddr } = info;
  const client = address === undefined
    ? remoteAddr
    : { transport: "tcp", hostname: address, port: 0 } as const;
  return { remoteAddr: client, ...(completed ? { completed } : {}) };
}

function readForwarded(headers: Headers): Forwarded {
  const standard = readStandard(headers.get("forwarded"));
  const addresses = readList(headers.get("x-forwarded-for") ?? headers.get("x-real-ip"));
  const scheme = lastOf(headers.get("x-forwarded-proto")) ?? standard.get("proto")?.at(-1);
  const host = lastOf(headers.get("x-forwarded-host")) ?? standard.get("host")?.at(-1);
  const asked = addresses.length > 0 ? addresses : standard.get("for") ?? [];
  return {
    address: nearestClient(asked),
    scheme: scheme === "https" || scheme === "http" ? scheme : undefined,
    host: host !== undefined && /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host)
      ? host
      : undefined,
  };
}

/**
 * Returns the last address that is not this machine's. The client may have made up those before it; those after it
 * are other proxies on this machine.
 */
function nearestClient(addresses: readonly string[]): string | undefined {
  const plain = addresses.map(bareAddress);
  return plain.findLast((address) => isIP(address) !== 0 && !isLoopback(address));
}

/** Removes the brackets and the port that some proxies send with an address. */
function bareAddress(text: string): string {
  const [, bracketed] = /^\[([\da-f:.]+)\](?::\d+)?$/i.exec(text) ?? [];
  return bracketed ?? (/^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(":")) : text);
}

/** Reads the values of each parameter of a `Forwarded` header, by its name in lower case, the nearest proxy's last. */
function readStandard(header: string | null): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const pair of readList(header).flatMap((element) => element.split(";"))) {
    const at = pair.indexOf("=");
    if (at < 0) continue;
    const name = pair.slice(0, at).trim().toLowerCase();
    const value = pair.slice(at + 1).trim().replace(/^"(.*)"$/, "$1");
    values.set(name, [...values.get(name) ?? [], value]);
  }
  return values;
}

function lastOf(header: string | null): string | undefined {
  return readList(header).at(-1);
}

function readList(header: string | null): string[] {
  return (header ?? "").split(",").map((each) => each.trim()).filter((each) => each !== "");
}
