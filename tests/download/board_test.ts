import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { ByteRange } from "../../src/http/range.ts";
import { Board, MIN_SEGMENT_BYTES, type Segment } from "../../src/download/transfer/board.ts";
import { addRange, totalBytes } from "../../src/download/disk/byte_ranges.ts";

const MIB = MIN_SEGMENT_BYTES;

/** A step of one of the connections that share a board. */
type Step =
  | { readonly kind: "take" }
  | { readonly kind: "share"; readonly count: number }
  | {
    readonly kind: "progress" | "stop" | "takeOver";
    readonly which: number;
    readonly share: number;
  };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  fc.constant({ kind: "take" } as const),
  fc.record({ kind: fc.constant("share" as const), count: fc.nat(8) }),
  fc.record({
    kind: fc.constantFrom("progress", "progress", "progress", "stop", "takeOver"),
    which: fc.nat(),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

/** Asserts that the done, active and missing ranges are sorted and cover each byte exactly once. */
function requireTiling(board: Board, size: number): void {
  const active = [...board.active].map(({ start, end }) => ({ start, end }))
    // A segment whose bytes were all taken over is empty.
    .filter(({ start, end }) => end > start);
  const all = [...board.done, ...active, ...board.gaps()].sort((a, b) => a.start - b.start);
  let at = 0;
  for (const { start, end } of all) {
    assertEquals(start, at, JSON.stringify(all));
    assert(end >= start);
    at = end;
  }
  assertEquals(at, size);
}

/** Plays a step of one connection; a finished segment is stopped, as its reader does. */
function play(board: Board, step: Step, written: ByteRange[]): void {
  if (step.kind === "take") {
    const segment = board.take();
    if (segment) assert(segment.end > segment.start && segment.at === segment.start);
    return;
  }
  if (step.kind === "share") {
    const segments = board.share(step.count);
    assert(segments.length <= step.count);
    for (const { start, at, end } of segments) assert(end > start && at === start);
    return;
  }
  const active = [...board.active];
  const segment: Segment | undefined = active[step.which % Math.max(1, active.length)];
  if (!segment) return;
  if (step.kind === "takeOver") board.takeOver(segment);
  else if (step.kind === "stop") board.stop(segment);
  else {
    const end = segment.at + Math.ceil((segment.end - segment.at) * step.share);
    if (end > segment.at) written.push({ start: segment.at, end });
    segment.at = end;
    if (segment.at === segment.end) board.stop(segment);
  }
}

const DONE = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 5 })), { maxLength: 4 })
  .map((ranges) =>
    ranges.map(([start, length]) => ({ start: start * MIB, end: (start + length) * MIB }))
      .reduce<ByteRange[]>(addRange, [])
  );

Deno.test("law: segments cover each byte of the file exactly once, whatever the connections do", () => {
  fc.assert(
    fc.property(
      DONE,
      fc.integer({ min: 0, max: 20 * MIB }),
      fc.array(STEP, { maxLength: 60 }),
      (done, more, steps) => {
        const size = (done.at(-1)?.end ?? 0) + more;
        const board = new Board(size, done);
        const written: ByteRange[] = [];
        for (const step of steps) {
          play(board, step, written);
          requireTiling(board, size);
        }
        // No byte was fetched twice, and no byte counts as done that was not written.
        const fetched = written.reduce<ByteRange[]>(addRange, []);
        assertEquals(totalBytes(written), totalBytes(fetched));
        for (const segment of board.active) board.stop(segment);
        assertEquals(board.done, written.reduce<ByteRange[]>(addRange, [...done]));
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("law: connections that take segments until none is left finish the file", () => {
  fc.assert(fc.property(DONE, fc.integer({ min: 1, max: 20 * MIB }), (done, more) => {
    const size = (done.at(-1)?.end ?? 0) + more;
    const board = new Board(size, done);
    for (let segment; (segment = board.take()) !== undefined;) {
      segment.at = segment.end;
      board.stop(segment);
    }
    assert(board.isComplete);
  }));
});

Deno.test("law: connections that start together get equal pieces, including what the first already has", () => {
  const sizes = fc.integer({ min: 4 * MIB, max: 1000 * MIB });
  const counts = fc.integer({ min: 1, max: 40 });
  const had = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(sizes, counts, had, (size, count, share) => {
    const board = new Board(size, []);
    const first = board.start(0, size);
    first.at = Math.floor(size * share);
    board.share(count);
    requireTiling(board, size);
    const others = [...board.active].filter((segment) => segment !== first);
    const lengths = others.map(({ start, end }) => end - start);
    if (others.length === 0) return;
    assert(Math.max(...lengths) - Math.min(...lengths) <= 1);
    assert(Math.min(...lengths) >= MIB);
    // The first has no more to fetch than the others, except for rounding.
    assert(first.end - first.at <= Math.max(...lengths) + 1);
  }));
});
