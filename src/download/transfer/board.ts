import type { ByteRange } from "../../http/range.ts";
import { addRange, missingRanges, totalBytes } from "../disk/byte_ranges.ts";

/** A stretch of a file that one connection is fetching. */
export interface Segment {
  readonly start: number;
  /** The next byte to come. */
  at: number;
  /** Where it ends, exclusive; `Infinity` where the file's length is unknown. Splitting moves it forward. */
  end: number;
}

/** A stretch shorter than twice this is not worth another connection's round trip. */
export const MIN_SEGMENT_BYTES = 1 << 20;

/**
 * Who fetches which bytes of one file. The stretches done, those being fetched and those missing always tile
 * the file exactly once.
 */
export class Board {
  /** Bytes of the whole file; `null` until the end has been seen. */
  size: number | null;
  #done: readonly ByteRange[];
  readonly #active = new Set<Segment>();

  constructor(size: number | null, done: readonly ByteRange[]) {
    this.size = size;
    this.#done = done;
  }

  /** Bytes that are in the part file for sure. */
  get doneBytes(): number {
    return totalBytes(this.#done);
  }

  /** What is done, sorted. */
  get done(): readonly ByteRange[] {
    return this.#done;
  }

  /** Segments under way. */
  get active(): ReadonlySet<Segment> {
    return this.#active;
  }

  /** Whether every byte is there. */
  get isComplete(): boolean {
    return this.size !== null && this.#active.size === 0 &&
      missingRanges(this.#done, this.size).length === 0;
  }

  /** Starts a segment at a place that nobody fetches. */
  start(start: number, end: number): Segment {
    const segment = { start, at: start, end };
    this.#active.add(segment);
    return segment;
  }

  /** Counts bytes as done. */
  add(range: ByteRange): void {
    this.#done = addRange(this.#done, range);
  }

  /** Ends a segment; what it did not reach is missing again. */
  stop(segment: Segment): void {
    this.add({ start: segment.start, end: segment.at });
    this.#active.delete(segment);
  }

  /** Takes all that is still to come of a segment from whoever fetches it; `undefined` where that is nothing. */
  takeOver(segment: Segment): Segment | undefined {
    const { at, end } = segment;
    if (!this.#active.has(segment) || at >= end || end === Infinity) return undefined;
    segment.end = at;
    return this.start(at, end);
  }

  /** The first gap between two places, as far as it lies there. */
  takeBetween(start: number, end: number): Segment | undefined {
    for (const gap of this.gaps()) {
      const [from, to] = [Math.max(start, gap.start), Math.min(end, gap.end)];
      if (from < to) return this.start(from, to);
    }
    return undefined;
  }

  /** Gaps that nobody is fetching. */
  gaps(): ByteRange[] {
    if (this.size === null) return [];
    let taken = this.#done;
    for (const { start, end } of this.#active) taken = addRange(taken, { start, end });
    return missingRanges(taken, this.size);
  }

  /**
   * Work for a free connection: the largest gap, else the second half of the largest stretch still to come.
   *
   * @returns `undefined` where nothing is left that is worth a connection
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

  /** The stretch under way with the most still to come, where its end is known. */
  #longest(): Segment | undefined {
    let longest: Segment | undefined;
    for (const segment of this.#active) {
      if (!longest || segment.end - segment.at > longest.end - longest.at) longest = segment;
    }
    return longest?.end === Infinity ? undefined : longest;
  }

  /** The end of the largest stretch still to come; `undefined` where that is not several times as long. */
  takeEnd(bytes: number): Segment | undefined {
    const victim = this.#longest();
    if (!victim || victim.end - victim.at < 4 * bytes) return undefined;
    const end = victim.end;
    victim.end = end - bytes;
    return this.start(victim.end, end);
  }

  /**
   * Work for free connections that begin together: the gaps, then even pieces of the largest stretch. What that
   * has already counts as of its piece, so that on a line that gives each connection the same all end together.
   *
   * @returns a segment a connection; fewer where they would be too short
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
