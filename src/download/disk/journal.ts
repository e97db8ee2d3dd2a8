import type { ByteRange } from "../../http/range.ts";
import { addRange } from "./byte_ranges.ts";
import type { Validators } from "../model/validators.ts";
import { fnv1a } from "../names/fnv1a.ts";

/** The content of a journal: which bytes the part holds, and of which state of the file. */
export interface JournalState {
  /** Identifies the URL; see {@linkcode urlSource}. */
  readonly source: string;
  readonly validators: Validators;
  /** Sorted ranges that neither overlap nor touch. */
  readonly ranges: readonly ByteRange[];
}

/** The version of the format; a journal of another version is not trusted. */
const FORMAT = 1;

/** Formats the first line of a journal. */
export function formatHeader(source: string, validators: Validators): string {
  return JSON.stringify({ coplay: FORMAT, source, ...validators }) + "\n";
}

/**
 * Computes the FNV-1a hash of a text, continuing from another text's hash. A claim is sealed with the hash of its
 * journal's first line and its own text. So a torn line, leftovers of a broken disk, or a line of another journal is
 * never taken for a claim.
 */
export function sealOf(text: string, from?: number): number {
  return fnv1a(text, from);
}

/**
 * Formats a line that claims bytes on the disk.
 *
 * @param headerSeal the seal of the journal's first line
 */
export function formatClaim({ start, end }: ByteRange, headerSeal: number): string {
  const text = `${start}-${end}`;
  return `${text} ${sealOf(text, headerSeal).toString(16)}\n`;
}

/**
 * Replays a journal up to the first damaged or incomplete line. The lines after that are not trusted: lines are only
 * ever appended, so a damaged line was the last one written.
 *
 * @returns `undefined` where even the first line cannot be trusted
 */
export function replayJournal(text: string): JournalState | undefined {
  const lines = text.split("\n");
  // The text after the last line end is an unfinished line.
  lines.pop();
  const header = parseHeader(lines[0] ?? "");
  if (!header) return undefined;
  const seal = sealOf(`${lines[0]}\n`);
  let ranges: ByteRange[] = [];
  for (const line of lines.slice(1)) {
    const claim = parseClaim(line, header.validators.size, seal);
    if (!claim) break;
    ranges = addRange(ranges, claim);
  }
  return { ...header, ranges };
}

function parseClaim(
  line: string,
  sizeBytes: number | null,
  headerSeal: number,
): ByteRange | undefined {
  const match = /^(\d{1,15})-(\d{1,15}) [0-9a-f]+$/.exec(line);
  if (!match) return undefined;
  const range = { start: Number(match[1]), end: Number(match[2]) };
  if (formatClaim(range, headerSeal) !== `${line}\n`) return undefined;
  const isInside = sizeBytes === null || range.end <= sizeBytes;
  return range.start < range.end && isInside ? range : undefined;
}

function parseHeader(line: string): Omit<JournalState, "ranges"> | undefined {
  let header: Record<string, unknown>;
  try {
    header = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof header !== "object" || header === null || header["coplay"] !== FORMAT) {
    return undefined;
  }
  const { source, etag, lastModified, mediaType, size } = header;
  const isSize = size === null || (Number.isSafeInteger(size) && Number(size) >= 0);
  if (typeof source !== "string" || !isSize) return undefined;
  const isText = (value: unknown) => value === undefined || typeof value === "string";
  if (!isText(etag) || !isText(lastModified) || !isText(mediaType)) return undefined;
  return {
    source,
    validators: {
      size: size as number | null,
      ...(etag === undefined ? {} : { etag: etag as string }),
      ...(lastModified === undefined ? {} : { lastModified: lastModified as string }),
      ...(mediaType === undefined ? {} : { mediaType: mediaType as string }),
    },
  };
}
