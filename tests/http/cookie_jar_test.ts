import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Cookie, CookieJar } from "../../src/http/cookie_jar.ts";

const NOW_MS = Date.UTC(2026, 0, 1);
const DAY_MS = 24 * 3600 * 1000;

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

/** Sends one request after answers have set cookies, and returns its Cookie header. */
async function sent(
  setCookies: readonly string[],
  { from, to = from, nowMs = NOW_MS }: { from: string; to?: string; nowMs?: number },
): Promise<string | undefined> {
  const jar = new CookieJar();
  const headers = new Headers();
  for (const header of setCookies) headers.append("set-cookie", header);
  jar.setFrom(headers, new URL(from), NOW_MS);
  return await jar.header(new URL(to), nowMs);
}

const PAGE = "https://www.example.com/docs/page.html";

// RFC 6265 §5.2 to §5.4
const ANSWERS: [header: string, to: string, expected: string | undefined][] = [
  ["a=1", PAGE, "a=1"],
  ["a=1", "https://www.example.com/", undefined],
  ["a=1", "https://www.example.com/docsx", undefined],
  ["a=1", "https://www.example.com/docs", "a=1"],
  ["a=1", "https://example.com/docs/", undefined],
  ["a=1", "https://x.www.example.com/docs/", undefined],
  [" a = 1 ; Path=/", "https://www.example.com/", "a=1"],
  ["a=1=2", PAGE, "a=1=2"],
  ['a="1"', PAGE, 'a="1"'],
  ["a=", PAGE, "a="],
  ["a=1; path=relative", PAGE, "a=1"],
  ["a=1; path=/x; PATH=/", "https://www.example.com/", "a=1"],
  ["a=1; Domain=example.com; Path=/", "https://x.example.com/", "a=1"],
  ["a=1; Domain=.Example.COM; Path=/", "https://example.com/", "a=1"],
  ["a=1; Domain=", PAGE, "a=1"],
  ["a=1; Domain=other.com", "https://other.com/docs/", undefined],
  ["a=1; Domain=ample.com", PAGE, undefined],
  ["a=1; Domain=x.www.example.com", "https://x.www.example.com/docs/", undefined],
  ["a=1; Secure; Path=/", "http://www.example.com/", undefined],
  ["a=1; Path=/", "http://www.example.com:8080/", "a=1"],
  ["a=1; Max-Age=0", PAGE, undefined],
  ["a=1; Max-Age=-5", PAGE, undefined],
  ["a=1; Max-Age=soon", PAGE, "a=1"],
  ["a=1; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT", PAGE, "a=1"],
  ["a=1; Expires=Sunday, 06-Nov-94 08:49:37 GMT", PAGE, undefined],
  ["a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT", PAGE, "a=1"],
  ["", PAGE, undefined],
  // Browsers keep a cookie without a name, and send only its value.
  ["a", PAGE, "a"],
  ["__Host-a=1", PAGE, undefined],
];

for (const [header, to, expected] of ANSWERS) {
  Deno.test(`after ${JSON.stringify(header)}, ${to} gets ${expected}`, async () => {
    assertEquals(await sent([header], { from: PAGE, to }), expected);
  });
}

// RFC 6265 §5.3 step 5: no site may set cookies for a public suffix.
const SUFFIXES: [suffix: string, from: string, to: string][] = [
  ["com", "www.example.com", "bank.com"],
  ["co.uk", "a.co.uk", "bank.co.uk"],
  ["github.io", "a.github.io", "b.github.io"],
  ["com.cn", "a.com.cn", "b.com.cn"],
  ["0.0.1", "127.0.0.1", "10.0.0.1"],
];

for (const [suffix, from, to] of SUFFIXES) {
  Deno.test(`a cookie that ${from} sets for all of ${suffix} goes nowhere`, async () => {
    const header = [`a=1; Path=/; Domain=${suffix}`];
    assertEquals(await sent(header, { from: `https://${from}/`, to: `https://${to}/` }), undefined);
  });
}

