import type { Encoding } from "./representation.ts";

/** The mark lies within so many bytes of the file's start. */
export const UNITY_MARK_BYTES = 64;

const BROTLI_MARK = "UnityWeb Compressed Content (brotli)";

/**
 * Finds how a `.unityweb` file is packed: Unity uses one ending for all codings and writes a comment into the first
 * bytes that its own loader reads.
 */
export function sniffUnityEncoding(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gzip";
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, UNITY_MARK_BYTES));
  return head.includes(BROTLI_MARK) ? "br" : undefined;
}
