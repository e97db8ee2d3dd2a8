import type { RewritePage } from "../assets/html_inject.ts";
import type { AssetStore } from "../assets/asset_store.ts";
import { MemoryBudget } from "../assets/memory_budget.ts";
import type { Catalogue, Game } from "../catalogue/catalogue.ts";
import { type HandlerParts, makeHandler } from "../request/handler.ts";
import type { Handler } from "../request/handler_type.ts";
import { OpenGames } from "./open_games.ts";
import type { OtherHosts } from "./other_hosts.ts";
import { Published, type PublishedGame } from "./published.ts";

/** The options of a {@linkcode Host}. */
export interface HostOptions {
  readonly catalogue: Catalogue;
  /** Whether players may open every game, not only the published one. */
  readonly hasLobby: boolean;
  /** The memory for games' files. @default 256 MiB */
  readonly budget?: MemoryBudget;
  /** Whether to make packed forms in the background. @default true */
  readonly packs?: boolean;
  /** Other processes that answer for this host. @default none */
  readonly others?: readonly OtherHosts[];
  /** Changes a game's HTML pages before they are sent. */
  readonly rewritePage?: RewritePage;
  /** The routes and reports of the handler. */
  readonly parts?: Partial<HandlerParts>;
}

/** The catalogue, the published game, and the handler of their requests. */
export class Host {
  readonly catalogue: Catalogue;
  readonly published: Published;
  readonly games: OpenGames;
  readonly handler: Handler;
  readonly #hasLobby: boolean;
  readonly #others: readonly OtherHosts[];
  #rescanning: Promise<boolean> | undefined;
  #nextRescan: Promise<boolean> | undefined;

  constructor(options: HostOptions) {
    const { budget = new MemoryBudget(256 * 1024 * 1024), packs = true, rewritePage } = options;
    this.catalogue = options.catalogue;
    this.#hasLobby = options.hasLobby;
    this.#others = options.others ?? [];
    this.games = new OpenGames({
      budget,
      packs,
      rewritePage,
      findShared: (game, id) => {
        const shared = this.catalogue.get(id);
        return shared?.isLibrary || game.baseIds.includes(id) ? shared : undefined;
      },
    });
    this.published = new Published((game) => this.games.open(game), this.#others);
    this.handler = makeHandler({
      publishedId: () => this.published.current?.game.id,
      findStore: (id) => this.#findStore(id),
      findShared: (id) => this.#findShared(id),
      ...options.parts,
    });
  }

  /** Publishes a game. See {@linkcode Published.publish}. */
  async publish(game: Game): Promise<PublishedGame> {
    const publication = await this.published.publish(game);
    this.games.pin(publication.game.id);
    this.#openShared(publication.game);
    return publication;
  }

  /** Follows a switch of another host. See {@linkcode Published.follow}. */
  async follow(game: Game, generation: number): Promise<void> {
    await this.published.follow(game, generation);
    this.games.pin(this.published.current?.game.id ?? game.id);
    this.#openShared(game);
  }

  /** Reads the folders and the files of open games again. Returns whether the catalogue changed. */
  rescan(): Promise<boolean> {
    if (!this.#rescanning) {
      return this.#rescanning = this.#rescan().finally(() => this.#rescanning = undefined);
    }
    // A scan under way may miss the latest change: all callers meanwhile share the next one.
    return this.#nextRescan ??= this.#rescanning.catch(() => undefined).then(() => {
      this.#nextRescan = undefined;
      return this.rescan();
    });
  }

  /** Ends the background work. */
  close(): void {
    this.games.closeAll();
  }

  async #rescan(): Promise<boolean> {
    const hasChanged = await this.catalogue.scan();
    await Promise.all(this.#others.map((other) => other.rescan()));
    for (const id of this.games.ids) {
      const game = this.catalogue.get(id);
      const isPublished = this.published.current?.game.id === id;
      // A folder that is gone or broken may be whole again in a moment, so the old files stay.
      if (isPublished) await (game && this.published.refresh(game).catch(() => undefined));
      else if (!game || (game.fault && !this.#isShared(game))) this.games.close(id);
      else await this.games.open(game).catch(() => this.games.close(id));
    }
    return hasChanged;
  }

  /** Returns the files of a game that players may open now. */
  #findStore(id: string): AssetStore | Promise<AssetStore | undefined> | undefined {
    const current = this.published.current;
    if (current?.game.id === id) return current.store;
    if (!this.#hasLobby) return undefined;
    const game = this.catalogue.get(id);
    if (!game || game.fault || game.isHidden) return undefined;
    return this.#open(game);
  }

  /** Returns the files of a game that players may not open but that an open game uses. */
  #findShared(id: string): AssetStore | Promise<AssetStore | undefined> | undefined {
    const game = this.catalogue.get(id);
    return game && this.#isShared(game) ? this.#open(game) : undefined;
  }

  /** Whether open games may use its files: it is a library or the base of an open game. */
  #isShared({ id, isLibrary }: Game): boolean {
    if (isLibrary || this.published.current?.game.baseIds.includes(id)) return true;
    const standsOn = (game: Game) => !game.fault && game.baseIds.includes(id);
    return this.#hasLobby && this.catalogue.shown.some(({ game }) => standsOn(game));
  }

  /** Opens a game's bases and libraries, so that their files are packed before players ask for them. */
  #openShared(game: Game): void {
    const bases = game.baseIds.map((id) => this.catalogue.get(id));
    for (const shared of [...bases, ...this.catalogue.librariesBeside(game)]) {
      if (shared) void this.games.open(shared).catch(() => undefined);
    }
  }

  #open(game: Game): AssetStore | Promise<AssetStore | undefined> {
    return this.games.get(game.id) ?? this.games.open(game).catch(() => undefined);
  }
}