Deno.test("no plain http answer sets a secure cookie, unless it is this machine's", async () => {
  const secure = ["a=1; Secure; Path=/"];
  const from = "http://www.example.com/";
  assertEquals(await sent(secure, { from, to: "https://www.example.com/" }), undefined);
  assertEquals(await sent(secure, { from: "http://localhost:8080/" }), "a=1");
  assertEquals(await sent(secure, { from: "http://127.0.0.1:8080/" }), "a=1");
});

Deno.test("a cookie lasts for its Max-Age or until Expires, however often it is sent", async () => {
  const jar = new CookieJar();
  const url = new URL(PAGE);
  jar.setFrom(new Headers({ "set-cookie": "a=1; Max-Age=10" }), url, NOW_MS);
  assertEquals(await jar.header(url, NOW_MS + 9_999), "a=1");
  assertEquals(await jar.header(url, NOW_MS + 10_000), undefined);
  const header = "b=2; Expires=Fri, 02 Jan 2026 00:00:00 GMT";
  assertEquals(await sent([header], { from: PAGE, nowMs: NOW_MS + DAY_MS - 1 }), "b=2");
  assertEquals(await sent([header], { from: PAGE, nowMs: NOW_MS + DAY_MS }), undefined);
});

Deno.test("a jar sends longer paths first and keeps the last of each name", async () => {
  const headers = ["a=old; Path=/", "b=2; Path=/docs", "a=new; Path=/", "c=gone; Max-Age=0"];
  assertEquals(await sent(headers, { from: PAGE }), "b=2; a=new");
});

const FILED: [cookie: Partial<Cookie>, url: string, isSent: boolean][] = [
  [{}, "http://www.example.com/docs/x?y", true],
  [{}, "http://WWW.Example.com:8080/docs", true],
  [{}, "http://www.example.com/", false],
  [{}, "http://x.www.example.com/docs", false],
  [{ isHostOnly: false }, "http://x.www.example.com/docs", true],
  [{ isHostOnly: false }, "http://xwww.example.com/docs", false],
  [{ domain: "127.0.0.1", path: "/" }, "http://127.0.0.1:80/docs", true],
  [{ domain: "例子.cn" }, "http://xn--fsqu00a.cn/docs", true],
  [{ isSecure: true }, "http://www.example.com/docs", false],
  [{ isSecure: true }, "https://www.example.com/docs", true],
  [{ expiresMs: NOW_MS }, "http://www.example.com/docs", false],
  [{ expiresMs: NOW_MS + 1 }, "http://www.example.com/docs", true],
  // Some exports count in microseconds since 1601.
  [{ expiresMs: 1.3e19 }, "http://www.example.com/docs", true],
];

for (const [fields, url, isSent] of FILED) {
  Deno.test(`a jar with ${JSON.stringify(fields)} answers for ${url}`, async () => {
    const jar = new CookieJar([cookie(fields)]);
    assertEquals(await jar.header(new URL(url), NOW_MS), isSent ? "a=1" : undefined);
  });
}

Deno.test("a jar without cookies is empty, so that requests can skip it", () => {
  const jar = new CookieJar();
  assertEquals(jar.isEmpty, true);
  jar.setFrom(new Headers({ "set-cookie": "a=1" }), new URL(PAGE), NOW_MS);
  assertEquals([jar.isEmpty, new CookieJar([cookie({})]).isEmpty], [false, false]);
});

Deno.test("no cookie leaves the host that set it, unless it names a domain of that host", async () => {
  const label = fc.constantFrom("a", "b", "com", "example");
  const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join("."));
  await fc.assert(fc.asyncProperty(host, host, host, async (from, domain, to) => {
    const header = await sent([`a=1; Path=/; Domain=${domain}`], {
      from: `https://${from}/`,
      to: `https://${to}/`,
    });
    if (header === undefined) return;
    assertEquals(`.${from}`.endsWith(`.${domain}`), true);
    assertEquals(`.${to}`.endsWith(`.${domain}`), true);
  }));
});
