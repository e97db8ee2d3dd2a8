import { crc32 } from "node:zlib";
import zlib from "node:zlib";
import type { Tree } from "./host_fixture.ts";

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

type Body =
  | { readonly kind: "file"; readonly path: string; readonly start?: number; readonly end?: number }
  | { readonly kind: "empty" }
  | { readonly kind: "not"; readonly text: string };

/** Bytes that cannot be packed, the same in every run. */
export function noise(sizeBytes: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  let state = seed;
  for (let at = 0; at < sizeBytes; at++) {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    bytes[at] = state >> 16;
  }
  return bytes;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

const SCRIPT = "export function step(state) { return { ...state, tick: state.tick + 1 }; }\n";
/** The eight bytes that every WebAssembly module begins with. */
const WASM_HEAD = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const WASM = new Uint8Array([...WASM_HEAD, ...new Array(20_000).fill(0)]);

/** Three sites: a plain one, a Unity export in Brotli, a Godot 3 export that unpacks for itself. */
export const SITES: Tree = {
  "plain/index.html": "<!doctype html><title>plain</title><p>甲</p>",
  "plain/sub/index.html": "<!doctype html><title>sub</title>",
  "plain/data.png": noise(1000),
  "plain/clip.mp4": noise(5000, 2),
  "plain/big.js": SCRIPT.repeat(300),
  "plain/app.mjs": SCRIPT,
  "plain/engine.wasm": WASM,
  "plain/app.webmanifest": "{}",
  "plain/sound.opus": noise(300, 3),
  "plain/model.glb": noise(300, 4),
  "plain/empty.txt": "",
  "plain/with space+plus.txt": "space",
  "plain/图片/角色.txt": "角色",
  "plain/100%.txt": "percent",
  "plain/.env": "SECRET=1",
  "plain/.git/config": "SECRET=2",
  "unity/index.html": "<title>U</title><script src='Build/g.loader.js'></script>",
  "unity/Build/g.loader.js": "function createUnityInstance() {}",
  "unity/Build/g.wasm.br": brotli(WASM),
  "unity/Build/g.data.gz": gzip(bytesOf(SCRIPT.repeat(50))),
  "unity/Build/g.framework.js.br": brotli(bytesOf(SCRIPT)),
  "godot3/index.html": "<title>G</title><script src='pako_inflate.min.js'></script>",
  "godot3/index.js": "var Engine = 1;",
  "godot3/pako_inflate.min.js": "var pako = 1;",
  "godot3/index.wasm.gz": gzip(WASM),
};

/** What the packed files hold. */
export const UNPACKED: Readonly<Record<string, Uint8Array>> = {
  "unity/Build/g.wasm.br": WASM,
  "unity/Build/g.data.gz": bytesOf(SCRIPT.repeat(50)),
  "unity/Build/g.framework.js.br": bytesOf(SCRIPT),
};

function brotli(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zlib.brotliCompressSync(bytes));
}

function gzip(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zlib.gzipSync(bytes));
}

const PNG = "plain/data.png";
const JS = "plain/big.js";
const whole = (path: string): Body => ({ kind: "file", path });
const part = (path: string, start: number, end: number): Body => ({
  kind: "file",
  path,
  start,
  end,
});
const EMPTY: Body = { kind: "empty" };

/** A row about a range of the picture of 1,000 bytes. */
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

const METHODS: readonly Row[] = [
  {
    section: "RFC 9110 §9.3.1",
    does: "GET gets the whole file with its length",
    path: PNG,
    status: 200,
    has: { "content-length": /^1000$/, "content-type": /^image\/png$/ },
    body: whole(PNG),
  },
  {
    section: "RFC 9110 §9.3.2",
    does: "HEAD gets the headers of GET and no body",
    method: "HEAD",
    path: PNG,
    status: 200,
    has: { "content-length": /^1000$/, "content-type": /^image\/png$/, "etag": /./ },
    body: EMPTY,
  },
  {
    section: "RFC 9110 §15.5.6",
    does: "POST is refused with the methods there are",
    method: "POST",
    path: PNG,
    status: 405,
    has: { allow: /GET.*HEAD|HEAD.*GET/ },
  },
  {
    section: "RFC 9110 §15.5.6",
    does: "DELETE is refused",
    method: "DELETE",
    path: PNG,
    status: 405,
    has: { allow: /GET/ },
  },
  {
    section: "RFC 9110 §8.6",
    does: "an empty file has length 0",
    path: "plain/empty.txt",
    status: 200,
    has: { "content-length": /^0$/ },
    body: EMPTY,
  },
];

function type(path: string, pattern: RegExp, does: string): Row {
  return { section: "RFC 9110 §8.3", does, path, status: 200, has: { "content-type": pattern } };
}

