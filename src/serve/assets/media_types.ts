import mime from "mime";

const BINARY = "application/octet-stream";

/** Media types by extension that games use and common tables lack or get wrong. */
const GAME_TYPES: Readonly<Record<string, string>> = {
  // A module in any other type is refused by the browser.
  js: "text/javascript",
  mjs: "text/javascript",
  cjs: "text/javascript",
  ts: "text/javascript",
  mts: "text/javascript",
  wasm: "application/wasm",
  json: "application/json",
  map: "application/json",
  scon: "application/json",
  webmanifest: "application/manifest+json",
  appcache: "text/cache-manifest",
  glb: "model/gltf-binary",
  gltf: "model/gltf+json",
  ktx: "image/ktx",
  ktx2: "image/ktx2",
  ico: "image/x-icon",
  exr: "image/x-exr",
  ogg: "audio/ogg",
  oga: "audio/ogg",
  opus: "audio/ogg",
  m4a: "audio/mp4",
  mp3: "audio/mpeg",
  wav: "audio/wav",
  flac: "audio/flac",
  webm: "video/webm",
  mp4: "video/mp4",
  m4v: "video/mp4",
  ogv: "video/ogg",
  m2ts: "video/mp2t",
  swf: "application/x-shockwave-flash",
  jsdos: "application/zip",
  // Maps of Tiled, which have nothing to do with TypeScript.
  tmx: "application/xml",
  tsx: "application/xml",
  scml: "application/xml",
  fnt: "text/plain",
  atlas: "text/plain",
  ini: "text/plain",
  glsl: "text/plain",
  vert: "text/plain",
  frag: "text/plain",
  wgsl: "text/plain",
  // A PICO-8 cart is no private key, and browsers must not guess at any of these.
  p8: BINARY,
  data: BINARY,
  mem: BINARY,
  pck: BINARY,
  unityweb: BINARY,
  arcd: BINARY,
  arci: BINARY,
  dmanifest: BINARY,
  projectc: BINARY,
  der: BINARY,
  rpgmvp: BINARY,
  rpgmvo: BINARY,
  rpgmvm: BINARY,
  png_: BINARY,
  ogg_: BINARY,
  m4a_: BINARY,
  rpa: BINARY,
  rpyc: BINARY,
  love: BINARY,
  bin: BINARY,
  dat: BINARY,
  pak: BINARY,
  unx: BINARY,
  basis: BINARY,
};

/** Compressible types besides every `text/`, `+json` and `+xml`. */
const COMPRESSIBLE = new Set([
  BINARY,
  "application/wasm",
  "application/json",
  "application/xml",
  "application/rtf",
  "model/gltf-binary",
  "image/bmp",
  "image/ktx",
  "image/x-icon",
  "image/x-exr",
  "audio/midi",
  "audio/x-midi",
  "font/ttf",
  "font/otf",
  "font/collection",
  "application/vnd.ms-fontobject",
]);

/** Extensions of formats that are compressed already, though their media type does not say so. */
const COMPRESSED_EXTENSION_REGEXP =
  /\.(?:br|gz|zst|xz|7z|rpa|love|rpgmvp|rpgmvo|rpgmvm|png_|ogg_|m4a_|arcd|unityweb)$/i;

/** The part after the last dot, in lower case; empty where the name has none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}

/** The media type of a file by its name, without a charset. */
export function mediaTypeOf(path: string): string {
  const extension = extensionOf(path);
  const known = Object.hasOwn(GAME_TYPES, extension) ? GAME_TYPES[extension] : undefined;
  return known ?? mime.getType(extension) ?? BINARY;
}

/** Whether a type holds text, which needs a charset. */
export function isText(mediaType: string): boolean {
  return mediaType.startsWith("text/") || /[/+](?:xml|json)$/.test(mediaType);
}

/** Whether a browser shows a file of this type as a page that may run scripts. */
export function isPage(mediaType: string): boolean {
  return mediaType === "text/html" || mediaType === "application/xhtml+xml";
}

/** Whether a file is worth compressing; audio and video never are, and Safari cannot play them compressed. */
export function isCompressible(path: string, mediaType: string): boolean {
  if (COMPRESSED_EXTENSION_REGEXP.test(path)) return false;
  return isText(mediaType) || COMPRESSIBLE.has(mediaType);
}
