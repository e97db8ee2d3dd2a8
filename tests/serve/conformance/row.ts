/** One promise of HTTP: a request and its required answer. */
export interface Row {
  /** The section of the RFC. */
  readonly section: string;
  readonly does: string;
  readonly method?: string;
  /** The path below the folder of all sites, percent-encoded as sent. */
  readonly path: string;
  /** The headers of the request; `{etag}` and `{last-modified}` stand for the values of a plain GET. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number | readonly number[];
  /** Headers that the answer must have. */
  readonly has?: Readonly<Record<string, RegExp>>;
  /** Headers that the answer must not have. */
  readonly lacks?: readonly string[];
  /** The required body: a whole file (decoded) or a part of it, nothing, or anything but a file. */
  readonly body?: Body;
}

/** The required body of an answer. */
export type Body =
  | { readonly kind: "file"; readonly path: string; readonly start?: number; readonly end?: number }
  | { readonly kind: "empty" }
  | { readonly kind: "not"; readonly text: string };

/** A picture of 1,000 bytes. */
export const PNG = "plain/data.png";
/** A script that can be compressed. */
export const JS = "plain/big.js";
/** The whole of a file. */
export const whole = (path: string): Body => ({ kind: "file", path });
/** A part of a file up to `end`, exclusive. */
export const part = (path: string, start: number, end: number): Body => ({
  kind: "file",
  path,
  start,
  end,
});
/** No body. */
export const EMPTY: Body = { kind: "empty" };
