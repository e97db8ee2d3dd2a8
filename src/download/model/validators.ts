import { chooseIfRange, formatEtag, parseEtag } from "../../http/etag.ts";
import { formatHttpDate } from "../../http/http_date.ts";

/** What tells one state of a file from another. */
export interface Validators {
  /** A strong entity tag, quotes included; weak ones prove nothing about bytes. */
  readonly etag?: string;
  /** The Last-Modified header as sent, where it is old enough to be strong. */
  readonly lastModified?: string;
  /** Bytes of the whole file; `null` where the server did not say. */
  readonly size: number | null;
  /** Its media type, without parameters. It proves nothing, but another one is another thing. */
  readonly mediaType?: string;
}

function strongEtag(headers: Headers): string | undefined {
  const tag = parseEtag(headers.get("etag") ?? "");
  return tag && !tag.isWeak ? formatEtag(tag) : undefined;
}

/** A date that is a second older than the answer; without a Date header our own clock has to do. */
function strongDate(headers: Headers, nowMs: number): string | undefined {
  return chooseIfRange({
    lastModified: headers.get("last-modified"),
    date: headers.get("date") ?? formatHttpDate(nowMs),
  });
}

/** The body's length that an answer declares, or `null`. Beside chunks a length means nothing (RFC 9112 §6.3). */
export function declaredLength(headers: Headers): number | null {
  if (headers.has("transfer-encoding")) return null;
  const text = headers.get("content-length") ?? "";
  // A length that is said twice comes as one line (RFC 9110 §8.6).
  const [length, ...others] = new Set(text.split(",").map((one) => one.trim()));
  return others.length === 0 && /^\d{1,15}$/.test(length!) ? Number(length) : null;
}

/** The media type of an answer, without parameters; empty where it has none. */
export function mediaTypeOf(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";", 1)[0]!.trim().toLowerCase();
}

/**
 * The validators of an answer.
 *
 * @param size of the whole file, where it is not the body's length
 */
export function validatorsOf(
  headers: Headers,
  nowMs: number,
  size: number | null = declaredLength(headers),
): Validators {
  const etag = strongEtag(headers);
  const lastModified = strongDate(headers, nowMs);
  const mediaType = mediaTypeOf(headers);
  return {
    size,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    ...(mediaType === "" ? {} : { mediaType }),
  };
}

/** What If-Range is asked with: the strong tag, else the date (RFC 9110 §13.1.5). */
export function ifRangeValue(known: Validators): string | undefined {
  return known.etag ?? known.lastModified;
}

/**
 * Whether an answer is no state of the file at all, but something in its place: where a file that could be proven was
 * begun, what has no proof and another media type is a page that asks for a login or says that a link has expired;
 * and so is a page of HTML in place of anything else, proof or not.
 */
export function isSomethingElse(known: Validators, now: Validators): boolean {
  if (known.mediaType === undefined || now.mediaType === undefined) return false;
  if (now.mediaType === known.mediaType) return false;
  if (now.mediaType === "text/html") return true;
  return ifRangeValue(known) !== undefined && ifRangeValue(now) === undefined;
}

/**
 * Whether an answer is about the same bytes: the validator that was asked with must come back the same, and
 * the size must agree, where both are known. Without proof the answer is no.
 */
export function isSameFile(known: Validators, now: Validators, isUnsafe: boolean): boolean {
  if (known.size !== null && now.size !== null && known.size !== now.size) return false;
  const asked = ifRangeValue(known);
  if (asked === undefined) return isUnsafe && known.size !== null && known.size === now.size;
  return asked === (known.etag === undefined ? now.lastModified : now.etag);
}
