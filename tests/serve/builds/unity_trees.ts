import zlib from "node:zlib";
import { br, bytes, DATA, type EngineTree, gz, OCTETS, SCRIPT, WASM } from "./engine_tree.ts";

const LOADER = bytes(
  "function createUnityInstance(canvas, config) { return new Promise(() => {}); }",
);

/** Makes Unity's gzip, with its marker in the header's comment field (RFC 1952 §2.3.1.1). */
function unityGzip(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const packed = gz(content);
  const comment = bytes("UnityWeb Compressed Content (gzip)\0");
  const out = new Uint8Array(packed.length + comment.length);
  out.set(packed.subarray(0, 10));
  out[3] = 0x10;
  out.set(comment, 10);
  out.set(packed.subarray(10), 10 + comment.length);
  return out;
}

/**
 * Makes Unity's Brotli, which begins with a metadata block for its marker (RFC 7932 §9.2). The first bytes give a
 * window of 22 bits and the marker's length; the stream that follows must omit its own four window bits.
 */
function unityBrotli(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = [0x6b, 0x8d, 0x00, ...bytes("UnityWeb Compressed Content (brotli)")];
  const params = { [zlib.constants.BROTLI_PARAM_LGWIN]: 22 };
  const packed = zlib.brotliCompressSync(content, { params });
  const shifted = Array.from(packed, (byte, at) => (byte >> 4) | ((packed[at + 1] ?? 0) << 4));
  return new Uint8Array([...head, ...shifted]);
}

const UNITY_PAGE =
  '<canvas id="unity-canvas"></canvas><script src="Build/web.loader.js"></script>' +
  "<script>createUnityInstance(canvas, { dataUrl: buildUrl + '/web.data.br'," +
  " frameworkUrl: buildUrl + '/web.framework.js.br' })</script>";

/** The trees of Unity from 2017 on. */
export const UNITY_TREES: readonly EngineTree[] = [
  {
    name: "Unity 2020 and later, Brotli",
    engine: "Unity",
    isIsolated: false,
    files: {
      "index.html": UNITY_PAGE,
      "Build/web.loader.js": LOADER,
      "Build/web.wasm.br": br(WASM),
      "Build/web.data.br": br(DATA),
      "Build/web.framework.js.br": br(bytes("var unityFramework = 1;")),
      "Build/web.symbols.json.br": br(bytes("{}")),
    },
    answers: [
      {
        path: "Build/web.wasm.br",
        type: "application/wasm",
        encoding: "br",
        plainEncoding: "gzip",
      },
      {
        path: "Build/web.data.br",
        type: OCTETS,
        encoding: "br",
        plainEncoding: "gzip",
        content: DATA,
      },
      { path: "Build/web.framework.js.br", type: SCRIPT, encoding: "br", plainEncoding: "" },
      {
        path: "Build/web.symbols.json.br",
        type: "application/json",
        encoding: "br",
        plainEncoding: "",
      },
      { path: "Build/web.loader.js", type: SCRIPT },
    ],
  },
  {
    name: "Unity 2020 and later, gzip",
    engine: "Unity",
    isIsolated: false,
    files: {
      "index.html": UNITY_PAGE.replace(".br", ".gz"),
      "Build/web.loader.js": LOADER,
      "Build/web.wasm.gz": unityGzip(WASM),
      "Build/web.data.gz": unityGzip(DATA),
      "Build/web.framework.js.gz": gz(bytes("var unityFramework = 1;")),
      "StreamingAssets/level.json.gz": gz(bytes("{}")),
      "StreamingAssets/aa/game.data.gz": gz(DATA),
      "Build/notes.txt.gz": gz(bytes("the game's own")),
    },
    answers: [
      // The game unpacks its own files itself.
      { path: "StreamingAssets/level.json.gz", content: gz(bytes("{}")) },
      { path: "StreamingAssets/aa/game.data.gz", content: gz(DATA) },
      { path: "Build/notes.txt.gz", content: gz(bytes("the game's own")) },
      { path: "Build/web.wasm.gz", type: "application/wasm", encoding: "gzip", content: WASM },
      { path: "Build/web.data.gz", type: OCTETS, encoding: "gzip", content: DATA },
      { path: "Build/web.framework.js.gz", type: SCRIPT, encoding: "gzip" },
    ],
  },
  {
    name: "Unity with threads",
    engine: "Unity",
    isIsolated: true,
    files: {
      "index.html": UNITY_PAGE,
      "Build/web.loader.js": LOADER,
      "Build/web.framework.js.br": br(bytes("var PThread={unusedWorkers:[]};")),
      "Build/web.wasm.br": br(WASM),
    },
    answers: [
      {
        path: "Build/web.wasm.br",
        type: "application/wasm",
        encoding: "br",
        plainEncoding: "gzip",
      },
    ],
  },
  {
    name: "Unity 2017 to 2019, .unityweb",
    engine: "Unity",
    isIsolated: false,
    files: {
      "index.html": '<script>UnityLoader.instantiate("gameContainer", "Build/g.json")</script>',
      "Build/UnityLoader.js": "var UnityLoader = {};",
      "Build/g.json": '{"dataUrl": "g.data.unityweb"}',
      "Build/g.data.unityweb": unityGzip(DATA),
      "Build/g.wasm.code.unityweb": unityGzip(WASM),
      "Build/g.wasm.framework.unityweb": bytes("uncompressed framework"),
      "Build/h.data.unityweb": unityBrotli(DATA),
    },
    answers: [
      { path: "Build/g.json", type: "application/json" },
      { path: "Build/g.data.unityweb", type: OCTETS, encoding: "gzip", content: DATA },
      { path: "Build/g.wasm.code.unityweb", type: OCTETS, encoding: "gzip", content: WASM },
      { path: "Build/g.wasm.framework.unityweb", type: OCTETS },
      {
        path: "Build/h.data.unityweb",
        type: OCTETS,
        encoding: "br",
        plainEncoding: "gzip",
        content: DATA,
      },
    ],
  },
  {
    name: "Unity uncompressed",
    engine: "Unity",
    isIsolated: false,
    files: {
      "index.html": UNITY_PAGE,
      "Build/web.loader.js": LOADER,
      "Build/web.wasm": WASM,
      "Build/web.data": DATA,
    },
    answers: [
      { path: "Build/web.wasm", type: "application/wasm", encoding: "br", plainEncoding: "gzip" },
      {
        path: "Build/web.data",
        type: OCTETS,
        encoding: "br",
        plainEncoding: "gzip",
        content: DATA,
      },
    ],
  },
];
