import type { ByteRange } from "../../http/range.ts";
import { addRange, missingRanges, totalBytes } from "../disk/byte_ranges.ts";

/** A range of a file that one connection is fetching. */
export interface Segment {
  readonly start: number;
  /** The position of the next byte. */
  at: number;
  /**
   * The end of the range, exclusive; `Infinity` where the file's length is unknown. Splitting the segment lowers it.
   */
  end: number;
}

/** The smallest segment that is worth the round trip of another connection. */
export const MIN_SEGMENT_BYTES = 1 << 20;

/**
 * Divides one file's bytes among connections. Every byte of the file is in exactly one range: a done one, a segment or
 * a gap.
 */
export class Board {
  /** The size of the whole file in bytes; `null` until it is known. */
  size: number | null;
  #done: readonly ByteRange[];
  readonly #active = new Set<Segment>();

  constructor(size: number | null, done: readonly ByteRange[]) {
    this.size = size;
    this.#done = done;
  }

  /** The number of bytes that are certainly in the part file. */
  get doneBytes(): number {
    return totalBytes(this.#done);
  }

  /** The done ranges, sorted. */
  get done(): readonly ByteRange[] {
    return this.#done;
  }

  /** The segments under way. */
  get active(): ReadonlySet<Segment> {
    return this.#active;
  }

  /** Whether all bytes are done. */
  get isComplete(): boolean {
    return this.size !== null && this.#active.size === 0 &&
      missingRanges(this.#done, this.size).length === 0;
  }

  /** Starts a segment in a gap. */
  start(start: number, end: number): Segment {
    const segment = { start, at: start, end };
    this.#active.add(segment);
    return segment;
  }

  /** Marks bytes as done. */
  add(range: ByteRange): void {
    this.#done = addRange(this.#done, range);
  }

  /** Ends a segment; its remaining bytes become a gap. */
  stop(segment: Segment): void {
    this.add({ start: segment.start, end: segment.at });
    this.#active.delete(segment);
  }

  /** Takes all remaining bytes of a segment from its connection; `undefined` where none remain. */
  takeOver(segment: Segment): Segment | undefined {
    const { at, end } = segment;
    if (!this.#active.has(segment) || at >= end || end === Infinity) return undefined;
    segment.end = at;
    return this.start(at, end);
  }

  /** Takes the first gap between two positions, cut to them. */
  takeBetween(start: number, end: number): Segment | undefined {
    for (const gap of this.gaps()) {
      const [from, to] = [Math.max(start, gap.start), Math.min(end, gap.end)];
      if (from < to) return this.start(from, to);
    }
    return undefined;
  }

  /** Returns the ranges that no connection is fetching. */
  gaps(): ByteRange[] {
    if (this.size === null) return [];
    let taken = this.#done;
    for (const { start, end } of this.#active) taken = addRange(taken, { start, end });
    return missingRanges(taken, this.size);
  }

  /**
   * Takes work for a free connection: the largest gap, or the second half of the segment with the most bytes to come.
   *
   * @returns `undefined` where no remaining range is worth a connection
   */
  take(): Segment | undefined {
    const gap = largest(this.gaps());
    if (gap) return this.start(gap.start, gap.end);
    const victim = this.#longest();
    if (!victim) return undefined;
    const left = victim.end - victim.at;
    if (left < 2 * MIN_SEGMENT_BYTES) return undefined;
    const middle = victim.at + Math.ceil(left / 2);
    const end = victim.end;
    victim.end = middle;
    return this.start(middle, end);
  }

  /** Finds the segment with the most bytes to come whose end is known. */
  #longest(): Segment | undefined {
    let longest: Segment | undefined;
    for (const segment of this.#active) {
      if (!longest || segment.end - segment.at > longest.end - longest.at) longest = segment;
    }
    return longest?.end === Infinity ? undefined : longest;
  }

  /**
   * Takes the end of the segment with the most bytes to come; `undefined` where that has not several times as many
   * bytes.
   */
  takeEnd(bytes: number): Segment | undefined {
    const victim = this.#longest();
    if (!victim || victim.end - victim.at < 4 * bytes) return undefined;
    const end = victim.end;
    victim.end = end - bytes;
    return this.start(victim.end, end);
  }

  /**
   * Takes work for free connections that start together: the gaps, then equal pieces of the segment with the most bytes
   * to come. Bytes that this segment has fetched count towards its own piece, so that on a line that serves all
   * connections equally, all end together.
   *
   * @returns a segment for each connection; fewer where they would be too short
   */
  share(count: number): Segment[] {
    const segments: Segment[] = [];
    while (segments.length < count && this.gaps().length > 0) segments.push(this.take()!);
    return [...segments, ...this.#divide(count - segments.length)];
  }

  #divide(count: number): Segment[] {
    const victim = this.#longest();
    if (!victim || count < 1) return [];
    const { start, at, end } = victim;
    const even = start + Math.ceil((end - start) / (count + 1));
    const kept = even > at ? even : at + Math.ceil((end - at) / (count + 1));
    const pieces = Math.min(count, Math.floor((end - kept) / MIN_SEGMENT_BYTES));
    if (pieces < 1) return [];
    victim.end = kept;
    const cut = (piece: number) => kept + Math.floor((end - kept) * piece / pieces);
    return Array.from({ length: pieces }, (_, piece) => this.start(cut(piece), cut(piece + 1)));
  }
}

function largest(ranges: readonly ByteRange[]): ByteRange | undefined {
  let best: ByteRange | undefined;
  for (const range of ranges) {
    if (!best || range.end - range.start > best.end - best.start) best = range;
  }
  return best;
}
