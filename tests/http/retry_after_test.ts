import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatHttpDate } from "../../src/http/http_date.ts";
import { parseRetryAfter } from "../../src/http/retry_after.ts";

const NOW_MS = Date.UTC(1999, 11, 31, 23, 59, 0);

// RFC 9110 §10.2.3
const HEADERS: [header: string, delayMs: number | undefined][] = [
  ["120", 120_000],
  ["0", 0],
  [" 5 ", 5000],
  ["Fri, 31 Dec 1999 23:59:59 GMT", 59_000],
  ["Friday, 31-Dec-99 23:59:59 GMT", 59_000],
  ["Fri, 31 Dec 1999 23:00:00 GMT", 0],
  ["99999999999999999999999999", Number.MAX_SAFE_INTEGER],
  ["-1", undefined],
  ["1.5", undefined],
  ["1e3", undefined],
  ["soon", undefined],
  ["120, 120", undefined],
  ["", undefined],
];

for (const [header, expected] of HEADERS) {
  Deno.test(`parseRetryAfter reads ${JSON.stringify(header)}`, () => {
    assertEquals(parseRetryAfter(header, NOW_MS), expected);
  });
}

Deno.test("parseRetryAfter waits as long by the date as by the seconds", () => {
  fc.assert(fc.property(fc.nat(), (seconds) => {
    const date = formatHttpDate(NOW_MS + seconds * 1000);
    assertEquals(parseRetryAfter(date, NOW_MS), parseRetryAfter(String(seconds), NOW_MS));
  }));
});
