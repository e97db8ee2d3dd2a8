/** One promise: a request, and what the answer must be. */
export interface Row {
  /** The section that says so. */
  readonly section: string;
  readonly does: string;
  readonly method?: string;
  /** Below the folder of all sites, percent-encoded as sent. */
  readonly path: string;
  /** `{etag}` and `{last-modified}` stand for what a plain GET of the path says. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number | readonly number[];
  /** Headers the answer must have. */
  readonly has?: Readonly<Record<string, RegExp>>;
  /** Headers it must not have. */
  readonly lacks?: readonly string[];
  /** What its body must be: all or a part of a file (unpacked), nothing, or not this file. */
  readonly body?: Body;
}

/** What a body must be. */
export type Body =
  | { readonly kind: "file"; readonly path: string; readonly start?: number; readonly end?: number }
  | { readonly kind: "empty" }
  | { readonly kind: "not"; readonly text: string };

/** A picture of 1,000 bytes. */
export const PNG = "plain/data.png";
/** A script that can be packed. */
export const JS = "plain/big.js";
/** All of a file. */
export const whole = (path: string): Body => ({ kind: "file", path });
/** A part of a file, up to but without `end`. */
export const part = (path: string, start: number, end: number): Body => ({
  kind: "file",
  path,
  start,
  end,
});
/** No body. */
export const EMPTY: Body = { kind: "empty" };
