import { basename, join } from "../../cli/path.ts";
import type { Text } from "../../cli/language.ts";
import { FolderSource } from "./folder_source.ts";
import { isServedName } from "./game_source.ts";
import { MANIFEST_NAME } from "./manifest.ts";
import { depthOf, isCompanion, isDocument, isIndex, isPage, stemOf } from "./page_names.ts";
import { whyUnplayable } from "./unplayable.ts";

/** A folder or file that is a game, or that somebody took for one. */
export interface Place {
  /** The absolute path. */
  readonly path: string;
  readonly kind: "folder" | "zip" | "page" | "unplayable";
}

/** The places at a root of the catalogue. */
export interface Places {
  readonly places: readonly Place[];
  /** Whether there are more than the catalogue looks at. */
  readonly isCut: boolean;
}

/** A folder with more games than this is not a shelf but a disk. */
export const MAX_ROOT_GAMES = 1000;

/** Lists the games of a root, and what may have been meant as one. A root that is itself a game is the only one. */
export async function listPlaces(path: string): Promise<Places> {
  if ((await Deno.stat(path)).isFile) {
    const kind = kindOf(basename(path), { isFile: true });
    if (kind) return { places: [{ path, kind }], isCut: false };
  }
  const names: string[] = [];
  const places: Place[] = [];
  for await (const entry of Deno.readDir(path)) {
    if (entry.isFile && (entry.name === MANIFEST_NAME || isIndex(entry.name))) {
      return onlyGame(path);
    }
    if (!isServedName(entry.name)) continue;
    names.push(entry.name);
    const kind = kindOf(entry.name, await followLink(path, entry));
    if (kind) places.push({ path: join(path, entry.name), kind });
    if (places.length === MAX_ROOT_GAMES) return { places, isCut: true };
  }
  return await isGameOfOnePage(names, places) ? onlyGame(path) : { places, isCut: false };
}

function onlyGame(path: string): Places {
  return { places: [{ path, kind: "folder" }], isCut: false };
}

function kindOf(
  name: string,
  { isFile, isDirectory }: { isFile: boolean; isDirectory?: boolean },
): Place["kind"] | undefined {
  if (isDirectory) return "folder";
  if (!isFile) return undefined;
  if (/\.zip$/i.test(name)) return "zip";
  if (isPage(name)) return "page";
  return whyUnplayable(name) ? "unplayable" : undefined;
}

async function followLink(
  folder: string,
  entry: Deno.DirEntry,
): Promise<{ isFile: boolean; isDirectory: boolean }> {
  if (!entry.isSymlink) return entry;
  const info = await Deno.stat(join(folder, entry.name)).catch(() => undefined);
  return info ?? { isFile: false, isDirectory: false };
}

/** Whether a folder is one game that starts with its only page: it holds files and folders for that, and no other game. */
async function isGameOfOnePage(
  names: readonly string[],
  places: readonly Place[],
): Promise<boolean> {
  const [page, ...others] = names.filter(isPage);
  if (page === undefined || others.length > 0) return false;
  if (!names.some((name) => !isCompanion(name, stemOf(page)) && !isDocument(name))) return false;
  if (places.some(({ kind }) => kind === "zip" || kind === "unplayable")) return false;
  const folders = places.filter(({ kind }) => kind === "folder");
  const areGames = await Promise.all(folders.map(({ path }) => isLikelyGame(path)));
  return !areGames.includes(true);
}

/** Whether a folder has a page at its top or an index page below: pages of help lie elsewhere. */
async function isLikelyGame(folder: string): Promise<boolean> {
  // A folder that cannot be read has its own row with the reason.
  const pages = await new FolderSource(folder).pages().catch(() => []);
  return pages.some((path) => depthOf(path) === 0 || isIndex(basename(path)));
}

/** The message for a root of which only a part is looked at. */
export function tooManyText(path: string): Text {
  return {
    en:
      `Cannot read all of "${path}": only the first ${MAX_ROOT_GAMES} folders and zips are looked at`,
    zh: `无法读取“${path}”的全部内容：只查看前 ${MAX_ROOT_GAMES} 个文件夹和 zip`,
  };
}
