/** Proxies as the environment names them: which one a request goes through, or that it goes through none. */
import { visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";

/** A proxy that coplay can use. */
export interface Proxy {
  /** Without user and password: `http://host:port`, `https://…` or `socks5h://…`. */
  readonly url: string;
  readonly basicAuth: { readonly username: string; readonly password: string } | undefined;
  /** The variable that names it, for messages. */
  readonly variable: string;
}

/** A proxy that the environment names and nobody can use; going around it in silence would betray the user. */
export interface UnusableProxy {
  readonly variable: string;
  readonly problem: Text;
}

/** What is wrong with a proxy that no request can go through; never its address, which may hold a password. */
export function unusableProxyText({ variable, problem }: UnusableProxy): Text {
  return {
    en: `the proxy in ${variable} cannot be used: ${problem.en}`,
    zh: `无法使用 ${variable} 中的代理：${problem.zh}`,
  };
}

/** Which variables name the proxy for each scheme; the first that is set counts, as for curl. */
const VARIABLES = {
  "http:": ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"],
  "https:": ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
} as const;
const EXEMPTION_VARIABLES = ["no_proxy", "NO_PROXY"] as const;

/** SOCKS has a port of its own (RFC 1928 §3). */
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

  /** Whether there is anything to decide. */
  get isEmpty(): boolean {
    return Object.values(this.#byScheme).every((proxy) => proxy === undefined);
  }

  /** A proxy that cannot be used although every request of its scheme would have to go through it. */
  get unusable(): UnusableProxy | undefined {
    if (this.#exemptions.length > 0) return undefined;
    return Object.values(this.#byScheme).find((proxy) =>
      proxy !== undefined && "problem" in proxy
    ) as
      | UnusableProxy
      | undefined;
  }

  /** The proxy for a request; undefined where it goes straight to the server. */
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
 * Takes the variables out of this process. Deno sends every request through the proxies that it finds in them, with
 * other rules than ours, and can be told another proxy but not to use none.
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
    // An empty variable is how a shell says that there is none.
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
    // Names are looked up by the proxy in both: that is all Deno does, and gives nothing away to the local network.
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

/** Whether a request goes past the proxy. */
type Exemption = (url: URL) => boolean | Promise<boolean>;

/** One entry of no_proxy: `*`, a host with all below it, an address, or a range of addresses; each with or without a port. */
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

/** A host as a URL shows it: in lower case, IDN as Punycode, IPv6 in brackets. */
function canonicalHost(name: string): string {
  const isBareIpv6 = name.includes(":") && !name.startsWith("[");
  return URL.parse(`http://${isBareIpv6 ? `[${name}]` : name}/`)?.hostname ?? name.toLowerCase();
}

/** Loaded when a range of addresses is named, which few environments do. */
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
