import { EMPTY, JS, part, PNG, type Row, whole } from "./row.ts";

/** Makes a row with a range of the picture of 1,000 bytes. */
function range(
  does: string,
  header: string,
  expected: { section?: string; part?: [number, number]; status?: number | number[] },
): Row {
  const { section = "RFC 9110 §14.1.2", part: span, status } = expected;
  const base = { section, does, path: PNG, headers: { range: header } };
  if (!span) return { ...base, status: status ?? 200, ...(!status && { body: whole(PNG) }) };
  const [start, end] = span;
  return {
    ...base,
    status: 206,
    has: {
      "content-range": new RegExp(`^bytes ${start}-${end - 1}/1000$`),
      "content-length": new RegExp(`^${end - start}$`),
      "content-type": /^image\/png$/,
    },
    lacks: ["content-encoding"],
    body: part(PNG, start, end),
  };
}

/** The rows on ranges, alone and with conditions. */
export const RANGE_ROWS: readonly Row[] = [
  range("the first two bytes, as Safari asks", "bytes=0-1", { part: [0, 2] }),
  range("the first byte alone", "bytes=0-0", { part: [0, 1] }),
  range("a part in the middle", "bytes=100-299", { part: [100, 300] }),
  range("the last 500", "bytes=-500", { part: [500, 1000] }),
  range("from 990 on", "bytes=990-", { part: [990, 1000] }),
  range("an end past the file is cut", "bytes=900-9999", { part: [900, 1000] }),
  range("a suffix longer than the file is all of it", "bytes=-5000", { part: [0, 1000] }),
  {
    section: "RFC 9110 §15.5.17",
    does: "a start past the end is 416 with the size",
    path: PNG,
    headers: { range: "bytes=1000-" },
    status: 416,
    has: { "content-range": /^bytes \*\/1000$/ },
  },
  range("the last 0 bytes cannot be", "bytes=-0", { status: 416 }),
  range("another unit is ignored", "lines=1-2", { section: "RFC 9110 §14.2" }),
  range("what is no range is ignored", "bytes=a-b", { section: "RFC 9110 §14.2" }),
  range("a range turned round is ignored or refused", "bytes=5-2", { status: [200, 416] }),
  range("several ranges get the whole or several parts", "bytes=0-1,5-6", {
    section: "RFC 9110 §14.2",
    status: [200, 206],
  }),
  {
    section: "RFC 9110 §14.2",
    does: "HEAD has no ranges",
    method: "HEAD",
    path: PNG,
    headers: { range: "bytes=0-1" },
    status: 200,
    has: { "content-length": /^1000$/ },
    body: EMPTY,
  },
  {
    section: "RFC 9110 §13.1.5",
    does: "If-Range with the tag gets the part",
    path: PNG,
    headers: { range: "bytes=0-1", "if-range": "{etag}" },
    status: 206,
    body: part(PNG, 0, 2),
  },
  {
    section: "RFC 9110 §13.1.5",
    does: "If-Range with another tag gets the whole",
    path: PNG,
    headers: { range: "bytes=0-1", "if-range": '"other"' },
    status: 200,
    body: whole(PNG),
  },
  {
    section: "RFC 9110 §13.1.5",
    does: "If-Range with a weak tag gets the whole",
    path: PNG,
    headers: { range: "bytes=0-1", "if-range": "W/{etag}" },
    status: 200,
    body: whole(PNG),
  },
  {
    section: "RFC 9110 §13.1.5",
    does: "If-Range with the date gets the part",
    path: PNG,
    headers: { range: "bytes=0-1", "if-range": "{last-modified}" },
    status: 206,
    body: part(PNG, 0, 2),
  },
  {
    section: "RFC 9110 §13.2.2",
    does: "If-None-Match goes before Range",
    path: PNG,
    headers: { range: "bytes=0-1", "if-none-match": "{etag}" },
    status: 304,
    body: EMPTY,
  },
  {
    section: "RFC 9110 §14.2",
    does: "a range is of the plain bytes, whatever codings are taken",
    path: JS,
    headers: { range: "bytes=10-19", "accept-encoding": "br, gzip" },
    status: 206,
    lacks: ["content-encoding"],
    body: part(JS, 10, 20),
  },
];
