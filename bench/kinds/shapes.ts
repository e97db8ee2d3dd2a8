import { brotliCompressSync, gzipSync } from "node:zlib";
import { type Kind, page, SAYS } from "./kind.ts";

/** A module with one function, `step`, which adds 60 to a number. */
const WASM = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f],
  ...[3, 2, 1, 0],
  ...[7, 8, 1, 4, 0x73, 0x74, 0x65, 0x70, 0, 0],
  ...[0x0a, 9, 1, 7, 0, 0x20, 0, 0x41, 0x3c, 0x6a, 0x0b],
]);

/** Data that is too regular to stay large when it is packed. */
const DATA = new Uint8Array(200_000).map((_, index) => index % 251);

/** A game that begins once a module and its data have come, from addresses that its loader names. */
const playWhenLoaded = (wasm: string, data: string) =>
  `${SAYS}
const canvas = document.createElement("canvas"); canvas.width = 320; canvas.height = 240;
document.body.append(canvas); const pen = canvas.getContext("2d"); let x = 40;
const draw = () => { pen.fillStyle = "#fbf7ef"; pen.fillRect(0, 0, 320, 240);
  pen.fillStyle = "#f2695c"; pen.fillRect(x, 100, 40, 40); };
Promise.all([
  WebAssembly.instantiateStreaming(fetch("${wasm}")),
  fetch("${data}").then((answer) => answer.arrayBuffer()),
]).then(([{ instance }, data]) => {
  if (data.byteLength !== ${DATA.length}) throw new Error("data of " + data.byteLength + " bytes");
  addEventListener("keydown", ({ key }) => {
    if (key === "ArrowRight") { x = instance.exports.step(x); draw(); moved(); } });
  draw(); ready();
});`;

function unity(name: string, end: string, pack: (bytes: Uint8Array | string) => Uint8Array): Kind {
  return {
    name,
    packages: [],
    files: {
      "index.html": page(
        "Unity WebGL Player | Jam",
        `<script src="Build/jam.loader.js"></script>`,
      ),
      "Build/jam.loader.js": `const unity = "createUnityInstance";
const script = document.createElement("script"); script.src = "Build/jam.framework.js${end}"; document.body.append(script);`,
      [`Build/jam.framework.js${end}`]: pack(
        playWhenLoaded(`Build/jam.wasm${end}`, `Build/jam.data${end}`),
      ),
      [`Build/jam.wasm${end}`]: pack(WASM),
      [`Build/jam.data${end}`]: pack(DATA),
    },
  };
}

export const SHAPES: readonly Kind[] = [
  unity("Unity's shape, Brotli", ".br", (bytes) => new Uint8Array(brotliCompressSync(bytes))),
  unity("Unity's shape, gzip", ".gz", (bytes) => new Uint8Array(gzipSync(bytes))),
  unity("Unity's shape, unityweb", ".unityweb", (bytes) => new Uint8Array(gzipSync(bytes))),
  {
    name: "Godot's shape without threads",
    packages: [],
    files: {
      "index.html": page(
        "Jam",
        `<script src="index.js"></script>`,
        `<script>const GODOT_CONFIG = {"executable": "index", "ensureCrossOriginIsolationHeaders": false};</script>`,
      ),
      "index.js": playWhenLoaded("index.wasm", "index.pck"),
      "index.wasm": WASM,
      "index.pck": DATA,
    },
  },
  {
    name: "Flutter's shape",
    packages: [],
    files: {
      "index.html": page(
        "flutter_jam",
        `<script src="flutter_bootstrap.js" async></script>`,
        `<base href="/"><link rel="manifest" href="manifest.json">`,
      ),
      "manifest.json": `{"name": "jam", "start_url": ".", "display": "standalone"}`,
      "flutter_bootstrap.js": `const _flutter = { buildConfig: { builds: [
        { compileTarget: "dart2js", renderer: "canvaskit", mainJsPath: "main.dart.js" }] } };
        const script = document.createElement("script"); script.src = "main.dart.js"; document.body.append(script);`,
      "main.dart.js": playWhenLoaded("canvaskit/canvaskit.wasm", "assets/fonts.bin"),
      "canvaskit/canvaskit.wasm": WASM,
      "canvaskit/skwasm.js": "var PThread = {}; var shared = new SharedArrayBuffer(1);",
      "canvaskit/skwasm.wasm": WASM,
      "assets/fonts.bin": DATA,
    },
  },
  {
    name: "Box2D by Emscripten",
    packages: ["box2d-wasm@7.0.0"],
    files: {
      "index.html": page("Box2D", `<script type="module" src="main.js"></script>`),
      "Box2D.js": { of: "box2d-wasm/dist/es/Box2D.js" },
      "Box2D.wasm": { of: "box2d-wasm/dist/es/Box2D.wasm" },
      "main.js": `${SAYS}
import Box2D from "./Box2D.js";
const { b2Vec2, b2World, b2BodyDef } = await Box2D(); const world = new b2World(new b2Vec2(0, 0));
const body = world.CreateBody(new b2BodyDef());
const box = document.createElement("div"); box.style.cssText = "width:40px;height:40px;background:#f2695c";
document.body.append(box);
addEventListener("keydown", ({ key }) => { if (key !== "ArrowRight") return;
  body.SetTransform(new b2Vec2(body.GetPosition().get_x() + 60, 0), 0);
  box.style.marginLeft = body.GetPosition().get_x() + "px"; moved(); });
ready();`,
    },
  },
  {
    name: "TypeScript without a build",
    packages: [],
    files: {
      "index.html": page("TypeScript", `<script type="module" src="main.ts"></script>`),
      "box.ts": `export interface Box { x: number }
export const box: Box = { x: 40 };`,
      "main.ts": `${SAYS}
import { type Box, box } from "./box.ts";
const shown: HTMLElement = document.createElement("div");
const draw = ({ x }: Box): void => { shown.style.cssText = \`width:40px;height:40px;background:#4f9de8;margin-left:\${x}px\`; };
document.body.append(shown); draw(box);
addEventListener("keydown", ({ key }: KeyboardEvent) => { if (key === "ArrowRight") { box.x += 60; draw(box); moved(); } });
ready();`,
    },
  },
];
