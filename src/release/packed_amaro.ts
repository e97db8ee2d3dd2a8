/**
 * amaro as the compiled binary holds it: packed, until the first TypeScript file is asked for. A binary
 * reads all that it holds at every start, and amaro's WebAssembly would be nine tenths of it.
 * compile.ts puts this in amaro's place and the packed file beside it.
 */
import { createRequire } from "node:module";
import { brotliDecompressSync } from "node:zlib";
import type * as Amaro from "amaro";

const packed = Deno.readFileSync(new URL("./amaro.cjs.br", import.meta.url));
const code = brotliDecompressSync(packed).toString();
const module = {} as { exports: typeof Amaro };
// A binary imports only what it was compiled with, so this is loaded as Node loads a CommonJS module.
new Function("module", "require", code)(module, createRequire(import.meta.url));

export const { transformSync } = module.exports;
