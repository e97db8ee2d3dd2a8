/** Cookies as a client keeps them (RFC 6265 §5). The rules are tough-cookie's, with the list of public suffixes. */
import type { Cookie as ToughCookie, CookieJar as ToughJar } from "tough-cookie";

/** One cookie, as a file holds it. */
export interface Cookie {
  /** Empty where the value alone is sent. */
  readonly name: string;
  readonly value: string;
  /** The host it is for, in lower case, without a leading dot. */
  readonly domain: string;
  /** Whether only that very host gets it, and not those below it. */
  readonly isHostOnly: boolean;
  readonly path: string;
  /** Whether it may travel over https only. */
  readonly isSecure: boolean;
  /** When it ends, in milliseconds since 1970; undefined lasts as long as the run. */
  readonly expiresMs: number | undefined;
}

/** The last moment that a Date can name. */
const MAX_DATE_MS = 8.64e15;

/** Top levels reserved by RFC 6761 that the library finds no cookies for, but throws, where one is a whole host. */
const UNKNOWN_HOSTS: ReadonlySet<string> = new Set(["example", "local", "test"]);

/** What an answer said, to be judged when the next request goes out. */
interface Said {
  readonly header: string;
  readonly url: string;
  readonly now: Date;
}

/**
 * The cookies of one run, from files and from answers. The library that knows the rules takes longer to load than a
 * small file to fetch (30 ms), so it is loaded with the first request that a cookie might go along with.
 */
export class CookieJar {
  readonly #first: readonly Cookie[];
  #said: Said[] = [];
  #jar: Promise<ToughJar> | undefined;

  constructor(cookies: Iterable<Cookie> = []) {
    this.#first = [...cookies];
  }

  /** Whether there has never been a cookie, so that no request needs to ask. */
  get isEmpty(): boolean {
    return this.#first.length + this.#said.length === 0 && this.#jar === undefined;
  }

  /** Keeps what an answer's Set-Cookie headers say; what RFC 6265 §5.3 lets nobody set goes nowhere. */
  setFrom(headers: Headers, url: URL, nowMs: number): void {
    const now = new Date(nowMs);
    for (const header of headers.getSetCookie()) this.#said.push({ header, url: url.href, now });
  }

  /** The Cookie header for a request (RFC 6265 §5.4); undefined where there is none to send. */
  async header(url: URL, nowMs: number): Promise<string | undefined> {
    if (UNKNOWN_HOSTS.has(url.hostname)) return undefined;
    const jar = await (this.#jar ??= makeJar(this.#first));
    for (const { header, url, now } of this.#said.splice(0)) {
      // At once, so that no other request finds half of an answer's cookies.
      const cookie = jar.setCookieSync(header, url, { now, ignoreError: true });
      if (cookie) fixExpiry(cookie, now);
    }
    // The library judges by the system's clock; ours is a parameter.
    const cookies = jar.getCookiesSync(url.href, { expire: false, sort: true });
    const current = cookies.filter((cookie) => (cookie.expiryTime() ?? Infinity) > nowMs);
    return current.length === 0
      ? undefined
      : current.map((cookie) => cookie.cookieString()).join("; ");
  }
}

/** The library counts Max-Age anew whenever a cookie is sent; it counts from the answer (RFC 6265 §5.2.2). */
function fixExpiry(cookie: ToughCookie, now: Date): void {
  if (cookie.maxAge === null) return;
  const expiryMs = cookie.expiryTime(now) ?? Infinity;
  cookie.setExpires(new Date(Math.max(0, Math.min(expiryMs, MAX_DATE_MS))));
  cookie.maxAge = null;
}

async function makeJar(cookies: readonly Cookie[]): Promise<ToughJar> {
  const tough = await import("tough-cookie");
  const jar = new tough.CookieJar(undefined, {
    // Browsers keep cookies without a name, and so do servers that rely on it.
    looseMode: true,
    enforceSecureOriginOnStorage: true,
  });
  for (const { name, value, domain, isHostOnly, path, isSecure, expiresMs } of cookies) {
    // The user trusts the file, so that its lines need no answer that they came with.
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
