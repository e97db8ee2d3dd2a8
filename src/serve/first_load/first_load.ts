import { createHash } from "node:crypto";
import type { AddedFiles, AssetStore } from "../assets/asset_store.ts";
import type { GameStripper } from "../assets/type_stripper.ts";
import type { SourceFile } from "../catalogue/game_source.ts";
import { asBytes } from "../relocate/byte_text.ts";
import { GameFiles, type ListShared, pathIn, TooMuchError } from "./game_files.ts";
import type { GameReader } from "./module_reader.ts";
import { editPage } from "./page_edit.ts";
import { readPage } from "./page_parts.ts";
import { PageReading } from "./page_reading.ts";

/** What {@linkcode readFirstLoad} reads with. */
export interface FirstLoadTools {
  readonly stripper: GameStripper;
  readonly reader: GameReader;
  readonly listShared: ListShared;
}

/** What the host does so that a game's first page loads quickly. */
export interface FirstLoad extends AddedFiles {
  /** Adds hints to the page that was read, and leads it to the linked modules; leaves any other as it is. */
  readonly editPage: (html: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  /** Whether the files of other games that the page loads are still the same. */
  readonly isCurrent: () => Promise<boolean>;
}

/** A larger page is all of its game, and takes longer than what it loads. */
const MAX_PAGE_BYTES = 1024 * 1024;

/**
 * Ninety modules take 0.2 s, and ten times that on a machine that is busy with other things. The first page must not
 * wait for ever for modules that are made to be slow.
 */
const MAX_READ_MS = 15_000;

const NOTHING: FirstLoad = {
  files: [],
  first: new Set(),
  editPage: (html) => html,
  isCurrent: () => Promise.resolve(true),
};

/**
 * Finds out what a game's first page loads, which a browser learns file by file, a round trip each time. Its modules
 * are linked into one where that is certain to do the same: over HTTP/1.1 a browser asks for six files at a time, so
 * ninety take fifteen round trips even with hints. Else it gets hints, and so it does about its styles.
 */
export async function readFirstLoad(
  store: AssetStore,
  { files, tools }: { files: readonly SourceFile[]; tools: FirstLoadTools },
): Promise<FirstLoad> {
  const { game } = store;
  const page = files.find(({ path }) => path === game.entry);
  const isHtml = /\.html?$/i.test(game.entry);
  if (!page || !isHtml || page.sizeBytes > MAX_PAGE_BYTES) return NOTHING;
  const late = Promise.withResolvers<FirstLoad>();
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(new TooMuchError());
    late.resolve(NOTHING);
  }, MAX_READ_MS);
  const found = new GameFiles(store, { ...tools, files, signal: limit.signal });
  // What cannot be read is told to the player who asks for it; the page then loads as its author wrote it.
  const reading = read(store, { page, found, reader: tools.reader }).catch(() => NOTHING);
  return await Promise.race([reading, late.promise]).finally(() => clearTimeout(timer));
}

async function read(
  { game }: AssetStore,
  { page, found, reader }: { page: SourceFile; found: GameFiles; reader: GameReader },
): Promise<FirstLoad> {
  const html = await found.read(page);
  const parts = readPage(asBytes(html));
  if (!parts) return NOTHING;
  const { edit, made, loaded } = await new PageReading(game, { files: found, reader, parts })
    .read();
  const digest = digestOf(html);
  const paths = loaded.flatMap((address) => pathIn(game.id, address) ?? []);
  // Most pages have their cover as icon.
  if (game.cover !== undefined) paths.push(game.cover);
  return {
    files: made,
    first: new Set([game.entry, ...made.map(({ path }) => path), ...paths]),
    editPage: (now) => digestOf(now) === digest ? editPage(now, edit) : now,
    isCurrent: () => found.areSame(),
  };
}

function digestOf(bytes: Uint8Array<ArrayBuffer>): string {
  return createHash("sha256").update(bytes).digest("base64");
}
