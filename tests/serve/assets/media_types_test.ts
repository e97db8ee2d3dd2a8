import { assertEquals } from "@std/assert";
import { isCompressible, isText, mediaTypeOf } from "../../../src/serve/assets/media_types.ts";

const OCTETS = "application/octet-stream";

/** The files of games, and the media types that browsers and loaders need for them. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  "text/html": ["a.html", "a.htm", "A.HTML"],
  "text/javascript": ["a.js", "a.mjs", "a.cjs", "a.ts", "a.mts", "deep/a.min.js"],
  "text/css": ["a.css"],
  "application/wasm": ["a.wasm"],
  "application/json": ["a.json", "a.js.map"],
  "application/manifest+json": ["a.webmanifest"],
  "text/cache-manifest": ["a.appcache"],
  "model/gltf-binary": ["a.glb"],
  "model/gltf+json": ["a.gltf"],
  "image/ktx2": ["a.ktx2"],
  "image/ktx": ["a.ktx"],
  "image/png": ["a.png"],
  "image/jpeg": ["a.jpg", "a.jpeg"],
  "image/webp": ["a.webp"],
  "image/avif": ["a.avif"],
  "image/svg+xml": ["a.svg"],
  "image/x-icon": ["favicon.ico"],
  "audio/ogg": ["a.ogg", "a.oga", "a.opus"],
  "audio/mp4": ["a.m4a"],
  "audio/mpeg": ["a.mp3"],
  "audio/wav": ["a.wav"],
  "audio/flac": ["a.flac"],
  "video/webm": ["a.webm"],
  "video/mp4": ["a.mp4", "a.m4v"],
  "video/ogg": ["a.ogv"],
  "font/woff2": ["a.woff2"],
  "application/x-shockwave-flash": ["a.swf"],
  "application/zip": ["a.zip", "a.jsdos"],
  "application/xml": ["a.tmx", "a.tsx"],
  "text/plain": ["a.txt", "a.fnt", "a.atlas", "a.glsl", "a.vert", "a.frag", "a.wgsl", "a.ini"],
  [OCTETS]: [
    ...["a.data", "a.mem", "a.pck", "a.unityweb", "a.arcd", "a.arci", "a.dmanifest", "a.projectc"],
    ...["a.rpgmvp", "a.rpgmvo", "a.rpgmvm", "a.png_", "a.ogg_", "a.m4a_", "a.rpa", "a.rpyc"],
    ...[
      "a.love",
      "a.bin",
      "a.dat",
      "a.pak",
      "a.unx",
      "a.p8",
      "a.basis",
      "a.unknown",
      "noextension",
    ],
  ],
};

Deno.test("mediaTypeOf() knows what games ship", () => {
  for (const [type, paths] of Object.entries(TYPES)) {
    for (const path of paths) assertEquals(mediaTypeOf(path), type, path);
  }
});

Deno.test("mediaTypeOf() is not confused by names of object properties and folders", () => {
  for (const path of ["constructor", "a.constructor", "a.__proto__", "a.toString", "a.js/b"]) {
    assertEquals(mediaTypeOf(path), OCTETS, path);
  }
});

Deno.test("isCompressible() excludes media and compressed files", () => {
  const isWorthIt = (path: string) => isCompressible(path, mediaTypeOf(path));
  const packed = [
    "a.png",
    "a.jpg",
    "a.mp4",
    "a.webm",
    "a.ogg",
    "a.opus",
    "a.mp3",
    "a.woff2",
    "a.zip",
  ];
  for (
    const path of [...packed, "a.br", "a.gz", "a.7z", "a.jsdos", "a.rpgmvp", "a.png_", "a.swf"]
  ) {
    assertEquals(isWorthIt(path), false, path);
  }
  const loose = [
    "a.html",
    "a.js",
    "a.css",
    "a.svg",
    "a.json",
    "a.wasm",
    "a.data",
    "a.pck",
    "a.ttf",
  ];
  for (const path of [...loose, "a.glb", "a.tmx", "a.bmp"]) {
    assertEquals(isWorthIt(path), true, path);
  }
});

Deno.test("isText() is true for types with a charset", () => {
  assertEquals(
    ["text/css", "image/svg+xml", "application/xml", "application/wasm", "image/png"].map(isText),
    [true, true, true, false, false],
  );
});
