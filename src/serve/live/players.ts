import { deviceOf } from "../request/device.ts";

/** A page of a game that is open in a player's browser. */
export interface PlayerPage {
  /** A random ID that the page makes and keeps when it connects again. */
  readonly id: string;
  /** The page's game; undefined for the lobby. */
  readonly gameId: string | undefined;
  /** Whether the page has loaded. */
  isReady: boolean;
  /** Sends an event to the page. */
  send(message: { event: string; data: string; id?: string }): void;
  /** Ends its event stream. */
  close(): void;
}

/** A browser with open pages. */
export interface Player {
  readonly id: string;
  /** Counts the players of this run, from 1. */
  readonly number: number;
  readonly address: string;
  /** The player's device: `iPad`, `Android`. */
  readonly device: string;
  readonly sinceMs: number;
  /** The pages by ID, the last opened last. */
  readonly pages: Map<string, PlayerPage>;
  /** When a page was last told to move, by performance.now(). */
  movedMs: number;
}

/** A player as lists show them, at this host or another. */
export interface ListedPlayer {
  /** Null at another host, which counts its own players. */
  readonly number: number | null;
  readonly address: string;
  readonly device: string;
  readonly sinceMs: number;
  /** The game of the last opened page; null for the lobby. */
  readonly gameId: string | null;
  /** The IDs of the games of which a page has loaded. */
  readonly ready: readonly string[];
}

/** Players at other hosts that show the same published game. */
export interface PlayersElsewhere {
  count(): number;
  countReady(gameId: string): number;
  countPlaying(gameId: string): number;
  /** The players that the other hosts have reported. */
  list(): readonly ListedPlayer[];
  /** Tells the other hosts that a page has loaded: one of them has its stream. */
  markReady(pageId: string): void;
}

/** The callbacks and limits of {@linkcode Players}. */
export interface PlayersOptions {
  /** Players at other hosts, who count too. @default none */
  readonly elsewhere?: PlayersElsewhere | undefined;
  readonly onJoin?: (player: Player) => void;
  readonly onLeave?: (player: Player) => void;
  /** How long a player without a page still counts, in milliseconds: pages reload and move. @default 8000 */
  readonly graceMs?: number;
  readonly now?: () => number;
}

/**
 * The most pages of one browser that may listen. Over HTTP/1.1 a browser has six connections to a host, and each
 * such page holds one.
 */
const MAX_LISTENING_PAGES = 3;

/** The most players, so that a flood of streams from one machine cannot exhaust the host. */
const MAX_PLAYERS = 5000;

/** The most players of one address: a large school shares that of its router. */
const MAX_PLAYERS_OF_ADDRESS = 1000;

/** The players of a host and their open pages. */
export class Players {
  readonly #players = new Map<string, Player>();
  readonly #leaving = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #options: PlayersOptions;
  #lastNumber = 0;

  constructor(options: PlayersOptions = {}) {
    this.#options = options;
  }

