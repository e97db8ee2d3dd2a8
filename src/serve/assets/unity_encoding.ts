import type { Encoding } from "./representation.ts";

const BROTLI_MARK = "UnityWeb Compressed Content (brotli)";

/**
 * What a `.unityweb` file is packed with: Unity writes all kinds under one name, and a comment into
 * the first bytes of each that its own loader looks for.
 */
export function sniffUnityEncoding(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gzip";
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 64));
  return head.includes(BROTLI_MARK) ? "br" : undefined;
}
