import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatHttpDate, parseHttpDate } from "../../src/http/http_date.ts";

const NOW_MS = Date.UTC(2026, 0, 1);
const EXAMPLE_MS = Date.UTC(1994, 10, 6, 8, 49, 37);

// RFC 9110 §5.6.7
const DATES: [text: string, timeMs: number | undefined][] = [
  ["Sun, 06 Nov 1994 08:49:37 GMT", EXAMPLE_MS],
  ["Sunday, 06-Nov-94 08:49:37 GMT", EXAMPLE_MS],
  ["Sun Nov  6 08:49:37 1994", EXAMPLE_MS],
  ["Wed Nov 16 08:49:37 1994", EXAMPLE_MS + 10 * 86_400_000],
  ["Sat, 31 Dec 2016 23:59:60 GMT", Date.UTC(2017, 0, 1)],
  ["Thu, 29 Feb 2024 00:00:00 GMT", Date.UTC(2024, 1, 29)],
  ["Mon, 06 Nov 1994 08:49:37 GMT", undefined],
  ["Sun, 6 Nov 1994 08:49:37 GMT", undefined],
  ["Sun, 06 Nov 1994 08:49:37 UTC", undefined],
  ["Sun, 06 Nov 1994 08:49:37 +0000", undefined],
  ["Sun, 06 Nov 1994 08:49:37", undefined],
  ["Sun, 06 Nov 1994 24:00:00 GMT", undefined],
  ["Sun, 06 Nov 1994 08:60:00 GMT", undefined],
  ["Sun, 06 Foo 1994 08:49:37 GMT", undefined],
  ["Thu, 30 Feb 2023 00:00:00 GMT", undefined],
  ["sun, 06 nov 1994 08:49:37 gmt", undefined],
  ["1994-11-06T08:49:37Z", undefined],
  ["784111777", undefined],
  ["", undefined],
];

for (const [text, expected] of DATES) {
  Deno.test(`parseHttpDate reads ${JSON.stringify(text)}`, () => {
    assertEquals(parseHttpDate(text, NOW_MS), expected);
  });
}

Deno.test("parseHttpDate takes two digits for the year at most 50 years ahead", () => {
  assertEquals(parseHttpDate("Wednesday, 01-Jan-76 00:00:00 GMT", NOW_MS), Date.UTC(2076, 0, 1));
  assertEquals(parseHttpDate("Saturday, 01-Jan-77 00:00:00 GMT", NOW_MS), Date.UTC(1977, 0, 1));
});

Deno.test("parseHttpDate reads what formatHttpDate writes, to the second", () => {
  const time = fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59Z"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(time, (date) => {
    const timeMs = Math.floor(date.getTime() / 1000) * 1000;
    assertEquals(parseHttpDate(formatHttpDate(timeMs)), timeMs);
  }));
});
