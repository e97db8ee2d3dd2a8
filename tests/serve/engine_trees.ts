import zlib from "node:zlib";
import type { Tree } from "./host_fixture.ts";

/** What a request must get from an engine's export. */
export interface EngineAnswer {
  readonly path: string;
  /** @default 200 */
  readonly status?: number;
  readonly type?: string;
  /** The Content-Encoding for a client of https, which takes br. @default none */
  readonly encoding?: string;
  /** For a client of plain http, which takes gzip only. @default the same */
  readonly plainEncoding?: string;
  /** The unpacked content, where it is checked. */
  readonly content?: Uint8Array;
}

/** A small tree with an engine's real file names, marks and first bytes. */
export interface EngineTree {
  readonly name: string;
  readonly engine: string | undefined;
  readonly isIsolated: boolean;
  readonly files: Tree;
  readonly answers: readonly EngineAnswer[];
}

const encoder = new TextEncoder();

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** A module with a section of its own: 2 KiB that can be packed. */
const WASM = new Uint8Array([
  0,
  0x61,
  0x73,
  0x6d,
  1,
  0,
  0,
  0,
  0,
  0x80,
  0x10,
  ...Array(2048).fill(7),
]);
const DATA = bytes("UnityWebData1.0\0".repeat(64));
const LOADER = bytes(
  "function createUnityInstance(canvas, config) { return new Promise(() => {}); }",
);

function br(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zlib.brotliCompressSync(content));
}

function gz(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zlib.gzipSync(content));
}

/** Unity's gzip with its mark in the header's comment field (RFC 1952 §2.3.1.1). */
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
 * Unity's Brotli, which begins with a block of metadata: its mark (RFC 7932 §9.2). The first bytes say
 * a window of 22 bits and the mark's length; what follows has to go without its own four bits of window.
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
  "<script>createUnityInstance(canvas, { dataUrl: buildUrl + '/web.data.br' })</script>";

const OCTETS = "application/octet-stream";
const SCRIPT = "text/javascript; charset=utf-8";

