import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Cookie, CookieJar, parseSetCookie } from "../../src/http/cookie.ts";
import { parseCookieDate } from "../../src/http/cookie_date.ts";

const NOW_MS = Date.UTC(2026, 0, 1);
const URL_A = new URL("https://www.example.com/docs/page.html");

function cookie(fields: Partial<Cookie>): Cookie {
  return {
    name: "a",
    value: "1",
    domain: "www.example.com",
    isHostOnly: true,
    path: "/docs",
    isSecure: false,
    expiresMs: undefined,
    ...fields,
  };
}

// RFC 6265 §5.2 and §5.3
const HEADERS: [header: string, expected: Cookie | undefined][] = [
  ["a=1", cookie({})],
  ["a=1; ", cookie({})],
  [" a = 1 ; Path=/", cookie({ path: "/" })],
  ["a=1=2", cookie({ value: "1=2" })],
  ['a="1"', cookie({ value: '"1"' })],
  ["a=", cookie({ value: "" })],
  ["a=1; path=relative", cookie({})],
  ["a=1; path=/x; PATH=/y", cookie({ path: "/y" })],
  ["a=1; Domain=example.com", cookie({ domain: "example.com", isHostOnly: false })],
  ["a=1; Domain=.Example.COM", cookie({ domain: "example.com", isHostOnly: false })],
  ["a=1; Domain=", cookie({})],
  ["a=1; Domain=com", undefined],
  ["a=1; Domain=other.com", undefined],
  ["a=1; Domain=ample.com", undefined],
  ["a=1; Domain=x.www.example.com", undefined],
  ["a=1; Secure; HttpOnly", cookie({ isSecure: true })],
  ["a=1; Max-Age=10", cookie({ expiresMs: NOW_MS + 10_000 })],
  ["a=1; Max-Age=0", cookie({ expiresMs: 0 })],
  ["a=1; Max-Age=-5", cookie({ expiresMs: 0 })],
  ["a=1; Max-Age=soon", cookie({})],
  [
    "a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT",
    cookie({ expiresMs: Date.UTC(2027, 5, 9, 10, 18, 14) }),
  ],
  [
    "a=1; Max-Age=10; Expires=Wed, 09 Jun 2027 10:18:14 GMT",
    cookie({ expiresMs: NOW_MS + 10_000 }),
  ],
  ["a", undefined],
  ["=1", undefined],
  ["a=1\x00", undefined],
  ["", undefined],
];

for (const [header, expected] of HEADERS) {
  Deno.test(`parseSetCookie reads ${JSON.stringify(header)}`, () => {
    assertEquals(parseSetCookie(header, URL_A, NOW_MS), expected);
  });
}

Deno.test("parseSetCookie lets no plain http answer set a secure cookie", () => {
  assertEquals(parseSetCookie("a=1; Secure", new URL("http://example.com/"), NOW_MS), undefined);
});

// RFC 6265 §5.1.1
const DATES: [text: string, timeMs: number | undefined][] = [
  ["Sun, 06 Nov 1994 08:49:37 GMT", Date.UTC(1994, 10, 6, 8, 49, 37)],
  ["Sunday, 06-Nov-94 08:49:37 GMT", Date.UTC(1994, 10, 6, 8, 49, 37)],
  ["Sun Nov  6 08:49:37 1994", Date.UTC(1994, 10, 6, 8, 49, 37)],
  ["1 january 2030 1:2:3", Date.UTC(2030, 0, 1, 1, 2, 3)],
  ["01-Jan-70 00:00:00", 0],
  ["01-Jan-69 00:00:00", Date.UTC(2069, 0, 1)],
  ["30 Feb 2024 00:00:00", undefined],
  ["Sun, 06 Nov 1994", undefined],
  ["06 Nov 1994 24:00:00", undefined],
  ["06 Nov 1600 00:00:00", undefined],
  ["", undefined],
];

for (const [text, timeMs] of DATES) {
  Deno.test(`parseCookieDate reads ${JSON.stringify(text)}`, () => {
    assertEquals(parseCookieDate(text), timeMs);
  });
}

// RFC 6265 §5.1.3, §5.1.4, §5.4
const SENT: [cookie: Partial<Cookie>, url: string, isSent: boolean][] = [
  [{}, "http://www.example.com/docs", true],
  [{}, "http://www.example.com/docs/", true],
  [{}, "http://www.example.com/docs/x?y", true],
  [{}, "http://www.example.com/docsx", false],
  [{}, "http://www.example.com/", false],
  [{}, "http://WWW.Example.com:8080/docs", true],
  [{}, "http://example.com/docs", false],
  [{}, "http://x.www.example.com/docs", false],
  [{ isHostOnly: false }, "http://x.www.example.com/docs", true],
  [{ isHostOnly: false }, "http://xwww.example.com/docs", false],
  [{ isHostOnly: false, domain: "0.0.1" }, "http://127.0.0.1/docs", false],
  [{ path: "/" }, "http://www.example.com/anything", true],
  [{ isSecure: true }, "http://www.example.com/docs", false],
  [{ isSecure: true }, "https://www.example.com/docs", true],
  [{ expiresMs: NOW_MS }, "http://www.example.com/docs", false],
  [{ expiresMs: NOW_MS + 1 }, "http://www.example.com/docs", true],
];

for (const [fields, url, isSent] of SENT) {
  Deno.test(`a jar with ${JSON.stringify(fields)} answers for ${url}`, () => {
    const jar = new CookieJar([cookie(fields)]);
    assertEquals(jar.header(new URL(url), NOW_MS), isSent ? "a=1" : undefined);
  });
}

Deno.test("a jar sends longer paths first and keeps the last of each name", () => {
  const jar = new CookieJar();
  const headers = new Headers();
  for (const value of ["a=old; Path=/", "b=2; Path=/docs", "a=new; Path=/", "c=gone; Max-Age=0"]) {
    headers.append("set-cookie", value);
  }
  jar.setFrom(headers, URL_A, NOW_MS);
  assertEquals(jar.header(URL_A, NOW_MS), "b=2; a=new");
  jar.set(cookie({ name: "b", path: "/docs", expiresMs: 0 }));
  assertEquals(jar.header(URL_A, NOW_MS), "a=new");
});

Deno.test("no cookie leaves the host that set it, unless it names a domain of that host", () => {
  const label = fc.constantFrom("a", "b", "com", "example");
  const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join("."));
  fc.assert(fc.property(host, host, host, (from, domain, to) => {
    const set = parseSetCookie(
      `a=1; Path=/; Domain=${domain}`,
      new URL(`https://${from}/`),
      NOW_MS,
    );
    if (set === undefined) return;
    const sent = new CookieJar([set]).header(new URL(`https://${to}/`), NOW_MS);
    assertEquals(`.${from}`.endsWith(`.${domain}`), true);
    assertEquals(sent !== undefined, `.${to}`.endsWith(`.${domain}`));
  }));
});
