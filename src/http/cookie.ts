/** Cookies as a client keeps them (RFC 6265 §5). */
import { parseCookieDate } from "./cookie_date.ts";

/** One cookie of a jar. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** The host it came from or is for, in lower case, without a leading dot. */
  readonly domain: string;
  /** Whether only that very host gets it, and not those below it. */
  readonly isHostOnly: boolean;
  readonly path: string;
  /** Whether it may travel over https only. */
  readonly isSecure: boolean;
  /** When it ends, in milliseconds since 1970; undefined lasts as long as the run. */
  readonly expiresMs: number | undefined;
}

/** A host that is an address has no domains below it. */
function isAddress(host: string): boolean {
  return host.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

/** RFC 6265 §5.1.3. */
function matchesDomain(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !isAddress(host));
}

/** RFC 6265 §5.1.4. */
function matchesPath(requestPath: string, path: string): boolean {
  if (!requestPath.startsWith(path)) return false;
  return requestPath.length === path.length || path.endsWith("/") ||
    requestPath[path.length] === "/";
}

/** The folder of the request (RFC 6265 §5.1.4). */
function defaultPath(requestPath: string): string {
  return requestPath.slice(0, requestPath.lastIndexOf("/")) || "/";
}

/** Localhost is this machine, so that a test server without a certificate is as good as https. */
function isSecureUrl(url: URL): boolean {
  return url.protocol === "https:" || url.hostname === "localhost";
}

/** Max-Age goes before Expires; one that ends now or earlier deletes (RFC 6265 §5.2.1, §5.2.2). */
function expiry(attributes: ReadonlyMap<string, string>, nowMs: number): number | undefined {
  const maxAge = attributes.get("max-age");
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) {
    return Number(maxAge) <= 0 ? 0 : nowMs + Number(maxAge) * 1000;
  }
  return parseCookieDate(attributes.get("expires") ?? "");
}

/** The last of two attributes with one name counts (RFC 6265 §5.3). */
function parseAttributes(parts: readonly string[]): Map<string, string> {
  return new Map(parts.map((part) => {
    const [name = "", ...value] = part.split("=");
    return [name.trim().toLowerCase(), value.join("=").trim()];
  }));
}

/**
 * Parses a Set-Cookie header that came from `url` (RFC 6265 §5.2 and §5.3).
 *
 * @returns undefined where the header is malformed, or sets a cookie for a host it is not of
 */
export function parseSetCookie(header: string, url: URL, nowMs: number): Cookie | undefined {
  const [pair = "", ...parts] = header.split(";");
  const equals = pair.indexOf("=");
  const name = pair.slice(0, Math.max(0, equals)).trim();
  // deno-lint-ignore no-control-regex
  if (name === "" || /[\x00-\x08\x0a-\x1f\x7f]/.test(header)) return undefined;
  const attributes = parseAttributes(parts);
  const host = url.hostname.toLowerCase();
  const asked = (attributes.get("domain") ?? "").replace(/^\./, "").toLowerCase();
  const domain = asked || host;
  // A domain without a dot is a whole top level, which would reach every site below it.
  if (!matchesDomain(host, domain) || (domain !== host && !domain.includes("."))) return undefined;
  const isSecure = attributes.has("secure");
  if (isSecure && !isSecureUrl(url)) return undefined;
  const path = attributes.get("path") ?? "";
  return {
    name,
    value: pair.slice(equals + 1).trim(),
    domain,
    isHostOnly: asked === "",
    path: path.startsWith("/") ? path : defaultPath(url.pathname),
    isSecure,
    expiresMs: expiry(attributes, nowMs),
  };
}

/** Whether a cookie goes along with a request for `url`. */
function belongsTo(cookie: Cookie, url: URL, nowMs: number): boolean {
  const host = url.hostname.toLowerCase();
  const isForHost = cookie.isHostOnly ? host === cookie.domain : matchesDomain(host, cookie.domain);
  return isForHost && matchesPath(url.pathname, cookie.path) &&
    (!cookie.isSecure || isSecureUrl(url)) &&
    (cookie.expiresMs === undefined || cookie.expiresMs > nowMs);
}

/** The cookies of one run, from files and from answers. */
export class CookieJar {
  /** By name, domain and path, which together are one cookie (RFC 6265 §5.3). */
  readonly #cookies = new Map<string, Cookie>();

  constructor(cookies: Iterable<Cookie> = []) {
    for (const cookie of cookies) this.set(cookie);
  }

  /** Keeps a cookie in place of an earlier one with its name, domain and path. */
  set(cookie: Cookie): void {
    this.#cookies.set(JSON.stringify([cookie.name, cookie.domain, cookie.path]), cookie);
  }

  /** Keeps what an answer's Set-Cookie headers say. */
  setFrom(headers: Headers, url: URL, nowMs: number): void {
    for (const header of headers.getSetCookie()) {
      const cookie = parseSetCookie(header, url, nowMs);
      if (cookie !== undefined) this.set(cookie);
    }
  }

  /**
   * The Cookie header for a request (RFC 6265 §5.4): longer paths first, then as they came; undefined
   * where there is none to send.
   */
  header(url: URL, nowMs: number): string | undefined {
    const cookies = [...this.#cookies.values()]
      .filter((cookie) => belongsTo(cookie, url, nowMs))
      .sort((a, b) => b.path.length - a.path.length);
    if (cookies.length === 0) return undefined;
    return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  }
}
