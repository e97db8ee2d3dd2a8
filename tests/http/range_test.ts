import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type ContentRange,
  formatContentRange,
  formatRange,
  parseContentRange,
  parseRange,
  type ResolvedRange,
  resolveRange,
} from "../../src/http/range.ts";

const WHOLE: ResolvedRange = { kind: "whole" };
const UNSATISFIABLE: ResolvedRange = { kind: "unsatisfiable" };

function part(start: number, end: number): ResolvedRange {
  return { kind: "part", start, end };
}

// RFC 9110 §14.1.2 and §14.2; the file has 1000 bytes.
const RESOLVED: [header: string | null, ResolvedRange][] = [
  ["bytes=0-499", part(0, 500)],
  ["bytes=500-999", part(500, 1000)],
  ["bytes=-500", part(500, 1000)],
  ["bytes=9500-", UNSATISFIABLE],
  ["bytes=0-0", part(0, 1)],
  ["bytes=-1", part(999, 1000)],
  ["bytes=999-", part(999, 1000)],
  ["bytes=0-", part(0, 1000)],
  ["bytes=0-99999999999999999999999", part(0, 1000)],
  ["bytes=-99999999999999999999999", part(0, 1000)],
  ["bytes=1000-", UNSATISFIABLE],
  ["bytes=99999999999999999999999-", UNSATISFIABLE],
  ["bytes=-0", UNSATISFIABLE],
  ["BYTES=0-9", part(0, 10)],
  ["bytes=0-9,", part(0, 10)],
  ["bytes= ,\t0-9 ,", part(0, 10)],
  ["bytes=0-0,-1", WHOLE],
  ["bytes=5-4", WHOLE],
  ["bytes=5-4, 0-1", WHOLE],
  ["bytes=", WHOLE],
  ["bytes=,", WHOLE],
  ["bytes=-", WHOLE],
  ["bytes=a-b", WHOLE],
  ["bytes=0x0-1", WHOLE],
  ["bytes=+1-2", WHOLE],
  ["bytes=1 - 2", WHOLE],
  ["bytes = 0-1", WHOLE],
  ["bytes 0-1", WHOLE],
  ["items=0-1", WHOLE],
  ["", WHOLE],
  [null, WHOLE],
];

for (const [header, expected] of RESOLVED) {
  Deno.test(`resolveRange answers ${JSON.stringify(header)} of 1000 bytes`, () => {
    assertEquals(resolveRange(header, 1000), expected);
  });
}

Deno.test("resolveRange knows that an empty file has no part", () => {
  assertEquals(resolveRange("bytes=0-", 0), UNSATISFIABLE);
  assertEquals(resolveRange("bytes=-5", 0), WHOLE);
});

Deno.test("parseRange keeps several ranges in their order", () => {
  assertEquals(parseRange("bytes=0-1, -5, 7-"), [
    { kind: "from", start: 0, end: 2 },
    { kind: "suffix", lengthBytes: 5 },
    { kind: "from", start: 7, end: undefined },
  ]);
});

Deno.test("formatRange asks for what resolveRange then gives", () => {
  const ranges = fc.tuple(fc.nat(), fc.nat({ max: 1000 }), fc.nat({ max: 1000 }));
  fc.assert(fc.property(ranges, ([start, length, rest]) => {
    const end = start + length + 1;
    assertEquals(resolveRange(formatRange(start, end), end + rest), part(start, end));
    assertEquals(resolveRange(formatRange(start), end), part(start, end));
  }));
});

Deno.test("resolveRange never leaves the file, whatever is asked", () => {
  const position = fc.oneof(fc.constant(""), fc.bigInt({ min: 0n, max: 2n ** 80n }).map(String));
  fc.assert(fc.property(position, position, fc.nat(), (first, last, sizeBytes) => {
    const range = resolveRange(`bytes=${first}-${last}`, sizeBytes);
    if (range.kind !== "part") return true;
    return range.start >= 0 && range.start < range.end && range.end <= sizeBytes;
  }));
});

// RFC 9110 §14.4
const CONTENT_RANGES: [header: string, ContentRange | undefined][] = [
  ["bytes 42-1233/1234", { kind: "part", start: 42, end: 1234, sizeBytes: 1234 }],
  ["bytes 42-1233/*", { kind: "part", start: 42, end: 1234, sizeBytes: undefined }],
  ["bytes */1234", { kind: "unsatisfiable", sizeBytes: 1234 }],
  ["bytes */0", { kind: "unsatisfiable", sizeBytes: 0 }],
  ["Bytes 0-0/1", { kind: "part", start: 0, end: 1, sizeBytes: 1 }],
  ["bytes */*", undefined],
  ["bytes 5-4/10", undefined],
  ["bytes 0-10/10", undefined],
  ["bytes 0-9007199254740993/9007199254740999", undefined],
  ["bytes 9007199254740993-9007199254740994/*", undefined],
  ["bytes */9007199254740992", undefined],
  ["bytes=0-9/10", undefined],
  ["bytes 0-9", undefined],
  ["bytes 0-/10", undefined],
  ["bytes -9/10", undefined],
  ["bytes 0x0-0x9/10", undefined],
  ["bytes 0-9/10, bytes 0-9/10", undefined],
  ["items 0-9/10", undefined],
  ["", undefined],
];

for (const [header, expected] of CONTENT_RANGES) {
  Deno.test(`parseContentRange reads ${JSON.stringify(header)}`, () => {
    assertEquals(parseContentRange(header), expected);
  });
}

Deno.test("parseContentRange reads what formatContentRange writes", () => {
  const size = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER - 1 });
  fc.assert(
    fc.property(size, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (n, f, k) => {
      const start = Math.min(n - 1, Math.floor(n * f));
      const sizeBytes = k ? n : undefined;
      const range: ContentRange = { kind: "part", start, end: n, sizeBytes };
      assertEquals(parseContentRange(formatContentRange(range)), range);
      const missed: ContentRange = { kind: "unsatisfiable", sizeBytes: n };
      assertEquals(parseContentRange(formatContentRange(missed)), missed);
    }),
  );
});
