import type { Text } from "../../cli/language.ts";
import { basename } from "../../cli/path.ts";
import { explainFault } from "./fault.ts";
import { FolderSource } from "./folder_source.ts";
import type { GameSource } from "./game_source.ts";
import { type Manifest, MANIFEST_NAME, readCard } from "./manifest.ts";
import { PAGE_HEAD_BYTES, readTitle as readPageTitle } from "./page_head.ts";
import { findFirstPage, isPage, stemOf } from "./page_names.ts";
import { PageSource } from "./page_source.ts";
import { listPlaces, type Place, tooManyText } from "./places.ts";
import { ownTitle } from "./stock_titles.ts";
import { whatFlashLacks, whyNoEntry, whyUnplayable } from "./unplayable.ts";
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
  /** Whether its game.json is coplay's card, and not a file of the game. */
  readonly hasCard: boolean;
  /** The path of its own first page, if it has one. */
  readonly entry: string | undefined;
  /** What its author should know, though it can be published. */
  readonly notices: readonly Text[];
  readonly fault: Text | undefined;
  readonly version: string;
}

/** What a scan found at one root. */
export interface FoundRoot {
  readonly games: readonly FoundGame[];
  /** A fault of the root itself. */
  readonly fault: Text | undefined;
}

/** Finds the games at one root. A broken game does not stop the others. */
export async function scanRoot(
  root: CatalogueRoot,
  sourceOf: (place: Place) => GameSource,
): Promise<FoundRoot> {
  try {
    const { places, isCut } = await listPlaces(root.path);
    const games = await Promise.all(places.map((place) => scanGame(place, sourceOf(place))));
    return { games: games.sort(compareGames), fault: isCut ? tooManyText(root.path) : undefined };
  } catch (error) {
    return { games: [], fault: whyUnreadable(root.path, error) };
  }
}

/** Opens a folder, a zip or a page as the source of a game's files. */
export function openSource({ path, kind }: Place): GameSource {
  if (kind === "zip") return new ZipSource(path);
  return kind === "page" ? new PageSource(path) : new FolderSource(path);
}

async function scanGame(place: Place, source: GameSource): Promise<FoundGame> {
  const id = idOf(place);
  const broken = (fault: Text) => ({
    ...{ id, source, manifest: {}, hasCard: false, title: id, entry: undefined, notices: [] },
    fault,
    version: fault.en,
  });
  const why = place.kind === "unplayable" && whyUnplayable(place.path);
  if (why) return broken(why);
  try {
    return await readGame(id, source);
  } catch (error) {
    return broken(whyUnreadable(place.path, error));
  }
}

/**
 * The name of a game's folder, or of its zip or page without the ending. macOS takes names apart into letters and
 * accents, while people type them whole.
 */
function idOf({ path, kind }: Place): string {
  const name = basename(path).normalize("NFC");
  // A drive's root, such as a stick's, has no name.
  return (kind === "zip" || kind === "page" ? stemOf(name) : name) || "game";
}

async function readGame(id: string, source: GameSource): Promise<FoundGame> {
  const top = await source.top();
  const file = await source.find(MANIFEST_NAME);
  const { manifest, isCard, notice } = file
    ? readCard(await file.read(), `${id}/${MANIFEST_NAME}`)
    : { manifest: {}, isCard: false };
  const own = manifest.entry ?? findFirstPage(top.names.filter(isPage));
  // An overlay's page is its base's; pages deeper inside are something else.
  const isWhole = own === undefined && !manifest.base && !manifest.hidden && !manifest.library;
  const pages = isWhole ? await source.pages() : [];
  const isOnTop = pages.some((path) => !path.includes("/"));
  const entry = own ?? (isOnTop ? undefined : findFirstPage(pages));
  const fault = isWhole && entry === undefined ? whyNoEntry(top.names, pages) : undefined;
  return {
    ...{ id, source, manifest, hasCard: isCard, entry },
    title: (entry && await readTitle(source, entry)) ?? id,
    notices: [notice, await noticeFlash(source, top.names)].filter((text) => text !== undefined),
    fault: fault && notice ? withNotice(fault, notice) : fault,
    version: `${top.version}\n${entry}`,
  };
}

/** Looks for Ruffle where a .swf lies at the top. */
async function noticeFlash(
  source: GameSource,
  names: readonly string[],
): Promise<Text | undefined> {
  if (!names.some((name) => /\.swf$/i.test(name))) return undefined;
  return whatFlashLacks((await source.list()).map(({ path }) => path));
}

/** The page that is missing may stand in a card that cannot be read. */
function withNotice(fault: Text, notice: Text): Text {
  return { en: `${fault.en}; ${notice.en}`, zh: `${fault.zh}；${notice.zh}` };
}

async function readTitle(source: GameSource, entry: string): Promise<string | undefined> {
  const page = await source.find(entry);
  if (!page || page.sizeBytes === 0) return undefined;
  const end = Math.min(page.sizeBytes, PAGE_HEAD_BYTES);
  const stream = await page.stream({ start: 0, end });
  const title = readPageTitle(new Uint8Array(await new Response(stream).arrayBuffer()));
  return title && ownTitle(title);
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
