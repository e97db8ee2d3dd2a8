import { createHash } from "node:crypto";
import type { SourceFile } from "../catalogue/game_source.ts";
import { declaredEncoding } from "../catalogue/page_head.ts";
import { relocateFile, type Relocation, rootOf } from "../relocate/relocate_file.ts";
import type { RewritePage } from "./html_inject.ts";
import { extensionOf, isPage, isText, mediaTypeOf } from "./media_types.ts";
import { stripTypes } from "./strip_types.ts";
import type { GameStripper } from "./type_stripper.ts";

/** The tools that prepare texts. */
export interface TextTools {
  readonly stripper: GameStripper;
  readonly rewritePage: RewritePage | undefined;
  readonly relocation: Relocation;
  /** Whether the game starts with this file. */
  readonly isEntry: boolean;
}

/** `.ts` is TypeScript, unless the file begins with 0x47, the sync byte of MPEG video of the same ending. */
export function sniffMediaType(path: string, bytes: Uint8Array): string {
  const isTransportStream = bytes[0] === 0x47 && bytes[188] === 0x47;
  return isTypeScript(path) && isTransportStream ? "video/mp2t" : mediaTypeOf(path);
}

function isTypeScript(path: string): boolean {
  const extension = extensionOf(path);
  return extension === "ts" || extension === "mts";
}

/** Makes the text of a file ready for browsers: JavaScript of TypeScript, addresses led into the game, scripts in pages. */
export async function prepareText(
  bytes: Uint8Array<ArrayBuffer>,
  { file, mediaType, tools }: { file: SourceFile; mediaType: string; tools: TextTools },
): Promise<Uint8Array<ArrayBuffer>> {
  const { rewritePage, relocation, isEntry } = tools;
  const own = await prepareOwnText(bytes, { path: file.path, mediaType, tools });
  return rewritePage && isPage(mediaType)
    ? rewritePage(own, { isEntry, isXml: mediaType !== "text/html", root: rootOf(relocation) })
    : own;
}

/** Makes the text of a file ready for browsers, but for what the host adds to pages. */
export async function prepareOwnText(
  bytes: Uint8Array<ArrayBuffer>,
  { path, mediaType, tools: { stripper, relocation } }: {
    path: string;
    mediaType: string;
    tools: {
      readonly stripper: GameStripper;
      /** @default {addresses stay as they are} */
      readonly relocation?: Relocation;
    };
  },
): Promise<Uint8Array<ArrayBuffer>> {
  const script = mediaType === "text/javascript" && isTypeScript(path)
    ? await stripBytes(bytes, { path, stripper })
    : bytes;
  return relocation ? relocateFile(script, { path, mediaType, relocation }) : script;
}

async function stripBytes(
  bytes: Uint8Array<ArrayBuffer>,
  { path, stripper }: { path: string; stripper: GameStripper },
): Promise<Uint8Array<ArrayBuffer>> {
  const source = new TextDecoder().decode(bytes);
  const version = createHash("sha256").update(bytes).digest("base64");
  const options = { path, version, stripper };
  return new TextEncoder().encode(await stripTypes(source, options));
}

/**
 * Adds the charset that a page declares, because a header would overrule it. Else it adds one only to UTF-8: old games
 * use the encoding of their author's system and leave it to the browser's guess.
 */
export function withCharset(mediaType: string, bytes: Uint8Array<ArrayBuffer>): string {
  if (!isText(mediaType) || mediaType === "application/json") return mediaType;
  const declared = isPage(mediaType) ? declaredEncoding(bytes) : undefined;
  if (declared) return `${mediaType}; charset=${declared}`;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return `${mediaType}; charset=utf-8`;
  } catch {
    return mediaType;
  }
}
