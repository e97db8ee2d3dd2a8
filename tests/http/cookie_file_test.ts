import { assertEquals } from "@std/assert";
import { type Cookie, CookieJar } from "../../src/http/cookie_jar.ts";
import { parseCookieFile } from "../../src/http/cookie_file.ts";

const FILE = [
  "# Netscape HTTP Cookie File",
  "",
  ".example.com\tTRUE\t/\tFALSE\t0\tsession\tone",
  "#HttpOnly_www.example.com\tFALSE\t/app\tTRUE\t1893456000\thidden\ttwo",
  "example.com\tTRUE\t/\tFALSE\t1893456000.5\tempty",
].join("\n");

const ONE: Cookie = {
  name: "a",
  value: "1",
  domain: "example.com",
  isHostOnly: false,
  path: "/",
  isSecure: false,
  expiresMs: undefined,
};

Deno.test("parseCookieFile reads what browsers export", () => {
  const { cookies, problems } = parseCookieFile(FILE);
  assertEquals(problems, []);
  assertEquals(cookies, [
    { ...ONE, name: "session", value: "one" },
    {
      ...ONE,
      name: "hidden",
      value: "two",
      domain: "www.example.com",
      isHostOnly: true,
      path: "/app",
      isSecure: true,
      expiresMs: 1_893_456_000_000,
    },
    { ...ONE, name: "empty", value: "", expiresMs: 1_893_456_000_500 },
  ]);
});

Deno.test("parseCookieFile takes every kind of line end and a byte order mark", () => {
  for (const end of ["\r\n", "\r"]) {
    const other = parseCookieFile("\ufeff" + FILE.replaceAll("\n", end) + end);
    assertEquals(other, parseCookieFile(FILE));
  }
});

// Lines as real programs write them.
const DIALECTS: [who: string, line: string, cookie: Partial<Cookie>][] = [
  ["Python's session cookie", "example.com\tTRUE\t/\tFALSE\t\ta\t1", {}],
  ["a time with decimals", "example.com\tTRUE\t/\tFALSE\t1893456000.25\ta\t1", {
    expiresMs: 1_893_456_000_250,
  }],
  ["a negative time", "example.com\tTRUE\t/\tFALSE\t-1\ta\t1", {}],
  ["flags in small letters", "example.com\tfalse\t/\ttrue\t0\ta\t1", {
    isHostOnly: true,
    isSecure: true,
  }],
  ["Python's cookie without a value", "example.com\tTRUE\t/\tFALSE\t0\t\talone", {
    name: "",
    value: "alone",
  }],
  ["a value with spaces", "example.com\tTRUE\t/\tFALSE\t0\ta\tone two", { value: "one two" }],
  ["a file without paths", "example.com\tTRUE\tFALSE\t0\ta\t1", {}],
  ["an empty path", "example.com\tTRUE\t\tFALSE\t0\ta\t1", {}],
  ["tabs that became spaces", "example.com  TRUE  /  FALSE  0  a  1", {}],
  ["HttpOnly before a dot", "#HttpOnly_.example.com\tTRUE\t/\tFALSE\t0\ta\t1", {}],
];

for (const [who, line, fields] of DIALECTS) {
  Deno.test(`parseCookieFile reads ${who}`, () => {
    assertEquals(parseCookieFile(`# Netscape HTTP Cookie File\n$ comment\n${line}\n`), {
      cookies: [{ ...ONE, ...fields }],
      problems: [],
    });
  });
}

Deno.test("parseCookieFile reads the JSON of browser extensions and of Playwright", () => {
  const extension = [
    {
      domain: ".example.com",
      expirationDate: 1893456000.5,
      hostOnly: false,
      httpOnly: true,
      name: "a",
      path: "/app",
      sameSite: null,
      secure: true,
      session: false,
      value: "1",
    },
    { domain: "example.com", name: "b", value: "2", session: true, expirationDate: 7 },
    {
      domain: "example.com",
      value: "3",
    },
  ];
  const { cookies, problems } = parseCookieFile(JSON.stringify(extension, null, 2));
  assertEquals(cookies, [
    { ...ONE, path: "/app", isSecure: true, expiresMs: 1_893_456_000_500 },
    { ...ONE, name: "b", value: "2", isHostOnly: true },
  ]);
  assertEquals(problems.map(({ at, text }) => at + text.en), ["[2]it lacks a domain or a name"]);
  const state = { cookies: [{ ...extension[0], expires: -1, expirationDate: undefined }] };
  assertEquals(parseCookieFile(JSON.stringify(state)).cookies, [
    { ...ONE, path: "/app", isSecure: true },
  ]);
  for (const wrong of ['{"a": 1}', "[1, null]", "[ nonsense"]) {
    assertEquals(parseCookieFile(wrong).cookies, []);
    assertEquals(parseCookieFile(wrong).problems.length > 0, true);
  }
});

Deno.test("parseCookieFile names the lines that are wrong and keeps the others", () => {
  const { cookies, problems } = parseCookieFile([
    "example.com\tTRUE\t/\tFALSE\t0\ta\t1",
    "<!DOCTYPE html>",
    "example.com\tyes\t/\tFALSE\t0\ta\t1",
    "example.com\tTRUE\t/\tFALSE\ttomorrow\ta\t1",
    "example.com\tTRUE\tx\tFALSE\t0\ta\t1",
    "example.com\tTRUE\t/\tFALSE\t0\ta\t1;b",
    "example.com\tTRUE\t/\tFALSE\t0\ta\t1\t2",
    "example.com\tTRUE\t/\tFALSE\t0\tb\t2",
  ].join("\n"));
  assertEquals(cookies.map(({ name }) => name), ["a", "b"]);
  assertEquals(problems.map(({ at }) => at), [":2", ":3", ":4", ":5", ":6", ":7"]);
  assertEquals(problems[0]?.text.en, "it has 1 field separated by tabs, not 7");
  assertEquals(problems[0]?.text.zh, "用制表符分隔的字段有 1 个，应为 7 个");
});

Deno.test("parseCookieFile makes values that a header can carry", async () => {
  const { cookies } = parseCookieFile("example.com\tTRUE\t/\tFALSE\t0\ta\t你");
  const header = await new CookieJar(cookies).header(new URL("http://example.com/"), 0);
  assertEquals(new Headers({ cookie: header! }).get("cookie"), "a=\xe4\xbd\xa0");
});
