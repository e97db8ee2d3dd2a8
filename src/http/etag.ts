/**
 * Entity tags and their conditions (RFC 9110 §8.8.3 and §13.1). `@std/http/etag` makes tags, but its conditions also
 * split a list at a comma inside a tag, so the conditions are here.
 * conditions are here.
 */
import { parseHttpDate } from "./http_date.ts";

/** An entity tag; `opaque` is the text between the quotes. */
export interface EntityTag {
  readonly isWeak: boolean;
  readonly opaque: string;
}

// A tag may not contain double quotes, spaces or controls, but may contain bytes above 0x7f (RFC 9110 §8.8.3).
const TAG = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/;
const TAG_REGEXP = new RegExp(`^${TAG.source}$`);
const NEXT_TAG_REGEXP = new RegExp(`[ \\t,]*${TAG.source}[ \\t]*(?:,|$)`, "y");

/** Parses an ETag header; undefined for one without quotes, as some servers send it. */
export function parseEtag(header: string): EntityTag | undefined {
  const match = TAG_REGEXP.exec(header.trim());
  return match === null ? undefined : { isWeak: match[1] !== undefined, opaque: match[2]! };
}

/** Formats a tag as a header value. */
export function formatEtag(tag: EntityTag): string {
  return `${tag.isWeak ? "W/" : ""}"${tag.opaque}"`;
}

/** Whether two tags promise the same bytes: neither is weak (RFC 9110 §8.8.3.2). */
export function matchesStrongly(a: EntityTag, b: EntityTag): boolean {
  return !a.isWeak && !b.isWeak && a.opaque === b.opaque;
}

/** Whether two tags promise the same meaning, not the same bytes (RFC 9110 §8.8.3.2). */
export function matchesWeakly(a: EntityTag, b: EntityTag): boolean {
  return a.opaque === b.opaque;
}

/** Parses the value of If-Match or If-None-Match: `*`, or tags; undefined where malformed. */
export function parseEtagList(header: string): "*" | EntityTag[] | undefined {
  const text = header.trim();
  if (text === "*") return "*";
  const tags: EntityTag[] = [];
  NEXT_TAG_REGEXP.lastIndex = 0;
  let end = 0;
  for (let match; (match = NEXT_TAG_REGEXP.exec(text)) !== null;) {
    tags.push({ isWeak: match[1] !== undefined, opaque: match[2]! });
    end = NEXT_TAG_REGEXP.lastIndex;
  }
  const isComplete = /^[ \t,]*$/.test(text.slice(end));
  return isComplete && tags.length > 0 ? tags : undefined;
}

/**
 * Whether an If-Match condition holds (RFC 9110 §13.1.1); otherwise the answer is 412.
 *
 * @param header a malformed one does not hold, because the client's state is unknown
 * @param etag the representation's own tag, undefined where it has none
 */
export function holdsIfMatch(header: string, etag: string | undefined): boolean {
  const list = parseEtagList(header);
  if (list === "*") return true;
  const own = etag === undefined ? undefined : parseEtag(etag);
  return own !== undefined && (list ?? []).some((tag) => matchesStrongly(tag, own));
}

/**
 * Whether an If-None-Match condition holds (RFC 9110 §13.1.2); otherwise the answer is 304.
 *
 * @param header a malformed one holds, because sending the whole again is always right
 * @param etag the representation's own tag, undefined where it has none
 */
export function holdsIfNoneMatch(header: string, etag: string | undefined): boolean {
  const list = parseEtagList(header);
  if (list === "*") return false;
  const own = etag === undefined ? undefined : parseEtag(etag);
  return own === undefined || !(list ?? []).some((tag) => matchesWeakly(tag, own));
}

/** The headers that identify a version of a representation. */
export interface Validators {
  /** The ETag header. */
  readonly etag?: string | null | undefined;
  /** The Last-Modified header. */
  readonly lastModified?: string | null | undefined;
  /** The Date header of the same answer. */
  readonly date?: string | null | undefined;
}

/**
 * Whether Last-Modified is strong: a clock of whole seconds cannot tell two changes in one second apart (RFC 9110
 * §8.8.2.2).
 */
function isStrongDate(lastModifiedMs: number, date: string | null | undefined): boolean {
  if (date === null || date === undefined) return true;
  const dateMs = parseHttpDate(date);
  return dateMs === undefined || dateMs - lastModifiedMs >= 1000;
}

/**
 * Chooses the value of If-Range (RFC 9110 §13.1.5): a strong ETag, else a Last-Modified that its Date makes strong.
 * Undefined where neither proves that a later answer is of the same file.
 */
export function chooseIfRange(validators: Validators): string | undefined {
  const tag = validators.etag ? parseEtag(validators.etag) : undefined;
  if (tag !== undefined && !tag.isWeak) return formatEtag(tag);
  const lastModified = validators.lastModified?.trim();
  const lastModifiedMs = lastModified ? parseHttpDate(lastModified) : undefined;
  if (lastModifiedMs === undefined) return undefined;
  return isStrongDate(lastModifiedMs, validators.date) ? lastModified : undefined;
}

/**
 * Whether an If-Range condition holds, so that the Range header applies (RFC 9110 §13.1.5): the same strong ETag, or
 * exactly the same date.
 *
 * @param current the validators of the current representation
 */
export function holdsIfRange(header: string, current: Validators): boolean {
  const text = header.trim();
  const tag = parseEtag(text);
  if (tag !== undefined) {
    const own = current.etag ? parseEtag(current.etag) : undefined;
    return own !== undefined && matchesStrongly(tag, own);
  }
  const dateMs = parseHttpDate(text);
  if (dateMs === undefined || !current.lastModified) return false;
  return dateMs === parseHttpDate(current.lastModified) && isStrongDate(dateMs, current.date);
}
