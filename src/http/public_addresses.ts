import type { Text } from "../cli/language.ts";

/** Finds the addresses of a host name; one that is an address already is its own. */
export type Resolve = (host: string, family: 4 | 6 | undefined) => Promise<readonly string[]>;

/** What a host's addresses come to: some to connect to, or why there are none. */
export type FoundAddresses =
  | { readonly addresses: readonly string[] }
  | { readonly refusal: Text }
  | { readonly failure: unknown };

/** Found addresses are used for so long, as a list may name one host thousands of times. */
const KEPT_MS = 30_000;

/** The most hosts remembered at once. */
const MAX_KEPT = 1000;

/**
 * Finds addresses on the public internet for a run whose URLs others choose, and refuses all others: loopback,
 * link-local, private, shared and reserved ones (RFC 6890). The caller connects to the very address that was found,
 * because a name may lead elsewhere the next time it is resolved.
 */
export class PublicAddresses {
  readonly #resolve: Resolve;
  readonly #isPublic: (address: string) => boolean | Promise<boolean>;
  readonly #now: () => number;
  readonly #kept = new Map<string, { readonly found: FoundAddresses; readonly untilMs: number }>();

  constructor(
    { resolve = resolveBySystem, isPublic = isPublicAddress, now = Date.now }: {
      readonly resolve?: Resolve;
      readonly isPublic?: (address: string) => boolean | Promise<boolean>;
      readonly now?: () => number;
    } = {},
  ) {
    this.#resolve = resolve;
    this.#isPublic = isPublic;
    this.#now = now;
  }

  /** Finds the addresses for a request. One that is not public refuses its host, whatever else it has. */
  async find({ hostname }: URL, family: 4 | 6 | undefined): Promise<FoundAddresses> {
    const kept = this.#kept.get(hostname);
    if (kept && kept.untilMs > this.#now()) return kept.found;
    const found = await this.#look(hostname, family);
    if ("failure" in found) return found;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    this.#kept.set(hostname, { found, untilMs: this.#now() + KEPT_MS });
    return found;
  }

  async #look(hostname: string, family: 4 | 6 | undefined): Promise<FoundAddresses> {
    const host = hostname.replace(/^\[|\]$/g, "");
    try {
      const addresses = await this.#resolve(host, family);
      if (addresses.length === 0) return { failure: new Error("dns error: no address") };
      for (const address of addresses) {
        if (!await this.#isPublic(address)) return { refusal: refusalText(host, address) };
      }
      return { addresses };
    } catch (error) {
      return { failure: new Error(`dns error: ${error}`, { cause: error }) };
    }
  }
}

function refusalText(host: string, address: string): Text {
  const [en, zh] = host === address
    ? [`${host} is`, `${host} `]
    : [`${host} leads to ${address}, which is`, `${host} 指向 ${address}，`];
  return {
    en: `${en} not on the public internet, and --deny-private refuses such addresses`,
    zh: `${zh}不在公网上，--deny-private 不允许这样的地址`,
  };
}

async function resolveBySystem(
  host: string,
  family: 4 | 6 | undefined,
): Promise<readonly string[]> {
  const { lookup } = await import("node:dns/promises");
  const found = await lookup(host, { all: true, family: family ?? 0 });
  return found.map(({ address }) => address);
}

/** Whether an address is one of the public internet; loads its library only when it is asked. */
export async function isPublicAddress(text: string): Promise<boolean> {
  const { default: ipaddr } = await import("ipaddr.js");
  // A scope such as `%eth0` belongs to link-local addresses alone.
  if (!ipaddr.isValid(text) || text.includes("%")) return false;
  const address = ipaddr.process(text);
  // Networks without IPv4 reach its hosts by addresses that end in theirs (RFC 6052).
  if (address.kind() === "ipv6" && address.range() === "rfc6052") {
    return ipaddr.fromByteArray(address.toByteArray().slice(-4)).range() === "unicast";
  }
  return address.range() === "unicast";
}
