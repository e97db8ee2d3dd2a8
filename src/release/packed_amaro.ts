/**
 * Replaces amaro in the compiled binary, and unpacks it for the first TypeScript file. A binary reads everything it
 * contains at every start, and amaro's WebAssembly would be nine tenths of that. compile.ts puts this module in
 * amaro's place and the packed file beside it.
 */
import { createRequire } from "node:module";
import { brotliDecompressSync } from "node:zlib";
import type * as Amaro from "amaro";

const packed = Deno.readFileSync(new URL("./amaro.cjs.br", import.meta.url));
const code = brotliDecompressSync(packed).toString();
const module = {} as { exports: typeof Amaro };
// A binary imports only modules it was compiled with, so this one is loaded the way Node loads a CommonJS module.
new Function("module", "require", code)(module, createRequire(import.meta.url));

export const { transformSync } = module.exports;
