/**
 * Byte ranges (RFC 9110 §14). In coplay a range runs from `start` up to, but without, `end`, as in `slice`; only
 * header texts contain the last byte's position. Numbers stay below 2^53.
 */

/** Bytes from `start` up to, but without, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** One range as the client asked for it, before the size is known (RFC 9110 §14.1.2). */
export type RangeSpec =
  | { readonly kind: "from"; readonly start: number; readonly end: number | undefined }
  | { readonly kind: "suffix"; readonly lengthBytes: number };

/** The answer to a Range request: 200, 206 or 416. */
export type ResolvedRange =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly start: number; readonly end: number }
  | { readonly kind: "unsatisfiable" };

/** A Content-Range header (RFC 9110 §14.4): of a 206, or the `bytes *\/N` of a 416. */
export type ContentRange =
  | {
    readonly kind: "part";
    readonly start: number;
    readonly end: number;
    /** The size of the whole; undefined where the server does not know it. */
    readonly sizeBytes: number | undefined;
  }
  | { readonly kind: "unsatisfiable"; readonly sizeBytes: number };

const SPEC_REGEXP = /^(\d*)-(\d*)$/;
const CONTENT_RANGE_REGEXP = /^bytes +(?:(\d+)-(\d+)|\*)\/(\d+|\*)$/i;

/** Clamps a position: one above 2^53 is beyond every file, so the result is the same. */
function clampPosition(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

function parseSpec(text: string): RangeSpec | undefined {
  const [, first = "", last = ""] = SPEC_REGEXP.exec(text) ?? [];
  if (first === "") {
    return last === "" ? undefined : { kind: "suffix", lengthBytes: clampPosition(last) };
  }
  const start = clampPosition(first);
  if (last === "") return { kind: "from", start, end: undefined };
  const lastPosition = clampPosition(last);
  if (lastPosition < start) return undefined;
  return { kind: "from", start, end: Math.min(lastPosition + 1, Number.MAX_SAFE_INTEGER) };
}

/**
 * Parses a Range header.
 *
 * @returns the ranges in the order of the header; undefined where it is malformed or its unit is not bytes, and the
 * server must ignore it (RFC 9110 §14.2)
 */
export function parseRange(header: string): RangeSpec[] | undefined {
  const [, list] = /^bytes=(.*)$/is.exec(header.trim()) ?? [];
  if (list === undefined) return undefined;
  const specs: RangeSpec[] = [];
  for (const element of list.split(",")) {
    // Empty list elements are valid and mean nothing (RFC 9110 §5.6.1.2).
    const text = element.trim();
    if (text === "") continue;
    const spec = parseSpec(text);
    if (spec === undefined) return undefined;
    specs.push(spec);
  }
  return specs.length > 0 ? specs : undefined;
}

function resolveSpec(spec: RangeSpec, sizeBytes: number): ResolvedRange {
  if (spec.kind === "suffix") {
    if (spec.lengthBytes === 0) return { kind: "unsatisfiable" };
    // A suffix of an empty file is satisfiable, but Content-Range cannot express "no bytes".
    if (sizeBytes === 0) return { kind: "whole" };
    return { kind: "part", start: Math.max(0, sizeBytes - spec.lengthBytes), end: sizeBytes };
  }
  if (spec.start >= sizeBytes) return { kind: "unsatisfiable" };
  return { kind: "part", start: spec.start, end: Math.min(spec.end ?? sizeBytes, sizeBytes) };
}

/**
 * Resolves a Range header for a representation of this size. No header, a malformed one, another unit and several
 * ranges all get the whole, which a server may always send.
 */
export function resolveRange(header: string | null | undefined, sizeBytes: number): ResolvedRange {
  const specs = header ? parseRange(header) : undefined;
  const spec = specs?.length === 1 ? specs[0] : undefined;
  return spec === undefined ? { kind: "whole" } : resolveSpec(spec, sizeBytes);
}

/** Formats a Range header for one range; without `end` it runs to the end of the file. */
export function formatRange(start: number, end?: number): string {
  return end === undefined ? `bytes=${start}-` : `bytes=${start}-${end - 1}`;
}

function parsePosition(digits: string | undefined): number | undefined {
  const value = Number(digits);
  // One below the largest safe integer, so that `end` is exact too.
  return digits !== undefined && value < Number.MAX_SAFE_INTEGER ? value : undefined;
}

/**
 * Parses a Content-Range header strictly, because it decides where bytes are written. It rejects a range that
 * contradicts itself, exceeds its size or contains a number of 2^53 or more.
 */
export function parseContentRange(header: string): ContentRange | undefined {
  const match = CONTENT_RANGE_REGEXP.exec(header.trim());
  if (match === null) return undefined;
  const [, first, last, size] = match;
  const sizeBytes = size === "*" ? undefined : parsePosition(size);
  if (size !== "*" && sizeBytes === undefined) return undefined;
  if (first === undefined) {
    return sizeBytes === undefined ? undefined : { kind: "unsatisfiable", sizeBytes };
  }
  const start = parsePosition(first);
  const lastPosition = parsePosition(last);
  if (start === undefined || lastPosition === undefined || lastPosition < start) return undefined;
  if (sizeBytes !== undefined && lastPosition >= sizeBytes) return undefined;
  return { kind: "part", start, end: lastPosition + 1, sizeBytes };
}

/** Formats a Content-Range header: `bytes 0-99/1000`, `bytes 0-99/*` or `bytes *\/1000`. */
export function formatContentRange(range: ContentRange): string {
  if (range.kind === "unsatisfiable") return `bytes */${range.sizeBytes}`;
  return `bytes ${range.start}-${range.end - 1}/${range.sizeBytes ?? "*"}`;
}
