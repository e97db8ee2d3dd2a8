import { bytes, DATA, type EngineTree, gz, OCTETS, SCRIPT, WASM } from "./engine_tree.ts";

const GODOT_4 = 'const GODOT_CONFIG = {"args":[],"gdextensionLibs":[]};' +
  "const GODOT_THREADS_ENABLED = ";
/** Every loader checks for shared memory; the check is no need for it. */
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

/** A build of Flutter holds every renderer, and says which it loads. */
function flutterFiles(builds: string): EngineTree["files"] {
  return {
    "index.html": '<base href="/"><script src="flutter_bootstrap.js" async></script>',
    "flutter_bootstrap.js":
      `const names = ["canvaskit.js", "skwasm.js"]; _flutter.buildConfig = {"builds":[${builds}]};`,
    "main.dart.js": "",
    "canvaskit/canvaskit.js": "var Module,wasmImports;",
    "canvaskit/canvaskit.wasm": WASM,
    "canvaskit/skwasm.js": "var PThread={unusedWorkers:[]};new SharedArrayBuffer(1)",
    "canvaskit/skwasm.wasm": WASM,
    "assets/.env": "API=1",
    "assets/assets/.env": "API=2",
  };
}

const FLUTTER: readonly EngineTree[] = [
  {
    name: "Flutter without threads",
    engine: "Flutter",
    isIsolated: false,
    files: flutterFiles('{"compileTarget":"dart2js","renderer":"canvaskit"}'),
    answers: [{ path: "assets/.env" }, { path: "assets/assets/.env", content: bytes("API=2") }],
  },
  {
    name: "Flutter with threads",
    engine: "Flutter",
    isIsolated: true,
    files: flutterFiles(
      '{"compileTarget":"dart2wasm","renderer":"skwasm"},{"renderer": "canvaskit"}',
    ),
    answers: [],
  },
  {
    name: "a loader with threads that nothing loads",
    engine: undefined,
    isIsolated: false,
    files: {
      "index.html": '<script type="module" src="js/main.js"></script>',
      "js/main.js": 'import "../lib/core.js";',
      "lib/core.js": "WebAssembly.instantiate()",
      "lib/core.wasm": WASM,
      "lib/core-threads.js": "var PThread={};",
    },
    answers: [],
  },
  {
    name: "a loader with threads that a script of the page loads",
    engine: undefined,
    isIsolated: true,
    files: {
      "index.html": '<script type="module" src="js/main.js"></script>',
      "js/main.js": 'import "../lib/core.js";',
      "lib/core.js": 'import("./" + "core-threads" + ".js")',
      "lib/core.wasm": WASM,
      "lib/core-threads.js": "var PThread={};",
    },
    answers: [],
  },
];

/** The trees of Godot, Emscripten and Flutter. */
export const LOADER_TREES: readonly EngineTree[] = [...GODOT, ...EMSCRIPTEN, ...FLUTTER];
