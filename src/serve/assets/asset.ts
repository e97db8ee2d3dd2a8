import { createHash, type Hash } from "node:crypto";
import { formatHttpDate } from "../../http/http_date.ts";
import type { SourceFile } from "../catalogue/game_source.ts";
import { rootOf } from "../relocate/relocate_file.ts";
import type { AssetPlan } from "./asset_plan.ts";
import type { Compressor } from "./compressor.ts";
import { isCompressible, isPage, mediaTypeOf } from "./media_types.ts";
import { prepareText, sniffMediaType, type TextTools, withCharset } from "./prepare_text.ts";
import {
  type Content,
  type Encoding,
  type HeaderList,
  makeRepresentation,
  type Representation,
  type RepresentationBasis,
} from "./representation.ts";
import { findInsertion, spliceFile } from "./spliced_file.ts";
import { sniffUnityEncoding, UNITY_MARK_BYTES } from "./unity_encoding.ts";
import { measureUnpacked, openUnpacked } from "./unpacked_file.ts";

/** A file of a game, ready to be sent. */
export interface Asset {
  readonly basis: RepresentationBasis;
  readonly lastModifiedMs: number | undefined;
  /** Whether the author packed the file; then the host adds only the form that plain http needs. */
  readonly isPrepacked: boolean;
  /** The plain bytes. */
  readonly identity: Representation;
  /** Every form by its coding; packed forms are added as they are made. */
  readonly forms: Map<string, Representation>;
  /** Every form by its tag, so that a 304 is a look-up. */
  readonly byTag: Map<string, Representation>;
}

/** What an asset is made with. */
export interface AssetTools extends TextTools {
  /** Headers that every answer of the game carries. */
  readonly gameHeaders: HeaderList;
  readonly compressor: Compressor;
  /** Reserves memory for so many bytes; false where the file must be read from disk each time. */
  readonly keep: (sizeBytes: number) => boolean;
}

const MIB = 1024 * 1024;

/** A file up to this size is read as a whole; a larger one a piece at a time. */
const MAX_WHOLE_BYTES = 16 * MIB;

/** Scripts go into a large page within its first MiB. */
const LARGE_PAGE_START_BYTES = MIB;

/**
 * A file up to this size stays in memory as it lies on disk. A larger one takes longer to send than to read, and its
 * packed forms need the memory.
 */
const MAX_KEPT_BYTES = 2 * MIB;

/** The most that a packed file may unpack to; more is a bomb, or more than a tablet can play. */
const MAX_UNPACKED_BYTES = 512 * MIB;

/** Begins every tag, so that browsers fetch a file again from a coplay that processes it otherwise. */
const DIGEST_VERSION = "1";

/**
 * Makes the asset of a file: its content decides the tag, its name the media type.
 *
 * @throws {StaleFileError} where the file is gone or has become another
 */
export async function makeAsset(plan: AssetPlan, tools: AssetTools): Promise<Asset> {
  if (plan.encoding) return await makeUnpackedAsset(plan, tools);
  const asset = await makePlainAsset(plan, tools);
  for (const sidecar of plan.sidecars) await addSidecar(asset, { ...sidecar, tools });
  return asset;
}

async function makePlainAsset(
  { file, isAsWritten }: Pick<AssetPlan, "file" | "isAsWritten">,
  tools: AssetTools,
): Promise<Asset> {
  if (file.sizeBytes > MAX_WHOLE_BYTES) {
    const contentType = mediaTypeOf(file.path);
    const sent = isAsWritten
      ? file
      : await spliceLargePage(file, { mediaType: contentType, tools });
    const digest = sent.contentTag ??
      await digestStream(await sent.stream({ start: 0, end: sent.sizeBytes }));
    return assemble(sent, { contentType, digest, content: openFile(sent), tools });
  }
  const original = await file.read();
  const mediaType = sniffMediaType(file.path, original);
  const bytes = isAsWritten ? original : await prepareText(original, { file, mediaType, tools });
  const isMade = bytes !== original;
  const isKept = ((isMade || bytes.length <= MAX_KEPT_BYTES) && tools.keep(bytes.length)) || isMade;
  return assemble(file, {
    contentType: withCharset(mediaType, bytes),
    digest: formatDigest(createHash("sha256").update(bytes)),
    content: isKept ? bytes : openFile(file),
    sizeBytes: bytes.length,
    tools,
  });
}

/** Adds scripts to a page too large to read whole: some games are one page with all their pictures inside. */
async function spliceLargePage(
  file: SourceFile,
  { mediaType, tools }: { mediaType: string; tools: AssetTools },
): Promise<SourceFile> {
  const isXml = mediaType === "application/xhtml+xml";
  if (!tools.rewritePage || !isPage(mediaType)) return file;
  const start = await file.stream({ start: 0, end: LARGE_PAGE_START_BYTES });
  const head = new Uint8Array(await new Response(start).arrayBuffer());
  const page = { isEntry: tools.isEntry, isXml, root: rootOf(tools.relocation) };
  const insertion = findInsertion(head, tools.rewritePage(head, page));
  return insertion ? spliceFile(file, insertion) : file;
}

