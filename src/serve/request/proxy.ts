import { isIP } from "node:net";
import { isLoopback } from "../address/machine_addresses.ts";
import { addressOf, type Handler, type RequestInfo } from "./handler_type.ts";

/** What a proxy says of a request that it hands on. */
interface Forwarded {
  /** Whom it asks for. */
  readonly address: string | undefined;
  readonly scheme: "http" | "https" | undefined;
  /** The host as the player's browser knows it. */
  readonly host: string | undefined;
}

/**
 * A handler that sees requests as a proxy on this machine got them: by `X-Forwarded-For`, `-Proto` and `-Host`, by
 * `X-Real-IP`, or by `Forwarded` (RFC 7239). Whoever comes from elsewhere is not believed.
 */
export function behindProxy(handler: Handler): Handler {
  return (request, info) => {
    if (!info || !isLoopback(addressOf(info))) return handler(request, info);
    const { address, scheme, host } = readForwarded(request.headers);
    const url = new URL(request.url);
    const [, target = "/"] = /^[^:]+:\/\/[^/?#]*(.*)$/.exec(request.url) ?? [];
    const base = `${scheme ?? url.protocol.slice(0, -1)}://${host ?? url.host}`;
    // Not as a new request, which would tidy up what was sent.
    Object.defineProperty(request, "url", { value: base + target });
    return handler(request, {
      ...forwardedInfo(info, address),
      isEncrypted: scheme ? scheme === "https" : info.isEncrypted ?? false,
    });
  };
}

/** What is passed on one by one: Deno's own has getters that a copy would lose. */
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
 * The last address that is not this machine's: what stands before it the client itself may have made up, and behind
 * it stand other proxies of this machine.
 */
function nearestClient(addresses: readonly string[]): string | undefined {
  const plain = addresses.map(bareAddress);
  return plain.findLast((address) => isIP(address) !== 0 && !isLoopback(address));
}

/** An address without the brackets and the port that some proxies send. */
function bareAddress(text: string): string {
  const [, bracketed] = /^\[([\da-f:.]+)\](?::\d+)?$/i.exec(text) ?? [];
  return bracketed ?? (/^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(":")) : text);
}

/** The values of each parameter of a `Forwarded` header, by its name in lower case, the nearest proxy's last. */
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
