import type { ByteRange } from "../../http/range.ts";

/** Adds a range to a sorted list of ranges that neither overlap nor touch, and joins ranges that touch. */
export function addRange(ranges: readonly ByteRange[], added: ByteRange): ByteRange[] {
  if (added.end <= added.start) return [...ranges];
  const result: ByteRange[] = [];
  let { start, end } = added;
  for (const range of ranges) {
    if (range.end < start || range.start > end) {
      result.push(range);
    } else {
      start = Math.min(start, range.start);
      end = Math.max(end, range.end);
    }
  }
  result.push({ start, end });
  return result.sort((a, b) => a.start - b.start);
}

/** Returns the parts of `[0, size)` that the ranges do not cover. */
export function missingRanges(ranges: readonly ByteRange[], sizeBytes: number): ByteRange[] {
  const missing: ByteRange[] = [];
  let at = 0;
  for (const range of ranges) {
    if (range.start > at) missing.push({ start: at, end: Math.min(range.start, sizeBytes) });
    at = Math.max(at, range.end);
  }
  if (at < sizeBytes) missing.push({ start: at, end: sizeBytes });
  return missing.filter(({ start, end }) => end > start);
}

/** Counts the bytes in a list of ranges. */
export function totalBytes(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Cuts off everything at or beyond a size. */
export function clipRanges(ranges: readonly ByteRange[], sizeBytes: number): ByteRange[] {
  return ranges
    .map(({ start, end }) => ({ start, end: Math.min(end, sizeBytes) }))
    .filter(({ start, end }) => end > start);
}
