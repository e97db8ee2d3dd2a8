import { Buffer } from "node:buffer";

/**
 * Reads bytes as text of one character each, so that a text in any coding that contains ASCII can be searched and
 * changed, and turned back without loss.
 */
export function asBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** Turns the text of {@linkcode asBytes} back. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** Reads a text of bytes as UTF-8; one in another coding stays as it is. */
export function asUtf8(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(toBytes(text));
  } catch {
    return text;
  }
}
