import { crc32 } from "node:zlib";
import zlib from "node:zlib";
import { BASIC_ROWS } from "./basic_rows.ts";
import { CONTENT_ROWS } from "./content_rows.ts";
import { RANGE_ROWS } from "./range_rows.ts";
import type { Row } from "./row.ts";
import { bytesOf, SITES, UNPACKED } from "./sites.ts";

/** All rows. */
export const ROWS: readonly Row[] = [...BASIC_ROWS, ...RANGE_ROWS, ...CONTENT_ROWS];

/** An answer as it arrived, without decoding. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Sends a request exactly as given. */
export type Send = (
  request: { method: string; path: string; headers: Record<string, string> },
) => Promise<RawAnswer>;

/** Returns what is wrong with the answer to a row; undefined where it is right. */
export async function judgeRow(row: Row, send: Send): Promise<string | undefined> {
  const { method = "GET", path } = row;
  const plain = await send({ method: "GET", path, headers: {} });
  const headers = Object.fromEntries(
    Object.entries(row.headers ?? {}).map(([name, value]) =>
      [name, value.replace(/\{(.+?)\}/, (_, said) => plain.headers.get(said) ?? '"none"')] as const
    ),
  );
  const answer = await send({ method, path, headers });
  const wanted = [row.status].flat();
  if (!wanted.includes(answer.status)) return `${answer.status}, not ${wanted.join(" or ")}`;
  return judgeHeaders(row, answer) ?? judgeBody(row, answer, headers["accept-encoding"]);
}

function judgeHeaders(row: Row, { headers }: RawAnswer): string | undefined {
  for (const [name, pattern] of Object.entries(row.has ?? {})) {
    const value = headers.get(name);
    if (value === null) return `no ${name}`;
    if (!pattern.test(value)) return `${name}: ${value}`;
  }
  for (const name of row.lacks ?? []) {
    if (headers.has(name)) return `${name}: ${headers.get(name)}`;
  }
  return undefined;
}

function judgeBody(row: Row, answer: RawAnswer, accepted = ""): string | undefined {
  const { body } = row;
  if (!body) return undefined;
  if (body.kind === "empty") return answer.body.length === 0 ? undefined : "has a body";
  if (body.kind === "not") {
    return new TextDecoder().decode(answer.body).includes(body.text) ? "leaks" : undefined;
  }
  const encoding = answer.headers.get("content-encoding");
  if (encoding && !accepted.includes(encoding)) return `sends ${encoding}, which was not offered`;
  const decoded = decode(answer.body, encoding);
  const wanted = contentOf(body.path, encoding !== null || body.path.startsWith("unity/"))
    .subarray(body.start, body.end);
  return crc32(decoded) === crc32(wanted) && decoded.length === wanted.length
    ? undefined
    : `other bytes (${decoded.length}, not ${wanted.length})`;
}

function contentOf(path: string, isUnpacked: boolean): Uint8Array {
  const unpacked = UNPACKED[path];
  if (isUnpacked && unpacked) return unpacked;
  const content = SITES[path];
  return content instanceof Uint8Array ? content : bytesOf(content as string);
}

function decode(bytes: Uint8Array, encoding: string | null): Uint8Array {
  switch (encoding) {
    case "br":
      return zlib.brotliDecompressSync(bytes);
    case "zstd":
      return zlib.zstdDecompressSync(bytes);
    case "gzip":
      return zlib.gunzipSync(bytes);
    default:
      return bytes;
  }
}
