import { deviceOf } from "../request/device.ts";
import { cleanName } from "./clean_name.ts";
import {
  isReadyFor,
  type ListedPlayer,
  pagesOf,
  type Player,
  type PlayerPage,
  type PlayersElsewhere,
  toListed,
} from "./player.ts";
import { nameKey, type PlayerName, PlayerNames, shownName } from "./player_names.ts";
import { type TakenName, TakenNames } from "./taken_names.ts";

/** The callbacks and limits of {@linkcode Players}. */
export interface PlayersOptions {
  /** Players at other hosts, who count too. @default none */
  readonly elsewhere?: PlayersElsewhere | undefined;
  /** Whether players have names. @default true */
  readonly hasNames?: boolean;
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

/** A page that closes this soon after it was told to move, in milliseconds, does so because of that. */
const MOVING_MS = 30_000;

/** The most players, so that a flood of streams from one machine cannot exhaust the host. */
const MAX_PLAYERS = 5000;

/** The most players of one address: a large school shares that of its router. */
const MAX_PLAYERS_OF_ADDRESS = 1000;

/** The players of a host and their open pages. */
export class Players {
  readonly #players = new Map<string, Player>();
  readonly #leaving = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #options: PlayersOptions;
  readonly #names: PlayerNames;
  readonly #taken = new TakenNames();
  #lastNumber = 0;

  constructor(options: PlayersOptions = {}) {
    this.#options = options;
    this.#names = new PlayerNames(options);
  }

  /** Whether players have names. */
  get haveNames(): boolean {
    return this.#options.hasNames ?? true;
  }

  /** All players of this host in the order they came. */
  get all(): readonly Player[] {
    return [...this.#players.values()];
  }

  /** All players as lists show them: this host's in the order they came, then those of other hosts. */
  get listed(): readonly ListedPlayer[] {
    return [...this.own.list(), ...this.#elsewhere];
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
  get own(): Pick<PlayersElsewhere, "countReady" | "countPlaying" | "list"> & {
    readonly count: number;
  } {
    return {
      count: this.#players.size,
      countReady: (id) => this.all.filter((player) => isReadyFor(player, id)).length,
      countPlaying: (id) =>
        this.all.filter((player) => pagesOf(player).some(({ gameId }) => gameId === id)).length,
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
    const graceMs = this.#options.graceMs ?? 8000;
    // A slow tablet loads a new game for longer than it reloads a page.
    const isMoving = performance.now() - player.movedMs < MOVING_MS;
    const timer = setTimeout(() => this.#leave(player), isMoving ? 4 * graceMs : graceMs);
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

  /** The player of a page that listens to this host. */
  ofPage(pageId: string): Player | undefined {
    return this.all.find(({ pages }) => pages.has(pageId));
  }

  /** The name of a player at this host or another as lists show it; undefined for one without a name. */
  shownName(playerId: string): string | undefined {
    const name = this.#players.get(playerId)?.name ??
      this.#elsewhere.find(({ id }) => id === playerId)?.name;
    return name ? shownName(name) : undefined;
  }

  /**
   * Names the player of a page, here or at another host.
   *
   * @param typed what the player typed; nothing takes their name away
   * @returns the name as lists show it; undefined for none
   */
  setName(pageId: string, typed: string): string | undefined {
    const text = cleanName(typed);
    if (this.setOwnName(pageId, text)) return this.shownName(this.ofPage(pageId)!.id);
    if (pageId !== "" && this.haveNames) this.#options.elsewhere?.passName(pageId, text);
    return text || undefined;
  }

  /** Names the player of a page if it listens to this host. @returns whether it does */
  setOwnName(pageId: string, typed: string): boolean {
    const player = this.haveNames ? this.ofPage(pageId) : undefined;
    if (!player) return false;
    const clean = cleanName(typed);
    const text = this.isTaken({ playerId: player.id, name: clean }) ? "" : clean;
    if (text !== (player.name?.text ?? "")) {
      player.name = text === "" ? null : this.#give(player, text);
    }
    return true;
  }

  /** Whether the operator has taken this name, or one that reads like it, away from this player. */
  isTaken(name: TakenName): boolean {
    return this.#taken.has(name);
  }

  /** Takes names away from players, here and at other hosts. They cannot give themselves the same again. */
  async takeNames(taken: readonly TakenName[]): Promise<void> {
    this.takeOwnNames(taken);
    await this.#options.elsewhere?.passTaken(taken);
  }

  /** Takes names away from players of this host. */
  takeOwnNames(taken: readonly TakenName[]): void {
    for (const each of taken) {
      const player = this.#taken.add(each) ? this.#players.get(each.playerId) : undefined;
      if (!player?.name || !this.isTaken({ ...each, name: player.name.text })) continue;
      player.name = null;
      for (const page of pagesOf(player)) page.send({ event: "unnamed", data: "1" });
    }
  }

  /** Numbers anew what two hosts have given at the same moment: the later one gives way. */
  settleNames(): void {
    const others = new Map(
      this.#elsewhere.flatMap(({ name }) => name ? [[nameKey(shownName(name)), name]] : []),
    );
    for (const player of this.all) {
      const other = player.name && others.get(nameKey(shownName(player.name)));
      if (other && other.since < player.name!.since) {
        player.name = this.#give(player, player.name!.text);
      }
    }
  }

  #give({ id }: Player, text: string): PlayerName {
    const inUse = [...this.all, ...this.#elsewhere].flatMap((player) =>
      player.id !== id && player.name ? player.name : []
    );
    return this.#names.give(text, { playerId: id, inUse });
  }

  get #elsewhere(): readonly ListedPlayer[] {
    const listed = this.#options.elsewhere?.list() ?? [];
    // Another host may not have heard yet what was taken here.
    return listed.map((player) => {
      const isGone = player.name && this.isTaken({ playerId: player.id, name: player.name.text });
      return isGone ? { ...player, name: null } : player;
    });
  }

  /** Ends every stream and removes all players. */
  closeAll(): void {
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
    for (const page of this.all.flatMap(pagesOf)) page.close();
    this.#players.clear();
  }

  #join({ id, address, agent }: { id: string; address: string; agent: string }): Player {
    const kept = this.#names.takeBack(id);
    const player = {
      id,
      number: ++this.#lastNumber,
      address,
      device: deviceOf(agent),
      sinceMs: (this.#options.now ?? Date.now)(),
      name: kept && this.isTaken({ playerId: id, name: kept.text }) ? null : kept,
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
    if (player.name) this.#names.keep(player.id, player.name);
    this.#options.onLeave?.(player);
  }
}
