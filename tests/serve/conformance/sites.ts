import zlib from "node:zlib";
import type { Tree } from "../host_fixture.ts";
import { noise } from "../builds/noise.ts";

/** Encodes UTF-8. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

const SCRIPT = "export function step(state) { return { ...state, tick: state.tick + 1 }; }\n";
/** The first eight bytes of every WebAssembly module. */
const WASM_HEAD = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const WASM = new Uint8Array([...WASM_HEAD, ...new Array(20_000).fill(0)]);

/** Three sites: a plain one, a Unity export in Brotli, and a Godot 3 export that decompresses its own files. */
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

/** The content of the compressed files. */
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