  /** All players of this host in the order they came. */
  get all(): readonly Player[] {
    return [...this.#players.values()];
  }

  /** All players as lists show them: this host's in the order they came, then those of other hosts. */
  get listed(): readonly ListedPlayer[] {
    return [...this.own.list(), ...this.#options.elsewhere?.list() ?? []];
  }

  /** The number of players, at other hosts too. */
  get count(): number {
    return this.own.count + (this.#options.elsewhere?.count() ?? 0);
  }

  /** Whether the host takes no more players. */
  get isFull(): boolean {
    return this.#players.size >= MAX_PLAYERS;
  }

  /** Whether this address has as many players as a large school. */
  isCrowded(address: string): boolean {
    let count = 0;
    for (const player of this.#players.values()) if (player.address === address) count++;
    return count >= MAX_PLAYERS_OF_ADDRESS;
  }

  /** Counts the players who have loaded a game, at other hosts too. */
  countReady(gameId: string): number {
    return this.own.countReady(gameId) + (this.#options.elsewhere?.countReady(gameId) ?? 0);
  }

  /** Counts the players who have a page of a game open, at other hosts too. */
  countPlaying(gameId: string): number {
    return this.own.countPlaying(gameId) + (this.#options.elsewhere?.countPlaying(gameId) ?? 0);
  }

  /** The same lists and counts for this host alone. */
  get own(): Omit<PlayersElsewhere, "count" | "markReady"> & { readonly count: number } {
    return {
      count: this.#players.size,
      countReady: (id) => this.all.filter((player) => isReadyFor(player, id)).length,
      countPlaying: (id) =>
        this.all.filter(({ pages }) => values(pages).some(({ gameId }) => gameId === id)).length,
      list: () => this.all.map(toListed),
    };
  }

  /** Adds a page that listens; the first one adds its player. */
  open(who: { id: string; address: string; agent: string }, page: PlayerPage): Player {
    const player = this.#players.get(who.id) ?? this.#join(who);
    clearTimeout(this.#leaving.get(player.id));
    this.#leaving.delete(player.id);
    player.pages.get(page.id)?.close();
    player.pages.delete(page.id);
    player.pages.set(page.id, page);
    const [oldest] = player.pages.values();
    if (player.pages.size > MAX_LISTENING_PAGES && oldest) {
      player.pages.delete(oldest.id);
      oldest.send({ event: "rest", data: "1" });
      oldest.close();
    }
    return player;
  }

  /** Removes a page; its player leaves some time after their last one. */
  close(player: Player, page: PlayerPage): void {
    // The page may have connected again before its old stream was found dead.
    if (player.pages.get(page.id) !== page) return;
    player.pages.delete(page.id);
    if (player.pages.size > 0) return;
    clearTimeout(this.#leaving.get(player.id));
    const timer = setTimeout(() => this.#leave(player), this.#options.graceMs ?? 8000);
    this.#leaving.set(player.id, timer);
  }

  /** Marks a page as loaded, here or at another host. */
  markReady(pageId: string): void {
    if (!this.markOwnReady(pageId) && pageId !== "") this.#options.elsewhere?.markReady(pageId);
  }

  /** Marks a page as loaded if it listens to this host. @returns whether it does */
  markOwnReady(pageId: string): boolean {
    const pages = this.all.flatMap(({ pages }) => pages.get(pageId) ?? []);
    for (const page of pages) page.isReady = true;
    return pages.length > 0;
  }

  /** Ends every stream and removes all players. */
  closeAll(): void {
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
    for (const { pages } of this.all) {
      for (const page of values(pages)) page.close();
    }
    this.#players.clear();
  }

  #join({ id, address, agent }: { id: string; address: string; agent: string }): Player {
    const player = {
      id,
      number: ++this.#lastNumber,
      address,
      device: deviceOf(agent),
      sinceMs: (this.#options.now ?? Date.now)(),
      pages: new Map(),
      movedMs: -Infinity,
    };
    this.#players.set(id, player);
    this.#options.onJoin?.(player);
    return player;
  }

  #leave(player: Player): void {
    this.#leaving.delete(player.id);
    this.#players.delete(player.id);
    this.#options.onLeave?.(player);
  }
}

function toListed({ number, address, device, sinceMs, pages }: Player): ListedPlayer {
  const open = values(pages);
  const ready = open.flatMap(({ gameId, isReady }) =>
    isReady && gameId !== undefined ? gameId : []
  );
  return {
    number,
    address,
    device,
    sinceMs,
    gameId: open.at(-1)?.gameId ?? null,
    ready: [...new Set(ready)],
  };
}

/** Whether a player has loaded a page of the game. */
function isReadyFor({ pages }: Player, gameId: string): boolean {
  return values(pages).some((page) => page.gameId === gameId && page.isReady);
}

function values(pages: ReadonlyMap<string, PlayerPage>): PlayerPage[] {
  return [...pages.values()];
}
