import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { ByteRange } from "../../src/http/range.ts";
import {
  formatClaim,
  formatHeader,
  replayJournal,
  sealOf,
} from "../../src/download/disk/journal.ts";
import { addRange, missingRanges, totalBytes } from "../../src/download/disk/byte_ranges.ts";

const SIZE = 1_000_000;
const HEADER = formatHeader("https://h.example/a", { size: SIZE, etag: '"é\\"' });
const SEAL = sealOf(HEADER);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const RANGE: fc.Arbitrary<ByteRange> = fc.tuple(
  fc.nat(SIZE - 1),
  fc.integer({ min: 1, max: 90_000 }),
)
  .map(([start, length]) => ({ start, end: Math.min(SIZE, start + length) }));
const CLAIMS = fc.array(RANGE, { maxLength: 30 });
/** The text that a broken disk or another program may leave after the last valid line. */
const GARBAGE = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."0123456789- \nabcdef"), maxLength: 60 }),
  fc.tuple(fc.nat(SIZE), fc.nat(SIZE)).map(([a, b]) => `\n${a}-${b}\n`),
  fc.tuple(fc.nat(SIZE), fc.nat(SIZE), fc.nat()).map(([a, b, seal]) =>
    `${a}-${b} ${seal.toString(16)}\n`
  ),
  fc.constant("\0".repeat(4096)),
);

/** Writes a journal. @returns its bytes, and the position where each line begins */
function writeJournal(claims: readonly ByteRange[]): { bytes: Uint8Array; starts: number[] } {
  const starts: number[] = [];
  let text = HEADER;
  for (const claim of claims) {
    starts.push(encoder.encode(text).length);
    text += formatClaim(claim, SEAL);
  }
  return { bytes: encoder.encode(text), starts };
}

/** Whether the first ranges lie within the second. */
function isWithin(inner: readonly ByteRange[], outer: readonly ByteRange[]): boolean {
  return inner.every((range) =>
    outer.some(({ start, end }) => start <= range.start && range.end <= end)
  );
}

Deno.test("law: any prefix of a journal, with anything behind it, claims only bytes on disk", () => {
  fc.assert(
    fc.property(CLAIMS, fc.nat(), GARBAGE, (claims, cut, garbage) => {
      const { bytes, starts } = writeJournal(claims);
      const kept = bytes.subarray(0, cut % (bytes.length + 1));
      const state = replayJournal(decoder.decode(kept) + garbage);
      if (state === undefined) return;
      assertEquals([state.source, state.validators.size], ["https://h.example/a", SIZE]);
      // A line is written after its bytes, so the bytes of an unfinished line are on disk.
      const onDisk = claims.slice(0, starts.filter((start) => start < kept.length).length)
        .reduce<ByteRange[]>(addRange, []);
      assert(isWithin(state.ranges, onDisk), JSON.stringify({ state, onDisk }));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("law: a whole journal proves all claims", () => {
  fc.assert(fc.property(CLAIMS, (claims) => {
    const { bytes } = writeJournal(claims);
    const expected = claims.reduce<ByteRange[]>(addRange, []);
    assertEquals(replayJournal(decoder.decode(bytes))?.ranges, expected);
  }));
});

Deno.test("law: a claim of one journal means nothing in another", () => {
  fc.assert(fc.property(RANGE, fc.webUrl(), (range, source) => {
    const other = formatHeader(source, { size: SIZE, etag: '"b"' });
    assertEquals(replayJournal(other + formatClaim(range, SEAL))?.ranges, []);
  }));
});

Deno.test("law: ranges and the missing ranges together cover each byte of the file once", () => {
  fc.assert(fc.property(CLAIMS, (claims) => {
    const done = claims.reduce<ByteRange[]>(addRange, []);
    const all = [...done, ...missingRanges(done, SIZE)].sort((a, b) => a.start - b.start);
    let at = 0;
    for (const { start, end } of all) {
      assertEquals(start, at);
      assert(end > start);
      at = end;
    }
    assertEquals([at, totalBytes(all)], [SIZE, SIZE]);
  }));
});