/** Makes the asset of a file that its author packed: sent packed, or unpacked to clients without that coding. */
async function makeUnpackedAsset(plan: AssetPlan, tools: AssetTools): Promise<Asset> {
  const { file, name } = plan;
  const encoding = plan.encoding === "unityweb"
    ? sniffUnityEncoding(await readStart(file))
    : plan.encoding;
  const unpacked = encoding && await unpackAsset(file, { encoding, name, tools });
  // The file is not in the coding that its name says: the client gets it as it is.
  return unpacked ?? await makePlainAsset(plan, tools);
}

async function unpackAsset(
  file: SourceFile,
  { encoding, name, tools }: { encoding: Encoding; name: string; tools: AssetTools },
): Promise<Asset | undefined> {
  const packed = file.sizeBytes <= MAX_WHOLE_BYTES ? await file.read() : undefined;
  const limits = { encoding, maxBytes: MAX_WHOLE_BYTES };
  const bytes = packed && await tools.compressor.decompress(packed, limits);
  const measured = bytes
    ? { sizeBytes: bytes.length, hash: createHash("sha256").update(bytes) }
    : await measureUnpacked(file, { encoding, maxBytes: MAX_UNPACKED_BYTES });
  if (!measured) return undefined;
  const isKept = bytes && tools.keep(bytes.length);
  const asset = assemble(file, {
    contentType: bytes ? withCharset(mediaTypeOf(name), bytes) : mediaTypeOf(name),
    digest: formatDigest(measured.hash),
    content: isKept ? bytes : (range) => openUnpacked(file, { encoding, range }),
    sizeBytes: measured.sizeBytes,
    isPrepacked: true,
    tools,
  });
  const content = packed && tools.keep(packed.length) ? packed : openFile(file);
  addForm(asset, encoding, { content, sizeBytes: file.sizeBytes });
  return asset;
}

/** Adds the author's packed file only if it unpacks to the same content: it may be of an older build. */
async function addSidecar(
  asset: Asset,
  { file, encoding, tools }: { file: SourceFile; encoding: Encoding; tools: AssetTools },
): Promise<void> {
  if (!asset.basis.varies || file.sizeBytes > MAX_WHOLE_BYTES) return;
  const packed = await file.read().catch(() => undefined);
  const maxBytes = asset.identity.sizeBytes;
  const bytes = packed && await tools.compressor.decompress(packed, { encoding, maxBytes });
  if (!packed || !bytes) return;
  const digest = formatDigest(createHash("sha256").update(bytes));
  if (digest !== asset.basis.digest || !tools.keep(packed.length)) return;
  addForm(asset, encoding, { content: packed, sizeBytes: packed.length });
}

/** Adds a packed form to an asset. */
export function addForm(
  asset: Asset,
  encoding: Encoding,
  form: { content: Content; sizeBytes: number },
): void {
  const representation = makeRepresentation(asset.basis, { encoding, ...form });
  asset.forms.set(encoding, representation);
  asset.byTag.set(representation.etag, representation);
}

interface Parts {
  readonly contentType: string;
  readonly digest: string;
  readonly content: Content;
  /** @default the file's */
  readonly sizeBytes?: number;
  /** @default false */
  readonly isPrepacked?: boolean;
  readonly tools: AssetTools;
}

function assemble(file: SourceFile, parts: Parts): Asset {
  const { modifiedMs } = file;
  const { contentType, digest, content, sizeBytes = file.sizeBytes, isPrepacked = false } = parts;
  const basis = {
    contentType,
    digest,
    lastModified: modifiedMs === undefined ? undefined : formatHttpDate(modifiedMs),
    varies: isPrepacked || isCompressible(file.path, contentType.split(";")[0]!),
    gameHeaders: parts.tools.gameHeaders,
  };
  const identity = makeRepresentation(basis, { encoding: "identity", sizeBytes, content });
  return {
    basis,
    lastModifiedMs: modifiedMs,
    isPrepacked,
    identity,
    forms: new Map([["identity", identity]]),
    byTag: new Map([[identity.etag, identity]]),
  };
}

function openFile(file: SourceFile): Content {
  return (range) => file.stream(range);
}

async function readStart(file: SourceFile): Promise<Uint8Array> {
  const end = Math.min(UNITY_MARK_BYTES, file.sizeBytes);
  return await new Response(await file.stream({ start: 0, end })).bytes();
}

async function digestStream(stream: ReadableStream<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of stream) hash.update(piece);
  return formatDigest(hash);
}

function formatDigest(hash: Hash): string {
  return DIGEST_VERSION + hash.digest("base64url").slice(0, 24);
}
