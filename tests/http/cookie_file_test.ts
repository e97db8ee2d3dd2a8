import { assertEquals } from "@std/assert";
import { CookieJar } from "../../src/http/cookie.ts";
import { parseCookieFile } from "../../src/http/cookie_file.ts";

const FILE = [
  "# Netscape HTTP Cookie File",
  "",
  ".example.com\tTRUE\t/\tFALSE\t0\tsession\tone",
  "#HttpOnly_www.example.com\tFALSE\t/app\tTRUE\t1893456000\thidden\ttwo",
  "example.com\tTRUE\t/\tFALSE\t1893456000.5\tempty",
].join("\n");

Deno.test("parseCookieFile reads what browsers export", () => {
  const { cookies, problems } = parseCookieFile(FILE);
  assertEquals(problems, []);
  assertEquals(cookies, [
    {
      name: "session",
      value: "one",
      domain: "example.com",
      isHostOnly: false,
      path: "/",
      isSecure: false,
      expiresMs: undefined,
    },
    {
      name: "hidden",
      value: "two",
      domain: "www.example.com",
      isHostOnly: true,
      path: "/app",
      isSecure: true,
      expiresMs: 1_893_456_000_000,
    },
    {
      name: "empty",
      value: "",
      domain: "example.com",
      isHostOnly: false,
      path: "/",
      isSecure: false,
      expiresMs: 1_893_456_000_500,
    },
  ]);
});

Deno.test("parseCookieFile takes Windows line ends and a byte order mark", () => {
  const windows = parseCookieFile("\ufeff" + FILE.replaceAll("\n", "\r\n") + "\r\n");
  assertEquals(windows, parseCookieFile(FILE));
});

Deno.test("parseCookieFile names the lines that are wrong and keeps the others", () => {
  const { cookies, problems } = parseCookieFile([
    "example.com\tTRUE\t/\tFALSE\t0\ta\t1",
    "example.com TRUE / FALSE 0 a 1",
    "example.com\tyes\t/\tFALSE\t0\ta\t1",
    "example.com\tTRUE\t/\tFALSE\ttomorrow\ta\t1",
    "example.com\tTRUE\tx\tFALSE\t0\ta\t1",
    "example.com\tTRUE\t/\tFALSE\t0\ta\t1;b",
    "example.com\tTRUE\t/\tFALSE\t0\ta\t1\t2",
  ].join("\n"));
  assertEquals(cookies.length, 1);
  assertEquals(problems.map(({ line }) => line), [2, 3, 4, 5, 6, 7]);
  assertEquals(problems[0]?.text.en, "it has 1 fields separated by tabs, not 7");
  assertEquals(problems[0]?.text.zh, "用制表符分隔的字段有 1 个，应为 7 个");
});

Deno.test("parseCookieFile makes values that a header can carry", () => {
  const { cookies } = parseCookieFile("example.com\tTRUE\t/\tFALSE\t0\ta\t你");
  const header = new CookieJar(cookies).header(new URL("http://example.com/"), 0);
  assertEquals(new Headers({ cookie: header! }).get("cookie"), "a=\xe4\xbd\xa0");
});
