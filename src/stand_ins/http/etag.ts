// Stands in for @std/http/etag 1.1.3 where JSR is out of reach: digests by Web Crypto.
import { Buffer } from "node:buffer";

/** The two facts about a file that its tag is made from. */
export interface FileInfo {
  mtime: Date | null;
  size: number;
}

/** Options of {@linkcode eTag}. */
export interface ETagOptions {
  /**
   * The digest that the tag is cut from.
   *
   * @default {"SHA-256"}
   */
  algorithm?: AlgorithmIdentifier;
  /** Whether the tag says "equivalent" only; by default true for a file's facts alone. */
  weak?: boolean;
}

/** How much of the digest in base64 goes into a tag. */
const DIGEST_LENGTH = 27;

/** An entity tag for a text or for bytes: strong unless asked otherwise (RFC 9110 section 8.8.3). */
export async function eTag(
  entity: string | Uint8Array<ArrayBuffer>,
  options?: ETagOptions,
): Promise<string>;
/** An entity tag for a file by its size and time of change: weak unless asked otherwise. */
export async function eTag(entity: FileInfo, options?: ETagOptions): Promise<string | undefined>;
export async function eTag(
  entity: string | Uint8Array<ArrayBuffer> | FileInfo,
  options: ETagOptions = {},
): Promise<string | undefined> {
  const algorithm = options.algorithm ?? "SHA-256";
  if (typeof entity === "string" || entity instanceof Uint8Array) {
    const bytes = typeof entity === "string" ? new TextEncoder().encode(entity) : entity;
    const opaque = `"${bytes.byteLength.toString(16)}-${await digest(bytes, algorithm)}"`;
    return options.weak ? `W/${opaque}` : opaque;
  }
  if (!entity.mtime) return undefined;
  const bytes = new TextEncoder().encode(entity.mtime.toJSON());
  const opaque = `"${entity.size.toString(16)}-${await digest(bytes, algorithm)}"`;
  return options.weak ?? true ? `W/${opaque}` : opaque;
}

async function digest(
  bytes: Uint8Array<ArrayBuffer>,
  algorithm: AlgorithmIdentifier,
): Promise<string> {
  const hash = await crypto.subtle.digest(algorithm, bytes);
  return Buffer.from(hash).toString("base64").slice(0, DIGEST_LENGTH);
}

/** Whether `If-Match` lets the request through; a weak tag never does (RFC 9110 section 13.1.1). */
export function ifMatch(value: string | null, etag: string | undefined): boolean {
  if (!value || !etag || etag.startsWith("W/")) return false;
  return value.trim() === "*" || split(value).includes(etag);
}

/** Whether `If-None-Match` lets the request through; false means 304 (RFC 9110 section 13.1.2). */
export function ifNoneMatch(value: string | null, etag: string | undefined): boolean {
  if (!value || !etag) return true;
  if (value.trim() === "*") return false;
  return !split(value).map(opaqueOf).includes(opaqueOf(etag));
}

function split(list: string): string[] {
  return list.split(/\s*,\s*/);
}

function opaqueOf(tag: string): string {
  return tag.replace(/^W\//, "");
}
