import { chooseIfRange, formatEtag, parseEtag } from "../../http/etag.ts";
import { formatHttpDate } from "../../http/http_date.ts";

/** The validators that tell one version of a file from another. */
export interface Validators {
  /** A strong entity tag, quotes included; weak ones prove nothing about bytes. */
  readonly etag?: string;
  /** The Last-Modified header as sent, if it is old enough to be strong. */
  readonly lastModified?: string;
  /** The size of the whole file in bytes; null where the server did not state it. */
  readonly size: number | null;
  /** The media type without parameters. An equal one proves nothing, but another one is another file. */
  readonly mediaType?: string;
}

function strongEtag(headers: Headers): string | undefined {
  const tag = parseEtag(headers.get("etag") ?? "");
  return tag && !tag.isWeak ? formatEtag(tag) : undefined;
}

/** Returns a date at least a second older than the answer; without a Date header, our own clock decides. */
function strongDate(headers: Headers, nowMs: number): string | undefined {
  return chooseIfRange({
    lastModified: headers.get("last-modified"),
    date: headers.get("date") ?? formatHttpDate(nowMs),
  });
}

const LENGTH_REGEXP = /^\d{1,15}$/;

/**
 * Returns the length of the body that an answer declares, or null. With chunked coding Content-Length means nothing
 * (RFC 9112 §6.3).
 */
export function declaredLength(headers: Headers): number | null {
  if (headers.has("transfer-encoding")) return null;
  const text = headers.get("content-length") ?? "";
  if (LENGTH_REGEXP.test(text)) return Number(text);
  // A repeated Content-Length arrives as one line (RFC 9110 §8.6).
  const [length, ...others] = new Set(text.split(",").map((one) => one.trim()));
  return others.length === 0 && LENGTH_REGEXP.test(length!) ? Number(length) : null;
}

/** Returns an answer's media type without parameters; empty where it has none. */
export function mediaTypeOf(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";", 1)[0]!.trim().toLowerCase();
}

/**
 * Reads the validators of an answer.
 *
 * @param size the size of the whole file, where it is not the body's length
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

/** Returns the value of If-Range: the strong tag, else the date (RFC 9110 §13.1.5). */
export function ifRangeValue(known: Validators): string | undefined {
  return known.etag ?? known.lastModified;
}

/**
 * Whether an answer is no version of the file but a page in its place, such as one that asks for a login or says
 * that a link has expired: an answer without validators and with another media type, where the file had validators,
 * or HTML in place of anything else.
 */
export function isSomethingElse(known: Validators, now: Validators): boolean {
  if (known.mediaType === undefined || now.mediaType === undefined) return false;
  if (now.mediaType === known.mediaType) return false;
  if (now.mediaType === "text/html") return true;
  return ifRangeValue(known) !== undefined && ifRangeValue(now) === undefined;
}

/**
 * Whether an answer is of the same bytes: the validator of the request must come back unchanged, and the size must
 * agree where both are known. Without such proof it is not.
 */
export function isSameFile(known: Validators, now: Validators, isUnsafe: boolean): boolean {
  if (known.size !== null && now.size !== null && known.size !== now.size) return false;
  const asked = ifRangeValue(known);
  if (asked === undefined) return isUnsafe && known.size !== null && known.size === now.size;
  return asked === (known.etag === undefined ? now.lastModified : now.etag);
}
