import zlib from "node:zlib";
import type { Tree } from "../host_fixture.ts";

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

/** UTF-8. */
export function bytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** A module with a section of its own: 2 KiB that can be packed. */
export const WASM = new Uint8Array([
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
/** Data that can be packed. */
export const DATA = bytes("UnityWebData1.0\0".repeat(64));
/** Brotli. */
export function br(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zlib.brotliCompressSync(content));
}

/** Gzip. */
export function gz(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zlib.gzipSync(content));
}

/** Data of no kind that browsers know. */
export const OCTETS = "application/octet-stream";
/** A script in UTF-8. */
export const SCRIPT = "text/javascript; charset=utf-8";
