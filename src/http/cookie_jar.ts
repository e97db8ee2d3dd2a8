/** Cookies as a client keeps them (RFC 6265 §5), by the library tough-cookie with its list of public suffixes. */
import type { Cookie as ToughCookie, CookieJar as ToughJar } from "tough-cookie";

/** A cookie, with the fields of a cookie file. */
export interface Cookie {
  /** Empty for a cookie that is sent as a value alone. */
  readonly name: string;
  readonly value: string;
  /** The host, in lower case, without a leading dot. */
  readonly domain: string;
  /** Whether only this host gets the cookie, and no subdomain. */
  readonly isHostOnly: boolean;
  readonly path: string;
  /** Whether to send it over https only. */
  readonly isSecure: boolean;
  /** When the cookie expires, in milliseconds since 1970; undefined lasts as long as the run. */
  readonly expiresMs: number | undefined;
}

/** The latest time that a Date can hold. */
const MAX_DATE_MS = 8.64e15;

/**
 * Top-level domains of RFC 6761 for which the library throws instead of finding no cookies, where one is the whole
 * host.
 */
const UNKNOWN_HOSTS: ReadonlySet<string> = new Set(["example", "local", "test"]);

/** The Set-Cookie headers of an answer, evaluated before the next request. */
interface Said {
  readonly header: string;
  readonly url: string;
  readonly now: Date;
}

/**
 * The cookies of one run, from files and answers. Loading the library takes longer than fetching a small file (30
 * ms), so it waits for the first request that may need a cookie.
 */
export class CookieJar {
  readonly #first: readonly Cookie[];
  #said: Said[] = [];
  #jar: Promise<ToughJar> | undefined;

  constructor(cookies: Iterable<Cookie> = []) {
    this.#first = [...cookies];
  }

  /** Whether there has never been a cookie, so that requests need no look-up. */
  get isEmpty(): boolean {
    return this.#first.length + this.#said.length === 0 && this.#jar === undefined;
  }

  /** Stores the cookies of an answer, except those that RFC 6265 §5.3 rejects. */
  setFrom(headers: Headers, url: URL, nowMs: number): void {
    const now = new Date(nowMs);
    for (const header of headers.getSetCookie()) this.#said.push({ header, url: url.href, now });
  }

  /** Returns the Cookie header for a request (RFC 6265 §5.4); undefined without a cookie to send. */
  async header(url: URL, nowMs: number): Promise<string | undefined> {
    if (UNKNOWN_HOSTS.has(url.hostname)) return undefined;
    const jar = await (this.#jar ??= makeJar(this.#first));
    for (const { header, url, now } of this.#said.splice(0)) {
      // Synchronously, so that no other request sees only half of an answer's cookies.
      const cookie = jar.setCookieSync(header, url, { now, ignoreError: true });
      if (cookie) fixExpiry(cookie, now);
    }
    // The library compares with the system's clock; here the time is a parameter.
    const cookies = jar.getCookiesSync(url.href, { expire: false, sort: true });
    const current = cookies.filter((cookie) => (cookie.expiryTime() ?? Infinity) > nowMs);
    return current.length === 0
      ? undefined
      : current.map((cookie) => cookie.cookieString()).join("; ");
  }
}

/** Counts Max-Age from the answer (RFC 6265 §5.2.2); the library counts it again whenever it sends the cookie. */
function fixExpiry(cookie: ToughCookie, now: Date): void {
  if (cookie.maxAge === null) return;
  const expiryMs = cookie.expiryTime(now) ?? Infinity;
  cookie.setExpires(new Date(Math.max(0, Math.min(expiryMs, MAX_DATE_MS))));
  cookie.maxAge = null;
}

async function makeJar(cookies: readonly Cookie[]): Promise<ToughJar> {
  const tough = await import("tough-cookie");
  const jar = new tough.CookieJar(undefined, {
    // Browsers store cookies without a name, and some servers rely on it.
    looseMode: true,
    enforceSecureOriginOnStorage: true,
  });
  for (const { name, value, domain, isHostOnly, path, isSecure, expiresMs } of cookies) {
    // The user trusts the file, so its cookies are stored without the checks on an answer.
    await jar.store.putCookie(
      new tough.Cookie({
        key: name,
        value,
        domain: tough.canonicalDomain(domain) ?? domain,
        hostOnly: isHostOnly,
        path,
        secure: isSecure,
        expires: expiresMs === undefined ? "Infinity" : new Date(Math.min(expiresMs, MAX_DATE_MS)),
        creation: new Date(0),
      }),
    );
  }
  return jar;
}
