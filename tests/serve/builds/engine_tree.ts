import zlib from "node:zlib";
import type { Tree } from "../host_fixture.ts";

/** The expected answer to a request for a file of an engine's export. */
export interface EngineAnswer {
  readonly path: string;
  /** @default 200 */
  readonly status?: number;
  readonly type?: string;
  /** The Content-Encoding for an https client, which accepts br. @default none */
  readonly encoding?: string;
  /** The Content-Encoding for a plain http client, which accepts only gzip. @default the same */
  readonly plainEncoding?: string;
  /** The decoded content, where the test checks it. */
  readonly content?: Uint8Array;
}

/** A small tree with an engine's real file names, markers and first bytes. */
export interface EngineTree {
  readonly name: string;
  readonly engine: string | undefined;
  readonly isIsolated: boolean;
  readonly files: Tree;
  readonly answers: readonly EngineAnswer[];
}

const encoder = new TextEncoder();

/** Encodes UTF-8. */
export function bytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** A WebAssembly module with a custom section of 2 KiB that can be compressed. */
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
/** Data that can be compressed. */
export const DATA = bytes("UnityWebData1.0\0".repeat(64));
/** Compresses with Brotli. */
export function br(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zlib.brotliCompressSync(content));
}

/** Compresses with gzip. */
export function gz(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zlib.gzipSync(content));
}

/** The media type of data that browsers do not know. */
export const OCTETS = "application/octet-stream";
/** The media type of a script in UTF-8. */
export const SCRIPT = "text/javascript; charset=utf-8";