const TYPES: readonly Row[] = [
  type("plain/app.mjs", /^(?:text|application)\/javascript\b/, ".mjs is a script"),
  type("plain/engine.wasm", /^application\/wasm$/, ".wasm is application/wasm exactly"),
  type("plain/app.webmanifest", /^application\/manifest\+json\b/, ".webmanifest is a manifest"),
  type("plain/sound.opus", /^audio\/(?:ogg|opus)$/, ".opus is audio"),
  type("plain/model.glb", /^model\/gltf-binary$/, ".glb is a model"),
  type("plain/index.html", /^text\/html; *charset=utf-8$/i, "a page in UTF-8 says so"),
  {
    section: "Fetch §3.6",
    does: "types are not to be guessed",
    path: PNG,
    status: 200,
    has: { "x-content-type-options": /^nosniff$/ },
  },
];

/** A row about a condition on the picture. */
function condition(
  section: string,
  does: string,
  expected: { headers: Row["headers"]; status: number },
): Row {
  const { headers = {}, status } = expected;
  const body = status === 200 ? whole(PNG) : status === 304 ? EMPTY : undefined;
  return {
    section: `RFC 9110 ${section}`,
    does,
    path: PNG,
    headers,
    status,
    ...(body && { body }),
  };
}

const OLD = "Sat, 01 Jan 2000 00:00:00 GMT";

