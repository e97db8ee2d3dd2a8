import { deviceOf } from "../request/device.ts";

/** A page of a game that is open in somebody's browser. */
export interface PlayerPage {
  /** Made up by the page itself; the same when it connects again. */
  readonly id: string;
  /** The game that the page is of; undefined for the lobby. */
  readonly gameId: string | undefined;
  /** Whether it has loaded. */
  isReady: boolean;
  /** Says something to the page. */
  send(message: { event: string; data: string; id?: string }): void;
  /** Ends its event stream. */
  close(): void;
}

/** A browser that has pages open here. */
export interface Player {
  readonly id: string;
  /** Counts the players of this run, from 1. */
  readonly number: number;
  readonly address: string;
  /** What they play on: `iPad`, `Android`. */
  readonly device: string;
  readonly sinceMs: number;
  /** The page opened last stands last. */
  readonly pages: Map<string, PlayerPage>;
  /** When it was last told to move. */
  movedMs: number;
}

/** A player as lists show one, whichever host the pages listen to. */
export interface ListedPlayer {
  /** Null at another host, which counts for itself. */
  readonly number: number | null;
  readonly address: string;
  readonly device: string;
  readonly sinceMs: number;
  /** The game of the page opened last; null for the lobby. */
  readonly gameId: string | null;
  /** The games of which a page has loaded, by ID. */
  readonly ready: readonly string[];
}

/** Players whose pages listen to other hosts, which show the same published game. */
export interface PlayersElsewhere {
  count(): number;
  countReady(gameId: string): number;
  countPlaying(gameId: string): number;
  /** Those whom the other hosts have told of. */
  list(): readonly ListedPlayer[];
  /** Tells the others that a page has loaded: one of them has its stream. */
  markReady(pageId: string): void;
}

/** What hears of players. */
export interface PlayersOptions {
  /** Players at other hosts, who are counted, too. @default none */
  readonly elsewhere?: PlayersElsewhere | undefined;
  readonly onJoin?: (player: Player) => void;
  readonly onLeave?: (player: Player) => void;
  /** How long a player without a page is still one: pages are reloaded and moved. @default 8000 */
  readonly graceMs?: number;
  readonly now?: () => number;
}

/**
 * More pages than this of one browser would stop it: over HTTP/1.1 it has six connections to a host,
 * and each page that listens holds one.
 */
const MAX_LISTENING_PAGES = 3;

/** A flood of streams from one machine must not use up the host. */
const MAX_PLAYERS = 5000;

/** A large school comes from one address, where its router hides who is who. */
const MAX_PLAYERS_OF_ADDRESS = 1000;

/** Who plays, and what. */
export class Players {
  readonly #players = new Map<string, Player>();
  readonly #leaving = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #options: PlayersOptions;
  #lastNumber = 0;

  constructor(options: PlayersOptions = {}) {
    this.#options = options;
  }

  /** Everybody, by the order they came in. */
  get all(): readonly Player[] {
    return [...this.#players.values()];
  }

  /** Everybody as lists show them: who is here by the order they came in, then who is at other hosts. */
  get listed(): readonly ListedPlayer[] {
    return [...this.own.list(), ...this.#options.elsewhere?.list() ?? []];
  }

  /** How many there are, at other hosts as well. */
  get count(): number {
    return this.own.count + (this.#options.elsewhere?.count() ?? 0);
  }

  /** Whether no more are taken. */
  get isFull(): boolean {
    return this.#players.size >= MAX_PLAYERS;
  }

  /** Whether this address has as many players as a school behind one router. */
  isCrowded(address: string): boolean {
    let count = 0;
    for (const player of this.#players.values()) if (player.address === address) count++;
    return count >= MAX_PLAYERS_OF_ADDRESS;
  }

  /** How many have loaded a game, at other hosts as well. */
  countReady(gameId: string): number {
    return this.own.countReady(gameId) + (this.#options.elsewhere?.countReady(gameId) ?? 0);
  }

  /** How many have a page of a game open, at other hosts as well. */
  countPlaying(gameId: string): number {
    return this.own.countPlaying(gameId) + (this.#options.elsewhere?.countPlaying(gameId) ?? 0);
  }

  /** The same of this host alone. */
  get own(): Omit<PlayersElsewhere, "count" | "markReady"> & { readonly count: number } {
    return {
      count: this.#players.size,
      countReady: (id) => this.all.filter((player) => isReadyFor(player, id)).length,
      countPlaying: (id) =>
        this.all.filter(({ pages }) => values(pages).some(({ gameId }) => gameId === id)).length,
      list: () => this.all.map(toListed),
    };
  }

  /** A page listens; its player joins with their first. */
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

  /** A page no longer listens; its player leaves some time after their last. */
  close(player: Player, page: PlayerPage): void {
    // The page may have connected anew before its old stream was found dead.
    if (player.pages.get(page.id) !== page) return;
    player.pages.delete(page.id);
    if (player.pages.size > 0) return;
    clearTimeout(this.#leaving.get(player.id));
    const timer = setTimeout(() => this.#leave(player), this.#options.graceMs ?? 8000);
    this.#leaving.set(player.id, timer);
  }

  /** A page says that it has loaded. */
  markReady(pageId: string): void {
    if (!this.markOwnReady(pageId) && pageId !== "") this.#options.elsewhere?.markReady(pageId);
  }

  /** A page has loaded that may listen to this host. @returns whether it does */
  markOwnReady(pageId: string): boolean {
    const pages = this.all.flatMap(({ pages }) => pages.get(pageId) ?? []);
    for (const page of pages) page.isReady = true;
    return pages.length > 0;
  }

  /** Ends every stream and forgets everybody. */
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

/** Whether a player has a page of the game that has loaded. */
function isReadyFor({ pages }: Player, gameId: string): boolean {
  return values(pages).some((page) => page.gameId === gameId && page.isReady);
}

function values(pages: ReadonlyMap<string, PlayerPage>): PlayerPage[] {
  return [...pages.values()];
}
