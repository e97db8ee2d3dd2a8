import type { PlayerName } from "./player_names.ts";
import type { TakenName } from "./taken_names.ts";

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
  /** Null for a player without a name. */
  name: PlayerName | null;
  /** The pages by ID, the last opened last. */
  readonly pages: Map<string, PlayerPage>;
  /** When a page was last told to move, by performance.now(). */
  movedMs: number;
}

/** A player as lists show them, at this host or another. */
export interface ListedPlayer {
  readonly id: string;
  /** Null at another host, which counts its own players. */
  readonly number: number | null;
  /** Null for a player without a name. */
  readonly name: PlayerName | null;
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
  /** Tells the other hosts what the player of a page is called. */
  passName(pageId: string, name: string): void;
  /** Tells the other hosts that names are taken away. Rejects where they cannot be told. */
  passTaken(taken: readonly TakenName[]): Promise<void>;
}

/** Describes a player of this host for lists. */
export function toListed(player: Player): ListedPlayer {
  const { id, number, name, address, device, sinceMs } = player;
  const open = pagesOf(player);
  const ready = open.flatMap(({ gameId, isReady }) =>
    isReady && gameId !== undefined ? gameId : []
  );
  return {
    id,
    number,
    name,
    address,
    device,
    sinceMs,
    gameId: open.at(-1)?.gameId ?? null,
    ready: [...new Set(ready)],
  };
}

/** Whether a player has loaded a page of the game. */
export function isReadyFor(player: Player, gameId: string): boolean {
  return pagesOf(player).some((page) => page.gameId === gameId && page.isReady);
}

/** The pages, the last opened last. */
export function pagesOf({ pages }: Pick<Player, "pages">): PlayerPage[] {
  return [...pages.values()];
}
