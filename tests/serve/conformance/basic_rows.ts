import { EMPTY, PNG, type Row, whole } from "./row.ts";

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

/** Makes a row with a condition on the picture. */
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
  condition("§13.2.2", "If-Modified-Since goes before Range", {
    headers: { "if-modified-since": "{last-modified}", range: "bytes=0-0" },
    status: 304,
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

/** The rows on methods, media types and conditions. */
export const BASIC_ROWS: readonly Row[] = [...METHODS, ...TYPES, ...CONDITIONS];