const UNITY: readonly EngineTree[] = [
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
    },
    answers: [
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

const GODOT_4 = 'const GODOT_CONFIG = {"args":[],"gdextensionLibs":[]};' +
  "const GODOT_THREADS_ENABLED = ";
/** Every loader asks about shared memory; asking is no need. */
const FEATURES = "getMissingFeatures() { typeof SharedArrayBuffer === 'undefined'; }";

const GODOT: readonly EngineTree[] = [
  {
    name: "Godot 3",
    engine: "Godot 3",
    isIsolated: false,
    files: {
      "index.html": '<script>const GODOT_CONFIG = {"args":[],"gdnativeLibs":[]};</script>',
      "index.js": "var Engine = 1;",
      "index.wasm": WASM,
      "index.pck": DATA,
    },
    answers: [
      { path: "index.wasm", type: "application/wasm", encoding: "br", plainEncoding: "gzip" },
      { path: "index.pck", type: OCTETS, encoding: "br", plainEncoding: "gzip" },
    ],
  },
  {
    name: "Godot 3 that unpacks its own .gz",
    engine: "Godot 3",
    isIsolated: false,
    files: {
      "index.html": "<script src='pako_inflate.min.js'></script><script src='index.js'></script>",
      "index.js": "Godot.load('index.wasm.gz').then(pako.inflate)",
      "pako_inflate.min.js": "var pako = {};",
      "index.wasm.gz": gz(WASM),
      "index.pck.gz": gz(DATA),
      "index.pck": DATA,
    },
    answers: [
      { path: "index.wasm.gz", type: "application/gzip", content: gz(WASM) },
      { path: "index.pck.gz", type: "application/gzip", content: gz(DATA) },
    ],
  },
  {
    name: "Godot 4.3 without threads",
    engine: "Godot 4",
    isIsolated: false,
    files: {
      "index.html": `<script>${GODOT_4}false;</script>`,
      "index.js": FEATURES,
      "index.wasm": WASM,
      "index.pck": DATA,
      "index.audio.worklet.js": "registerProcessor('godot', class {})",
    },
    answers: [{ path: "index.audio.worklet.js", type: SCRIPT }],
  },
  {
    name: "Godot 4.3 with threads, as a PWA",
    engine: "Godot 4",
    isIsolated: true,
    files: {
      "index.html": `<script>${GODOT_4}true;</script>`,
      "index.js": FEATURES,
      "index.wasm": WASM,
      "index.pck": DATA,
      "index.service.worker.js": "self.addEventListener('install', () => {})",
      "index.manifest.json": "{}",
      "index.offline.html": "<p>offline</p>",
    },
    answers: [
      { path: "index.service.worker.js", type: SCRIPT },
      { path: "index.manifest.json", type: "application/json" },
    ],
  },
  {
    name: "Godot 4.0 to 4.2",
    engine: "Godot 4",
    isIsolated: true,
    files: {
      "index.html": '<script>const GODOT_CONFIG = {"gdextensionLibs":[]};</script>',
      "index.js": FEATURES,
      "index.wasm": WASM,
      "index.worker.js": "self.onmessage = () => {}",
      "index.pck": DATA,
    },
    answers: [{ path: "index.worker.js", type: SCRIPT }],
  },
];

const EMSCRIPTEN: readonly EngineTree[] = [
  {
    name: "Emscripten with pthreads and a worker file",
    engine: "Emscripten",
    isIsolated: true,
    files: {
      "index.html": "<script src=app.js></script>",
      "app.js": "var Module; var wasmImports = {}; typeof SharedArrayBuffer",
      "app.wasm": WASM,
      "app.worker.js": "self.onmessage = () => {}",
      "app.data": DATA,
    },
    answers: [{ path: "app.data", type: OCTETS, encoding: "br", plainEncoding: "gzip" }],
  },
  {
    name: "Emscripten with pthreads in one file",
    engine: "Emscripten",
    isIsolated: true,
    files: {
      "index.html": "<script src=app.js></script>",
      "app.js":
        'var Module,wasmImports;new WebAssembly.Memory({initial:9,maximum:99,"shared":true})',
      "app.wasm": WASM,
    },
    answers: [],
  },
  {
    name: "Emscripten without threads",
    engine: "Emscripten",
    isIsolated: false,
    files: {
      "index.html": "<script src=app.js></script>",
      "app.js": "var Module,wasmImports; buffer instanceof SharedArrayBuffer",
      "app.wasm": WASM,
      "app.mem": DATA,
    },
    answers: [{ path: "app.mem", type: OCTETS, encoding: "br", plainEncoding: "gzip" }],
  },
  {
    name: "a game whose author added coi-serviceworker",
    engine: undefined,
    isIsolated: true,
    files: { "index.html": "", "coi-serviceworker.min.js": "/* coi */" },
    answers: [{ path: "coi-serviceworker.min.js", type: SCRIPT }],
  },
];

const MAKERS: readonly EngineTree[] = [
  {
    name: "RPG Maker MV",
    engine: "RPG Maker MV",
    isIsolated: false,
    files: {
      "index.html": "",
      "js/rpg_core.js": "",
      "img/characters/主角 1.rpgmvp": DATA,
      "audio/bgm/テーマ.rpgmvo": DATA,
      "audio/bgm/theme.rpgmvm": DATA,
      "audio/bgm/theme.m4a": DATA,
      "audio/bgm/theme.ogg": DATA,
      "movies/op.webm": DATA,
      "data/Map001.json": "{}",
    },
    answers: [
      { path: "img/characters/%E4%B8%BB%E8%A7%92%201.rpgmvp", type: OCTETS },
      { path: "audio/bgm/%E3%83%86%E3%83%BC%E3%83%9E.rpgmvo", type: OCTETS },
      { path: "audio/bgm/theme.rpgmvm", type: OCTETS },
      { path: "audio/bgm/theme.m4a", type: "audio/mp4" },
      { path: "audio/bgm/theme.ogg", type: "audio/ogg" },
      { path: "movies/op.webm", type: "video/webm" },
      { path: "Audio/BGM/Theme.ogg", type: "audio/ogg" },
      { path: "js/plugins/Missing.js", status: 404 },
    ],
  },
  {
    name: "RPG Maker MZ",
    engine: "RPG Maker MZ",
    isIsolated: false,
    files: {
      "index.html": "",
      "js/rmmz_core.js": "",
      "js/libs/effekseer.wasm": WASM,
      "img/pictures/a.png_": DATA,
      "audio/se/a.ogg_": DATA,
      "audio/se/a.m4a_": DATA,
      "effects/a.efkefc": DATA,
    },
    answers: [
      { path: "img/pictures/a.png_", type: OCTETS },
      { path: "audio/se/a.ogg_", type: OCTETS },
      { path: "audio/se/a.m4a_", type: OCTETS },
      { path: "effects/a.efkefc", type: OCTETS, encoding: "br", plainEncoding: "gzip" },
    ],
  },
  {
    name: "Construct 3",
    engine: "Construct 3",
    isIsolated: false,
    files: {
      "index.html": "",
      "scripts/c3runtime.js": "",
      "sw.js": "self.addEventListener('fetch', () => {})",
      "offline.json": "{}",
      "media/a.webm": DATA,
      "icons/a.webp": DATA,
      "appmanifest.json": "{}",
    },
    answers: [
      { path: "sw.js", type: SCRIPT },
      { path: "media/a.webm", type: "video/webm" },
      { path: "icons/a.webp", type: "image/webp" },
    ],
  },
  {
    name: "GameMaker",
    engine: "GameMaker",
    isIsolated: false,
    files: {
      "index.html": "<body onload='GameMaker_Init()'>",
      "html5game/game.js": "",
      "html5game/options.ini": "[a]",
      "html5game/sound.yy": "{}",
      "html5game/data.unx": DATA,
    },
    answers: [
      { path: "html5game/options.ini", type: "text/plain; charset=utf-8" },
      { path: "html5game/sound.yy", type: OCTETS },
      { path: "html5game/data.unx", type: OCTETS, encoding: "br", plainEncoding: "gzip" },
    ],
  },
  {
    name: "Ren'Py",
    engine: "Ren'Py",
    isIsolated: false,
    files: {
      "index.html": "",
      "renpy-pre.js": "",
      "renpy.wasm": WASM,
      "renpy.data": DATA,
      "game.zip": new Uint8Array([0x50, 0x4b, 5, 6, ...Array(18).fill(0)]),
      "service-worker.js": "",
    },
    answers: [
      { path: "renpy.data", type: OCTETS, encoding: "br", plainEncoding: "gzip" },
      { path: "game.zip", type: "application/zip" },
    ],
  },
];

const OTHERS: readonly EngineTree[] = [
  {
    name: "PICO-8",
    engine: "PICO-8",
    isIsolated: false,
    files: {
      "cart.html": "<script>var pico8_state = [];</script>",
      "cart.js": "x",
      "cart.p8": "pico-8 cartridge",
    },
    answers: [{ path: "", type: "text/html; charset=utf-8" }, { path: "cart.p8", type: OCTETS }],
  },
  {
    name: "LÖVE.js",
    engine: "LÖVE.js",
    isIsolated: true,
    files: {
      "index.html": "",
      "love.js": "var Module, PThread = {};",
      "love.wasm": WASM,
      "love.worker.js": "",
      "game.data": DATA,
    },
    answers: [{ path: "game.data", type: OCTETS, encoding: "br", plainEncoding: "gzip" }],
  },
  {
    name: "Defold",
    engine: "Defold",
    isIsolated: false,
    files: {
      "index.html": "",
      "dmloader.js": "",
      "game_wasm.js": "",
      "game.wasm": WASM,
      "archive/archive_files.json": "{}",
      "archive/game0.arcd": DATA,
      "archive/game0.arci": DATA,
      "archive/game.dmanifest": DATA,
      "archive/game0.projectc": DATA,
    },
    answers: [
      { path: "archive/game0.arcd", type: OCTETS },
      { path: "archive/game0.arci", type: OCTETS, encoding: "br", plainEncoding: "gzip" },
      { path: "archive/game.dmanifest", type: OCTETS, encoding: "br", plainEncoding: "gzip" },
    ],
  },
  {
    name: "Bevy",
    engine: "Bevy or wasm-bindgen",
    isIsolated: false,
    files: { "index.html": "", "game.js": "", "game_bg.wasm": WASM, "assets/a.png": DATA },
    answers: [
      { path: "assets/a.png", type: "image/png" },
      { path: "assets/a.png.meta", status: 404 },
    ],
  },
  {
    name: "macroquad",
    engine: "macroquad",
    isIsolated: false,
    files: { "index.html": "", "mq_js_bundle.js": "", "game.wasm": WASM },
    answers: [{
      path: "game.wasm",
      type: "application/wasm",
      encoding: "br",
      plainEncoding: "gzip",
    }],
  },
  {
    name: "Flash by Ruffle",
    engine: "Ruffle",
    isIsolated: false,
    files: { "index.html": "", "ruffle/ruffle.js": "", "game.swf": DATA, "levels.xml": "<x/>" },
    answers: [
      { path: "game.swf", type: "application/x-shockwave-flash" },
      { path: "levels.xml", type: "application/xml; charset=utf-8" },
    ],
  },
  {
    name: "js-dos",
    engine: "js-dos",
    isIsolated: false,
    files: { "index.html": "", "js-dos.js": "", "wdosbox.wasm": WASM, "game.jsdos": DATA },
    answers: [{ path: "game.jsdos", type: "application/zip" }],
  },
  {
    name: "modules, maps and shaders",
    engine: undefined,
    isIsolated: false,
    files: {
      "index.html": "",
      "app.mjs": "export {}",
      "level.tmx": "<map/>",
      "tiles.tsx": "<tileset/>",
      "font.fnt": "info",
      "sprites.atlas": "a.png",
      "water.wgsl": "fn main() {}",
      "model.ktx2": DATA,
      "piece.ts": new Uint8Array(376).fill(0x47),
      "old.js": new Uint8Array([0x2f, 0x2f, 0xc4, 0xe3]),
    },
    answers: [
      { path: "app.mjs", type: SCRIPT },
      { path: "level.tmx", type: "application/xml; charset=utf-8" },
      { path: "tiles.tsx", type: "application/xml; charset=utf-8" },
      { path: "font.fnt", type: "text/plain; charset=utf-8" },
      { path: "sprites.atlas", type: "text/plain; charset=utf-8" },
      { path: "water.wgsl", type: "text/plain; charset=utf-8" },
      { path: "model.ktx2", type: "image/ktx2" },
      { path: "piece.ts", type: "video/mp2t" },
      // In GBK: the page says which coding its scripts are in.
      { path: "old.js", type: "text/javascript" },
    ],
  },
];

/** Every engine's tree. */
export const ENGINE_TREES: readonly EngineTree[] = [
  ...UNITY,
  ...GODOT,
  ...EMSCRIPTEN,
  ...MAKERS,
  ...OTHERS,
];
