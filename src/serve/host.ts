import { AssetStore, type AssetStoreOptions } from "./asset_store.ts";
import type { Catalogue, Game } from "./catalogue.ts";
import { type HandlerParts, makeHandler } from "./handler.ts";
import { MemoryBudget } from "./memory_budget.ts";
import { type Publication, Published } from "./published.ts";

/** What a host is made from. */
export interface HostOptions {
  readonly catalogue: Catalogue;
  /** Whether players may open every game, not only the published one. */
  readonly hasLobby: boolean;
  /** The memory that games may fill. @default 256 MiB */
  readonly budget?: MemoryBudget;
  readonly rewritePage?: AssetStoreOptions["rewritePage"];
  /** What else the handler hands over to. */
  readonly parts?: Partial<HandlerParts>;
}

/** The games a host has open, and the function that answers for them. */
export class Host {
  readonly catalogue: Catalogue;
  readonly published: Published;
  readonly handler: ReturnType<typeof makeHandler>;
  readonly #storeOptions: AssetStoreOptions;
  readonly #hasLobby: boolean;
  /** Games beside the published one that players have opened from the lobby. */
  readonly #lobbyStores = new Map<string, { game: Game; store: Promise<AssetStore> }>();

  constructor(options: HostOptions) {
    const budget = options.budget ?? new MemoryBudget(256 * 1024 * 1024);
    this.catalogue = options.catalogue;
    this.#hasLobby = options.hasLobby;
    this.#storeOptions = {
      budget,
      ...(options.rewritePage && { rewritePage: options.rewritePage }),
    };
    this.published = new Published((game) => AssetStore.open(game, this.#storeOptions));
    this.handler = makeHandler({
      publishedId: () => this.published.current?.game.id,
      findStore: (id) => this.findStore(id),
      ...options.parts,
    });
  }

  /** Publishes a game. See {@linkcode Published.publish}. */
  publish(game: Game): Promise<Publication> {
    return this.published.publish(game);
  }

  /** Reads the folders again. Returns whether the catalogue has changed. */
  async rescan(): Promise<boolean> {
    const hasChanged = await this.catalogue.scan();
    await this.refresh();
    return hasChanged;
  }

  /** Looks for changed files of the games that are open. */
  async refresh(): Promise<void> {
    const current = this.published.current?.game;
    const game = current && this.catalogue.get(current.id);
    if (game) await this.published.refresh(game).catch(() => undefined);
    for (const id of [...this.#lobbyStores.keys()]) await this.#refreshLobbyStore(id);
  }

  /** The files of a game that players may open now. */
  findStore(id: string): AssetStore | Promise<AssetStore | undefined> | undefined {
    const current = this.published.current;
    if (current?.game.id === id) return current.store;
    if (!this.#hasLobby) return undefined;
    const open = this.#lobbyStores.get(id);
    if (open) return open.store;
    const game = this.catalogue.get(id);
    if (!game || game.fault || game.isHidden) return undefined;
    const store = AssetStore.open(game, this.#storeOptions);
    this.#lobbyStores.set(id, { game, store });
    // A game that cannot be read now is tried again by the next player.
    store.catch(() => this.#lobbyStores.delete(id));
    return store.catch(() => undefined);
  }

  async #refreshLobbyStore(id: string): Promise<void> {
    const open = this.#lobbyStores.get(id);
    const game = this.catalogue.get(id);
    const before = await open?.store.catch(() => undefined);
    if (!open || !before) return;
    this.#lobbyStores.delete(id);
    before.close();
    const after = game && !game.fault ? await AssetStore.open(game, this.#storeOptions) : undefined;
    if (!game || !after) return;
    this.#lobbyStores.set(id, { game, store: Promise.resolve(after) });
  }
}
