import type { RewritePage } from "../assets/html_inject.ts";
import { AssetStore, versionOfFiles } from "../assets/asset_store.ts";
import { Compressor } from "../assets/compressor.ts";
import { TypeStripper } from "../assets/type_stripper.ts";
import { profileGame } from "../assets/game_profile.ts";
import { surveySite } from "../relocate/site_survey.ts";
import type { MemoryBudget } from "../assets/memory_budget.ts";
import { type Game, listGameFiles } from "../catalogue/catalogue.ts";
import type { SourceFile } from "../catalogue/game_source.ts";
import { type FirstLoad, readFirstLoad } from "../first_load/first_load.ts";
import { ModuleReader } from "../first_load/module_reader.ts";

/** The options of {@linkcode OpenGames}. */
export interface OpenGamesOptions {
  /** The memory that all open games share. */
  readonly budget: MemoryBudget;
  readonly rewritePage?: RewritePage | undefined;
  /** Whether to make packed forms in the background. @default true */
  readonly packs?: boolean;
  /** Returns a game whose files the pages of another may use; undefined for any other ID. */
  readonly findShared: (game: Game, id: string) => Game | undefined;
}

/**
 * The games whose files are open: the published one, earlier ones, and those that players opened from the lobby.
 * Where memory runs short, the one unused for longest is closed.
 */
export class OpenGames {
  readonly #options: OpenGamesOptions;
  readonly #compressor = new Compressor();
  readonly #stripper = new TypeStripper();
  readonly #reader = new ModuleReader();
  readonly #firstLoads = new WeakMap<AssetStore, Promise<FirstLoad>>();
  /** The stores by game ID, the last used last. */
  readonly #stores = new Map<string, AssetStore>();
  readonly #opening = new Map<string, Promise<AssetStore>>();
  #preparing: Promise<void> = Promise.resolve();
  /** The ID of the game that must stay open. */
  #pinnedId: string | undefined;

  constructor(options: OpenGamesOptions) {
    this.#options = options;
  }

  /** Returns the files of an open game without reading the disk. */
  get(id: string): AssetStore | undefined {
    return this.#stores.get(id);
  }

  /** The IDs of the open games. */
  get ids(): readonly string[] {
    return [...this.#stores.keys()];
  }

  /** Lists a game's files again; returns the same store where nothing has changed. */
  open(game: Game): Promise<AssetStore> {
    const opening = this.#opening.get(game.id);
    if (opening) return opening;
    const started = this.#open(game).finally(() => this.#opening.delete(game.id));
    this.#opening.set(game.id, started);
    return started;
  }

  /** Keeps a game open, in place of the one pinned before. */
  pin(id: string): void {
    this.#pinnedId = id;
  }

  /** Closes a game. */
  close(id: string): void {
    this.#stores.get(id)?.close();
    this.#stores.delete(id);
  }

  /** Closes all games. */
  closeAll(): void {
    for (const id of this.ids) this.close(id);
    this.#compressor.close();
    this.#stripper.close();
    this.#reader.close();
  }

  /** Resolves once all packed forms of the games opened so far exist. */
  get prepared(): Promise<void> {
    return this.#preparing;
  }

  async #open(game: Game): Promise<AssetStore> {
    const files = await listGameFiles(game);
    const before = this.#stores.get(game.id);
    this.#stores.delete(game.id);
    const isSame = before?.version === versionOfFiles(files) &&
      before.game.version === game.version && await this.#isCurrent(before);
    const store = isSame ? before : await this.#build(game, files, before);
    this.#stores.set(game.id, store);
    return store;
  }

  async #build(
    game: Game,
    files: readonly SourceFile[],
    before: AssetStore | undefined,
  ): Promise<AssetStore> {
    const compressor = this.#compressor;
    const { budget, rewritePage, packs = true } = this.#options;
    const store: AssetStore = new AssetStore(game, {
      files,
      profile: await profileGame(game, { files, compressor }),
      site: await surveySite(game, files),
      compressor,
      stripper: this.#stripper.of(game.id),
      takeMemory: (sizeBytes, store) => this.#take(sizeBytes, store),
      giveBackMemory: (sizeBytes) => budget.giveBack(sizeBytes),
      rewritePage: (html, kind) => {
        const edited = kind.isEntry ? editPage(html) : html;
        return rewritePage?.(edited, kind) ?? edited;
      },
    });
    // The store makes the first page only once this is read.
    let editPage: FirstLoad["editPage"] = (html) => html;
    const firstLoad = this.#readFirstLoad(store, files);
    this.#firstLoads.set(store, firstLoad);
    store.add(firstLoad.then((read) => {
      editPage = read.editPage;
      return read;
    }));
    if (before) {
      store.adopt(before);
      before.close();
    }
    if (packs) {
      // Players come within a second; they do not wait for the games opened before.
      const preparingFirst = store.prepareFirst();
      this.#preparing = this.#preparing.then(() => preparingFirst).then(() => store.prepare());
    }
    return store;
  }

  async #isCurrent(store: AssetStore): Promise<boolean> {
    const firstLoad = await this.#firstLoads.get(store);
    return await firstLoad?.isCurrent() ?? true;
  }

  #readFirstLoad(store: AssetStore, files: readonly SourceFile[]): Promise<FirstLoad> {
    const listShared = async (id: string) => {
      const shared = this.#options.findShared(store.game, id);
      return shared && await listGameFiles(shared);
    };
    const { id } = store.game;
    const tools = { stripper: this.#stripper.of(id), reader: this.#reader.of(id), listShared };
    return readFirstLoad(store, { files, tools });
  }

  /** Reserves memory for a store; if need be, closes the games unused for longest. */
  #take(sizeBytes: number, store: AssetStore): boolean {
    const { budget } = this.#options;
    while (!budget.take(sizeBytes)) {
      const idle = this.ids.find((id) => id !== this.#pinnedId && this.#stores.get(id) !== store);
      if (idle === undefined || sizeBytes > budget.limitBytes) return false;
      this.close(idle);
    }
    return true;
  }
}