const CONDITIONS: readonly Row[] = [
  {
    section: "RFC 9110 §8.8.3",
    does: "a file has a strong tag",
    path: PNG,
    status: 200,
    has: { etag: /^"[^"]+"$/ },
  },
  {
    section: "RFC 9110 §8.8.2",
    does: "a file has its date",
    path: PNG,
    status: 200,
    has: { "last-modified": /GMT$/ },
  },
  {
    section: "RFC 9110 §15.4.5",
    does: "304 repeats the tag and has no content headers",
    path: PNG,
    headers: { "if-none-match": "{etag}" },
    status: 304,
    has: { etag: /"/ },
    lacks: ["content-type", "content-encoding"],
    body: EMPTY,
  },
  condition("§13.1.2", "If-None-Match finds the tag in a list", {
    headers: { "if-none-match": '"a,b" , "x",{etag}' },
    status: 304,
  }),
  condition("§13.1.2", "If-None-Match: * is met by any", {
    headers: { "if-none-match": "*" },
    status: 304,
  }),
  condition("§13.1.2", "If-None-Match compares weakly", {
    headers: { "if-none-match": "W/{etag}" },
    status: 304,
  }),
  condition("§13.1.2", "If-None-Match with another tag gets the file", {
    headers: { "if-none-match": '"other"' },
    status: 200,
  }),
  condition("§13.1.3", "If-Modified-Since with the file's date", {
    headers: { "if-modified-since": "{last-modified}" },
    status: 304,
  }),
  condition("§13.1.3", "If-Modified-Since with an older date", {
    headers: { "if-modified-since": OLD },
    status: 200,
  }),
  condition("§13.1.3", "If-Modified-Since that is no date is ignored", {
    headers: { "if-modified-since": "yesterday" },
    status: 200,
  }),
  condition("§13.2.2", "If-None-Match goes before If-Modified-Since", {
    headers: { "if-none-match": '"other"', "if-modified-since": "{last-modified}" },
    status: 200,
  }),
  condition("§13.1.1", "If-Match with another tag fails", {
    headers: { "if-match": '"other"' },
    status: 412,
  }),
  condition("§13.1.1", "If-Match: * holds", { headers: { "if-match": "*" }, status: 200 }),
  condition("§13.1.4", "If-Unmodified-Since with an older date fails", {
    headers: { "if-unmodified-since": OLD },
    status: 412,
  }),
];

const RANGES: readonly Row[] = [
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

const CODINGS: readonly Row[] = [
  {
    section: "RFC 9110 §12.5.3",
    does: "text is packed for who takes gzip, and says that it varies",
    path: JS,
    headers: { "accept-encoding": "gzip" },
    status: 200,
    has: { "content-encoding": /^gzip$/, vary: /accept-encoding/i },
    body: whole(JS),
  },
  {
    section: "RFC 9110 §12.5.3",
    does: "WebAssembly is packed too",
    path: "plain/engine.wasm",
    headers: { "accept-encoding": "gzip, deflate" },
    status: 200,
    has: { "content-encoding": /^gzip$/, vary: /accept-encoding/i },
    body: whole("plain/engine.wasm"),
  },
  {
    section: "RFC 9110 §12.5.3",
    does: "gzip;q=0 refuses gzip",
    path: JS,
    headers: { "accept-encoding": "gzip;q=0, identity" },
    status: 200,
    lacks: ["content-encoding"],
    body: whole(JS),
  },
  {
    section: "RFC 9110 §12.4.2",
    does: "the coding with the greater weight is sent",
    path: JS,
    headers: { "accept-encoding": "br;q=0.2, gzip;q=0.9" },
    status: 200,
    has: { "content-encoding": /^gzip$/ },
    body: whole(JS),
  },
  {
    section: "RFC 9110 §12.5.5",
    does: "the plain answer says that it varies",
    path: JS,
    headers: { "accept-encoding": "identity" },
    status: 200,
    has: { vary: /accept-encoding/i },
    lacks: ["content-encoding"],
    body: whole(JS),
  },
  {
    section: "RFC 9110 §8.8.3.3",
    does: "the packed form has a tag of its own",
    path: JS,
    headers: { "accept-encoding": "gzip", "if-none-match": "{etag}-not" },
    status: 200,
    has: { etag: /^"[^"]+"$/, "content-encoding": /./ },
  },
  {
    section: "RFC 9110 §8.4",
    does: "video is never packed",
    path: "plain/clip.mp4",
    headers: { "accept-encoding": "br, zstd, gzip" },
    status: 200,
    lacks: ["content-encoding"],
    body: whole("plain/clip.mp4"),
  },
];

const ENGINES: readonly Row[] = [
  {
    section: "RFC 9110 §8.4",
    does: "Unity's .wasm.br is WebAssembly in Brotli",
    path: "unity/Build/g.wasm.br",
    headers: { "accept-encoding": "gzip, deflate, br" },
    status: 200,
    has: { "content-encoding": /^br$/, "content-type": /^application\/wasm$/ },
    body: whole("unity/Build/g.wasm.br"),
  },
  {
    section: "RFC 9110 §12.5.3",
    does: "Unity's .wasm.br on plain http, where no browser takes Brotli",
    path: "unity/Build/g.wasm.br",
    headers: { "accept-encoding": "gzip, deflate" },
    status: 200,
    has: { "content-type": /^application\/wasm$/ },
    body: whole("unity/Build/g.wasm.br"),
  },
  {
    section: "RFC 9110 §8.4",
    does: "Unity's .data.gz is data in gzip",
    path: "unity/Build/g.data.gz",
    headers: { "accept-encoding": "gzip, deflate" },
    status: 200,
    has: { "content-encoding": /^gzip$/, "content-type": /^application\/octet-stream$/ },
    body: whole("unity/Build/g.data.gz"),
  },
  {
    section: "RFC 9110 §8.4",
    does: "Godot 3's .wasm.gz is left alone, as its own script unpacks it",
    path: "godot3/index.wasm.gz",
    headers: { "accept-encoding": "gzip" },
    status: 200,
    lacks: ["content-encoding"],
    body: whole("godot3/index.wasm.gz"),
  },
];

/** A path behind which nothing may be found. */
function closed(does: string, path: string, section = "RFC 9110 §17.3"): Row {
  const body: Body = { kind: "not", text: "SECRET" };
  return { section, does, path, status: [400, 403, 404], body };
}

const PATHS: readonly Row[] = [
  {
    section: "RFC 3986 §5.2",
    does: "a folder without its slash redirects and keeps the query",
    path: "plain/sub?x=1",
    status: [301, 302, 307, 308],
    has: { location: /\/plain\/sub\/\?x=1$/ },
  },
  {
    section: "RFC 9110 §15.5.5",
    does: "a missing .wasm is 404, not a page",
    path: "plain/missing.wasm",
    status: 404,
  },
  {
    section: "RFC 3986 §2.1",
    does: "a space in a name; a plus is a plus",
    path: "plain/with%20space+plus.txt",
    status: 200,
    body: whole("plain/with space+plus.txt"),
  },
  {
    section: "RFC 3986 §2.5",
    does: "Chinese names",
    path: "plain/%E5%9B%BE%E7%89%87/%E8%A7%92%E8%89%B2.txt",
    status: 200,
    body: whole("plain/图片/角色.txt"),
  },
  {
    section: "RFC 3986 §2.4",
    does: "a percent sign in a name",
    path: "plain/100%25.txt",
    status: 200,
    body: whole("plain/100%.txt"),
  },
  closed("a dot file", "plain/.env"),
  closed("a file in a dot folder", "plain/.git/config"),
  closed("a link that leads outside", "plain/link.txt"),
  closed("dots in percent form", "plain/%2e%2e/%2e%2e/outside.txt", "RFC 3986 §2.4"),
  closed("dots and slash in percent form", "plain/..%2f..%2foutside.txt", "RFC 3986 §2.4"),
  closed("dots in double percent form", "plain/%252e%252e/%252e%252e/outside.txt", "RFC 3986 §2.4"),
  closed("backslashes", "plain/..%5c..%5coutside.txt"),
  closed("NUL", "plain/index.html%00.txt"),
];

/** Every row. */
export const ROWS: readonly Row[] = [
  ...METHODS,
  ...TYPES,
  ...CONDITIONS,
  ...RANGES,
  ...CODINGS,
  ...ENGINES,
  ...PATHS,
];

/** An answer as it came, nothing unpacked. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Sends a request as it is written. */
export type Send = (
  request: { method: string; path: string; headers: Record<string, string> },
) => Promise<RawAnswer>;

/** What is wrong with the answer to a row; undefined where it is right. */
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
