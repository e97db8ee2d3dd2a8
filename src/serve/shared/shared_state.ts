import type { GameSwitch } from "../live/other_hosts.ts";
import type { ListedPlayer } from "../live/players.ts";
import type { AnswerCounts } from "../request/metrics.ts";

/** What one host tells the others of itself. */
export interface HostReport {
  readonly players: number;
  /** Who they are; the first of them where they are very many. */
  readonly listed: readonly ListedPlayer[];
  /** Players who have loaded a game, by its ID. */
  readonly ready: Readonly<Record<string, number>>;
  /** Players who have a game open, by its ID. */
  readonly playing: Readonly<Record<string, number>>;
  /** The games that it could publish, by ID. */
  readonly games: readonly string[];
  /** What it and its workers have counted. */
  readonly counts: readonly AnswerCounts[];
}

/** What a host learns when it looks. */
export interface SharedView {
  /** What is on; undefined before the first publication. */
  readonly current: GameSwitch | undefined;
  /** The other hosts that are alive; only where this one has told of itself. */
  readonly others: readonly HostReport[];
  /** Pages that have lately said to another host that they have loaded. */
  readonly readyPages: readonly string[];
}

/** What hosts on several machines share. Each looks often; nobody is told. */
export interface SharedState {
  /**
   * Looks at what is on, and tells of this host.
   *
   * @param report where left out, this only looks, which costs less
   */
  look(report?: HostReport): Promise<SharedView>;
  /**
   * Puts a switch on. Whoever orders last wins: it gets a later generation where another host was first.
   *
   * @returns what is on now
   */
  publish(next: GameSwitch): Promise<GameSwitch>;
  /** Puts on again what was on, where the state has lost it; never in place of something later. */
  restore(last: GameSwitch): Promise<void>;
  /** A page that no stream here is for has loaded: one of the others has it. */
  passReady(pageId: string): Promise<void>;
  /** This host is gone. */
  leave(): Promise<void>;
}
