import { type Body, JS, type Row, whole } from "./row.ts";

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

/** Makes a row for a path that must not lead to any file. */
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

/** The rows on content codings, engines and paths. */
export const CONTENT_ROWS: readonly Row[] = [...CODINGS, ...ENGINES, ...PATHS];
