import type { Text } from "../../cli/language.ts";
import { basename, join } from "../../cli/path.ts";
import { explainFault } from "./fault.ts";
import { FolderSource } from "./folder_source.ts";
import { type GameSource, isServedName } from "./game_source.ts";
import { type Manifest, MANIFEST_NAME, ManifestError, parseManifest } from "./manifest.ts";
import { PAGE_HEAD_BYTES, readTitle as readPageTitle } from "./page_head.ts";
import { ZipSource } from "./zip_source.ts";

/** A folder to search for games, or one game. */
export interface CatalogueRoot {
  /** An absolute path: a folder of games, or one game as a folder or zip. */
  readonly path: string;
  /** Whether these are the games that came with coplay. */
  readonly isBuiltIn?: boolean;
}

/** A game found in its folder or zip, before its bases are resolved. */
export interface FoundGame {
  readonly id: string;
  readonly source: GameSource;
  readonly manifest: Manifest;
  /** Its name where game.json has none. */
  readonly title: string;
  /** The path of its own first page, if it has one. */
  readonly entry: string | undefined;
  readonly fault: Text | undefined;
  readonly version: string;
}

/** What a scan found at one root. */
export interface FoundRoot {
  readonly games: readonly FoundGame[];
  /** A fault of the root itself. */
  readonly fault: Text | undefined;
}

/** A folder with more games than this is not a shelf but a disk. */
const MAX_ROOT_GAMES = 1000;

const PAGE_REGEXP = /\.x?html?$/i;

/** Finds the games at one root. A broken game does not stop the others. */
export async function scanRoot(
  root: CatalogueRoot,
  sourceOf: (place: string) => GameSource,
): Promise<FoundRoot> {
  try {
    const { places, fault } = await listPlaces(root.path);
    const found = await Promise.all(places.map((place) => scanGame(place, sourceOf(place))));
    const games = found.filter((game) => game !== undefined);
    return { games: games.sort(compareGames), fault };
  } catch (error) {
    return { games: [], fault: whyUnreadable(root.path, error) };
  }
}

/** Lists the folders and zips that may be games; a root that is itself a game is the only one. */
async function listPlaces(path: string): Promise<{ places: string[]; fault: Text | undefined }> {
  if (isZip(path) && (await Deno.stat(path)).isFile) return { places: [path], fault: undefined };
  const names: string[] = [];
  const inPath = (name: string) => join(path, name);
  for await (const entry of Deno.readDir(path)) {
    if (entry.isFile && (entry.name === MANIFEST_NAME || /^index\.html?$/i.test(entry.name))) {
      return { places: [path], fault: undefined };
    }
    if (!isServedName(entry.name)) continue;
    if (await isPlace(path, entry)) names.push(entry.name);
    if (names.length === MAX_ROOT_GAMES) return { places: names.map(inPath), fault: tooMany(path) };
  }
  return { places: names.map(inPath), fault: undefined };
}

function tooMany(path: string): Text {
  return {
    en:
      `Cannot read all of "${path}": only the first ${MAX_ROOT_GAMES} folders and zips are looked at`,
    zh: `无法读取“${path}”的全部内容：只查看前 ${MAX_ROOT_GAMES} 个文件夹和 zip`,
  };
}

/** Whether an entry is a folder or a zip; follows links. */
async function isPlace(folder: string, entry: Deno.DirEntry): Promise<boolean> {
  if (!entry.isSymlink) return entry.isDirectory || isZip(entry.name);
  const info = await Deno.stat(join(folder, entry.name)).catch(() => undefined);
  return info !== undefined && (info.isDirectory || (info.isFile && isZip(entry.name)));
}

function isZip(name: string): boolean {
  return /\.zip$/i.test(name);
}

/** Opens a folder or a zip as the source of a game's files. */
export function openSource(place: string): GameSource {
  return isZip(place) ? new ZipSource(place) : new FolderSource(place);
}

async function scanGame(place: string, source: GameSource): Promise<FoundGame | undefined> {
  // A drive's root, such as a stick's, has no name.
  const id = basename(place).replace(/\.zip$/i, "") || "game";
  try {
    return await readGame(id, source);
  } catch (error) {
    const fault = error instanceof ManifestError ? error.text : whyUnreadable(place, error);
    const game = { id, source, manifest: {}, title: id, entry: undefined };
    return { ...game, fault, version: fault.en };
  }
}

async function readGame(id: string, source: GameSource): Promise<FoundGame | undefined> {
  const top = await source.top();
  const card = await source.find(MANIFEST_NAME);
  const manifest = card ? parseManifest(await card.read(), `${id}/${MANIFEST_NAME}`) : {};
  const pages = top.names.filter((name) => PAGE_REGEXP.test(name));
  const entry = manifest.entry ?? findEntry(pages);
  // A folder without a page is no game; a zip without one was probably meant to be.
  if (!entry && !card && pages.length === 0 && source instanceof FolderSource) return undefined;
  const title = (entry && await readTitle(source, entry)) ?? id;
  return { id, source, manifest, title, entry, fault: undefined, version: top.version };
}

/** Returns `index.html`, else the only page at the top level. */
function findEntry(pages: readonly string[]): string | undefined {
  const index = pages.find((name) => name === "index.html") ??
    pages.find((name) => /^index\.x?html?$/i.test(name));
  return index ?? (pages.length === 1 ? pages[0] : undefined);
}

async function readTitle(source: GameSource, entry: string): Promise<string | undefined> {
  const page = await source.find(entry);
  if (!page || page.sizeBytes === 0) return undefined;
  const end = Math.min(page.sizeBytes, PAGE_HEAD_BYTES);
  const stream = await page.stream({ start: 0, end });
  return readPageTitle(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** Sorts by game.json's `order`, then by name with numbers in order: `level 2` before `level 10`. */
function compareGames(a: FoundGame, b: FoundGame): number {
  const order = (a.manifest.order ?? Infinity) - (b.manifest.order ?? Infinity);
  if (order < 0 || order > 0) return order;
  return a.id.localeCompare(b.id, "zh", { numeric: true });
}

function whyUnreadable(path: string, error: unknown): Text {
  const why = explainFault(error);
  return { en: `Cannot read "${path}": ${why.en}`, zh: `无法读取“${path}”：${why.zh}` };
}
