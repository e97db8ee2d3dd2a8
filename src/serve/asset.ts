import { createHash, type Hash } from "node:crypto";
import { formatHttpDate } from "../http/http_date.ts";
import { extensionOf, isCompressible, isText, mediaTypeOf } from "./media_types.ts";
import {
  type HeaderList,
  makeRepresentation,
  type Representation,
  type RepresentationBasis,
} from "./representation.ts";
import type { SourceFile } from "./source.ts";
import { stripTypes } from "./strip_types.ts";

/** A file of a game, ready to be sent. */
export interface Asset {
  readonly file: SourceFile;
  readonly basis: RepresentationBasis;
  readonly lastModifiedMs: number | undefined;
  /** The plain bytes. */
  readonly identity: Representation;
  /** Every form there is, by coding; compressed ones come in as they are made. */
  readonly forms: Map<string, Representation>;
  /** Every form there is, by its tag, so that a 304 is a look-up. */
  readonly byTag: Map<string, Representation>;
  readonly isCompressible: boolean;
}

/** How an asset is made from a file. */
export interface AssetOptions {
  /** Headers that every answer of the game carries. */
  readonly gameHeaders: HeaderList;
  /** Whether so many bytes may be kept; where not, they are read from the file each time. */
  readonly keep: (sizeBytes: number) => boolean;
  /** Changes the HTML pages of the game on their way to the player. */
  readonly rewritePage?:
    | ((html: Uint8Array<ArrayBuffer>, path: string) => Uint8Array<ArrayBuffer>)
    | undefined;
}

/** A file up to here is read as a whole; a larger one a piece at a time. */
const MAX_WHOLE_BYTES = 16 * 1024 * 1024;

/** What the tag says first, so that an update of coplay that changes what it makes changes tags too. */
const DIGEST_VERSION = "1";

/**
 * Makes the asset of a file: its content decides the tag, its name the media type.
 *
 * @throws {StaleFileError} where the file is gone or has become another
 */
export async function makeAsset(file: SourceFile, options: AssetOptions): Promise<Asset> {
  if (file.sizeBytes > MAX_WHOLE_BYTES) return await makeStreamedAsset(file, options);
  const original = await file.read();
  const mediaType = sniffMediaType(file.path, original);
  const bytes = await prepareBytes(original, { file, mediaType, options });
  const digest = formatDigest(createHash("sha256").update(bytes));
  const isKept = bytes !== original || options.keep(bytes.length);
  return assemble(file, {
    contentType: withCharset(mediaType, bytes),
    digest,
    gameHeaders: options.gameHeaders,
    sizeBytes: bytes.length,
    bytes: isKept ? bytes : undefined,
  });
}

async function makeStreamedAsset(file: SourceFile, options: AssetOptions): Promise<Asset> {
  const hash = createHash("sha256");
  for await (const piece of await file.stream({ start: 0, end: file.sizeBytes })) {
    hash.update(piece);
  }
  return assemble(file, {
    contentType: mediaTypeOf(file.path),
    digest: formatDigest(hash),
    gameHeaders: options.gameHeaders,
    sizeBytes: file.sizeBytes,
    bytes: undefined,
  });
}

interface Parts {
  readonly contentType: string;
  readonly digest: string;
  readonly gameHeaders: HeaderList;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

function assemble(file: SourceFile, parts: Parts): Asset {
  const isWorthIt = isCompressible(file.path, parts.contentType.split(";")[0]!);
  const { modifiedMs } = file;
  const basis = {
    contentType: parts.contentType,
    digest: parts.digest,
    lastModified: modifiedMs === undefined ? undefined : formatHttpDate(modifiedMs),
    varies: isWorthIt,
    hasRanges: true,
    gameHeaders: parts.gameHeaders,
  };
  const { sizeBytes, bytes } = parts;
  const form = { encoding: "identity" as const, sizeBytes, ...(bytes && { bytes }) };
  const identity = makeRepresentation(basis, form);
  return {
    file,
    basis,
    lastModifiedMs: modifiedMs,
    identity,
    forms: new Map([["identity", identity]]),
    byTag: new Map([[identity.etag, identity]]),
    isCompressible: isWorthIt,
  };
}

/** `.ts` is TypeScript, but for the video pieces of the same name, which begin with their own sync byte. */
function sniffMediaType(path: string, bytes: Uint8Array): string {
  const isTransportStream = bytes[0] === 0x47 && bytes[188] === 0x47;
  if (isTypeScript(path) && isTransportStream) return "video/mp2t";
  return mediaTypeOf(path);
}

function isTypeScript(path: string): boolean {
  const extension = extensionOf(path);
  return extension === "ts" || extension === "mts";
}

async function prepareBytes(
  bytes: Uint8Array<ArrayBuffer>,
  { file, mediaType, options }: { file: SourceFile; mediaType: string; options: AssetOptions },
): Promise<Uint8Array<ArrayBuffer>> {
  if (mediaType === "text/javascript" && isTypeScript(file.path)) {
    const source = new TextDecoder().decode(bytes);
    const version = createHash("sha256").update(bytes).digest("base64");
    return new TextEncoder().encode(await stripTypes(source, { path: file.path, version }));
  }
  if (mediaType === "text/html" && options.rewritePage) {
    return options.rewritePage(bytes, file.path);
  }
  return bytes;
}

/**
 * Old games come in the coding of the author's system and say so in the page, or not at all; only what
 * is UTF-8 is called so.
 */
function withCharset(mediaType: string, bytes: Uint8Array): string {
  if (!isText(mediaType) || mediaType === "application/json") return mediaType;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return `${mediaType}; charset=utf-8`;
  } catch {
    return mediaType;
  }
}

function formatDigest(hash: Hash): string {
  return DIGEST_VERSION + hash.digest("base64url").slice(0, 24);
}
