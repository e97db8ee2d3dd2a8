/** The proxies that the environment names, and which of them a request goes through. */
import { visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";

/** A proxy that coplay can use. */
export interface Proxy {
  /** The address without user and password: `http://host:port`, `https://…` or `socks5h://…`. */
  readonly url: string;
  readonly basicAuth: { readonly username: string; readonly password: string } | undefined;
  /** The environment variable that names it, for messages. */
  readonly variable: string;
}

/** A proxy that coplay cannot use. Connecting without it would reveal traffic that the user wants behind it. */
export interface UnusableProxy {
  readonly variable: string;
  readonly problem: Text;
}

/** Says what is wrong with an unusable proxy, but never its address, which may contain a password. */
export function unusableProxyText({ variable, problem }: UnusableProxy): Text {
  return {
    en: `the proxy in ${variable} cannot be used: ${problem.en}`,
    zh: `无法使用 ${variable} 中的代理：${problem.zh}`,
  };
}

/** The variables that name each scheme's proxy; the first one set counts, as in curl. */
const VARIABLES = {
  "http:": ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"],
  "https:": ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
} as const;
const EXEMPTION_VARIABLES = ["no_proxy", "NO_PROXY"] as const;

/** The default port of SOCKS (RFC 1928 §3). */
const SOCKS_PORT = 1080;

/** The proxies of a run. */
export class Proxies {
  readonly #byScheme: Readonly<Record<string, Proxy | UnusableProxy | undefined>>;
  readonly #exemptions: readonly Exemption[];

  /** @param env reads an environment variable */
  constructor(env: (name: string) => string | undefined) {
    this.#byScheme = {
      "http:": readProxy(VARIABLES["http:"], env),
      "https:": readProxy(VARIABLES["https:"], env),
    };
    const exempt = firstSet(EXEMPTION_VARIABLES, env)?.value ?? "";
    this.#exemptions = exempt.split(/[\s,]+/).filter((entry) => entry !== "").map(parseExemption);
  }

  /** Whether no proxy is configured. */
  get isEmpty(): boolean {
    return Object.values(this.#byScheme).every((proxy) => proxy === undefined);
  }

  /** The unusable proxy that every request of its scheme would need; undefined where there is none. */
  get unusable(): UnusableProxy | undefined {
    if (this.#exemptions.length > 0) return undefined;
    return Object.values(this.#byScheme).find((proxy) =>
      proxy !== undefined && "problem" in proxy
    ) as
      | UnusableProxy
      | undefined;
  }

  /** Returns the proxy for a request; undefined for a direct connection. */
  async forUrl(url: URL): Promise<Proxy | UnusableProxy | undefined> {
    const proxy = this.#byScheme[url.protocol];
    if (proxy === undefined) return undefined;
    for (const exemption of this.#exemptions) {
      if (await exemption(url)) return undefined;
    }
    return proxy;
  }
}

/**
 * Removes the variables from this process. Deno sends every request through the proxies that they name, by rules
 * other than ours; a client can name another proxy, but not none.
 */
export function hideProxiesFromDeno(): void {
  const names = new Set([...Object.values(VARIABLES).flat(), ...EXEMPTION_VARIABLES]);
  for (const name of names) Deno.env.delete(name);
}

function firstSet(
  names: readonly string[],
  env: (name: string) => string | undefined,
): { variable: string; value: string } | undefined {
  for (const variable of names) {
    const value = env(variable)?.trim();
    // A shell sets an empty variable to mean none.
    if (value) return { variable, value };
  }
  return undefined;
}

function readProxy(
  names: readonly string[],
  env: (name: string) => string | undefined,
): Proxy | UnusableProxy | undefined {
  const set = firstSet(names, env);
  if (set === undefined) return undefined;
  const { variable, value } = set;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  if (url === null || url.hostname === "") {
    return { variable, problem: { en: "it is no address of a proxy", zh: "不是有效的代理地址" } };
  }
  const { protocol } = url;
  if (protocol === "http:" || protocol === "https:") {
    return { variable, url: `${protocol}//${url.host}`, basicAuth: authOf(url) };
  }
  if (protocol === "socks5:" || protocol === "socks5h:") {
    // The proxy resolves host names for both: Deno supports only that, and it hides the names from the local
    // network.
    const port = url.port || SOCKS_PORT;
    return { variable, url: `socks5h://${url.hostname}:${port}`, basicAuth: authOf(url) };
  }
  const scheme = visible(protocol.slice(0, -1));
  return {
    variable,
    problem: {
      en: `coplay cannot use a ${scheme} proxy, only http, https and socks5`,
      zh: `coplay 不支持 ${scheme} 代理，只支持 http、https 和 socks5`,
    },
  };
}

function authOf({ username, password }: URL): Proxy["basicAuth"] {
  if (username === "" && password === "") return undefined;
  return { username: decode(username), password: decode(password) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a request bypasses the proxy. */
type Exemption = (url: URL) => boolean | Promise<boolean>;

/**
 * Parses an entry of no_proxy: `*`, a host with its subdomains, an address, or a range of addresses; each with or
 * without a port.
 */
function parseExemption(entry: string): Exemption {
  if (entry === "*") return () => true;
  const range = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/i.exec(entry);
  if (range !== null) return ({ hostname }) => isInRange(hostname, range[1]!, Number(range[2]));
  const parts = /^(?:\*?\.)?(\[[^\]]*\]|[^:]*|[\da-f:.]*)(?::(\d+))?$/i.exec(entry);
  const [, name = entry, port] = parts ?? [];
  const host = canonicalHost(name);
  return (url) => {
    if (port !== undefined && port !== (url.port || defaultPort(url))) return false;
    return url.hostname === host || url.hostname.endsWith(`.${host}`);
  };
}

function defaultPort({ protocol }: URL): string {
  return protocol === "https:" ? "443" : "80";
}

/** Normalises a host as URLs do: lower case, IDN as Punycode, IPv6 in brackets. */
function canonicalHost(name: string): string {
  const isBareIpv6 = name.includes(":") && !name.startsWith("[");
  return URL.parse(`http://${isBareIpv6 ? `[${name}]` : name}/`)?.hostname ?? name.toLowerCase();
}

/** Loads its library only when no_proxy names a range of addresses, which few do. */
async function isInRange(hostname: string, network: string, bits: number): Promise<boolean> {
  const { BlockList, isIP } = await import("node:net");
  const address = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  if (isIP(network) === 0 || isIP(address) !== isIP(network)) return false;
  if (bits > (family === "ipv6" ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(address, family);
}
