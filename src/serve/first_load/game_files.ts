import { decodeId, GAMES_PATH } from "../address/paths.ts";
import { type AssetStore, versionOfFiles } from "../assets/asset_store.ts";
import { mediaTypeOf } from "../assets/media_types.ts";
import { prepareOwnText } from "../assets/prepare_text.ts";
import type { GameStripper } from "../assets/type_stripper.ts";
import type { SourceFile } from "../catalogue/game_source.ts";

/** Returns the path of a file inside a game; undefined for an address elsewhere. */
export function pathIn(id: string, address: string): string | undefined {
  const split = splitAddress(address);
  return split?.id === id ? split.path : undefined;
}

function splitAddress(address: string): { id: string; path: string } | undefined {
  const [whole = ""] = address.split("?");
  const slash = whole.indexOf("/", GAMES_PATH.length);
  if (!whole.startsWith(GAMES_PATH) || slash < 0) return undefined;
  const id = decodeId(whole.slice(GAMES_PATH.length, slash));
  return { id, path: decodeId(whole.slice(slash + 1)) };
}

/** Lists the files of another game that the pages of a game may use; undefined where there is none. */
export type ListShared = (id: string) => Promise<readonly SourceFile[] | undefined>;

/** A game's page loads more than can be looked through before it is needed. */
export class TooMuchError extends Error {
  override readonly name = "TooMuchError";
}

/** What a page loads first is at most so much: the largest games made by hand have a tenth. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Any address on the host will do: only paths are compared. */
const ORIGIN = "http://host";

/** Finds and reads the files behind addresses of a game's pages. */
export class GameFiles {
  readonly #store: AssetStore;
  readonly #own: ReadonlySet<SourceFile>;
  readonly #lists = new Map<string, Promise<ReadonlyMap<string, SourceFile> | undefined>>();
  readonly #versions = new Map<string, string>();
  readonly #listShared: ListShared;
  readonly #stripper: GameStripper;
  readonly #signal: AbortSignal;
  #leftBytes = MAX_BYTES;

  /**
   * @param store the game's own files, which it makes ready for browsers
   * @param options.files the list of them
   * @param options.signal ends the reading
   */
  constructor(
    store: AssetStore,
    { files, listShared, stripper, signal }: {
      files: readonly SourceFile[];
      listShared: ListShared;
      stripper: GameStripper;
      signal: AbortSignal;
    },
  ) {
    this.#store = store;
    this.#own = new Set(files);
    this.#lists.set(store.game.id, Promise.resolve(byPath(files)));
    this.#listShared = listShared;
    this.#stripper = stripper;
    this.#signal = signal;
  }

  /** Resolves an address that a file of the host names; undefined where it leads elsewhere. */
  resolve(written: string, base: string): string | undefined {
    const url = URL.parse(written.trim(), ORIGIN + base);
    return url?.origin === ORIGIN ? url.pathname + url.search : undefined;
  }

  /** Finds the file that is answered under an address; undefined where a redirect or nothing would be. */
  async find(address: string): Promise<SourceFile | undefined> {
    const split = splitAddress(address);
    if (!split) return undefined;
    const { id, path } = split;
    if (!this.#lists.has(id)) this.#lists.set(id, this.#list(id));
    return (await this.#lists.get(id))?.get(path);
  }

  /** Reads a file as browsers get it. @throws {TooMuchError} */
  async read(file: SourceFile): Promise<Uint8Array<ArrayBuffer>> {
    this.#signal.throwIfAborted();
    this.#leftBytes -= file.sizeBytes;
    if (this.#leftBytes < 0) throw new TooMuchError();
    if (this.#own.has(file)) return await this.#store.readOwn(file);
    const { path } = file;
    const tools = { stripper: this.#stripper };
    return await prepareOwnText(await file.read(), { path, mediaType: mediaTypeOf(path), tools });
  }

  /** Reads a file as text. @throws {TooMuchError} */
  async readText(file: SourceFile): Promise<string> {
    return new TextDecoder().decode(await this.read(file));
  }

  /** Reads a script; undefined where the file is none. @throws {TooMuchError} */
  async readScript(file: SourceFile): Promise<string | undefined> {
    return mediaTypeOf(file.path) === "text/javascript" ? await this.readText(file) : undefined;
  }

  /** Whether the files of other games that were found here are still the same. */
  async areSame(): Promise<boolean> {
    for (const [id, version] of this.#versions) {
      if (versionOfFiles(await this.#listShared(id) ?? []) !== version) return false;
    }
    return true;
  }

  async #list(id: string): Promise<ReadonlyMap<string, SourceFile> | undefined> {
    const files = await this.#listShared(id);
    this.#versions.set(id, versionOfFiles(files ?? []));
    return files && byPath(files);
  }
}

function byPath(files: readonly SourceFile[]): ReadonlyMap<string, SourceFile> {
  return new Map(files.map((file) => [file.path, file]));
}
