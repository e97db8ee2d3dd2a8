import type { LessonVersion } from "../live/lesson.ts";
import type { GameSwitch } from "../live/other_hosts.ts";
import type { ListedPlayer } from "../live/player.ts";
import type { TakenName } from "../live/taken_names.ts";
import type { RaceScore } from "../scores/race.ts";
import type { AnswerCounts } from "../request/metrics.ts";

/** A host's report on itself to the others. */
export interface HostReport {
  readonly players: number;
  /** Its players; only the first ones where there are very many. */
  readonly listed: readonly ListedPlayer[];
  /** The number of players who have loaded each game, by ID. */
  readonly ready: Readonly<Record<string, number>>;
  /** The number of players who have each game open, by ID. */
  readonly playing: Readonly<Record<string, number>>;
  /** The IDs of the games that it could publish. */
  readonly games: readonly string[];
  /** The counts of the host and its workers. */
  readonly counts: readonly AnswerCounts[];
  /** The best scores of the round by its players; an earlier coplay tells none. */
  readonly race?: readonly RaceScore[];
}

/** What the player of a page wants to be called. */
export interface NamedPage {
  readonly pageId: string;
  readonly name: string;
  /** When it was wished for, in milliseconds since 1970. The same wish at another time is a new one. */
  readonly atMs: number;
}

/** The state as one look at it shows it. */
export interface SharedView {
  /** The last switch; undefined before the first one. */
  readonly current: GameSwitch | undefined;
  /** The reports of the other live hosts; empty where this look brought no report. */
  readonly others: readonly HostReport[];
  /** Pages that have lately reported to another host that they have loaded. */
  readonly readyPages: readonly string[];
  /** What players of pages that have lately asked another host are called; the last one of a page counts. */
  readonly names: readonly NamedPage[];
  /** The names that were taken away at any host, also before this one came. */
  readonly taken: readonly TakenName[];
  /** The last order besides the published game; undefined before the first one. Its times are those of the state. */
  readonly lesson: LessonVersion | undefined;
  /** The state's time, in milliseconds since 1970: machines have clocks of their own. */
  readonly nowMs: number;
}

/** The state that hosts on several machines share. It notifies no host, so each looks often. */
export interface SharedState {
  /**
   * Looks at the state, and reports on this host.
   *
   * @param report where left out, the look costs less and returns no other hosts
   */
  look(report?: HostReport): Promise<SharedView>;
  /**
   * Publishes a switch for all hosts. The last order wins: it gets a later generation where another host was first.
   *
   * @returns the generation and game in force
   */
  publish(next: GameSwitch): Promise<GameSwitch>;
  /** Publishes the last switch again where the state has lost it; never replaces a later one. */
  restore(last: GameSwitch): Promise<void>;
  /**
   * Orders something besides a game for all hosts, in the state's time. An order always holds, and comes after all
   * before it; anything else holds only where its version is the next one, and a state that was lost comes back.
   *
   * @returns the version in force; 0 where the lesson does not hold
   */
  setLesson(next: LessonVersion, options: { readonly isOrder: boolean }): Promise<number>;
  /** Reports a loaded page that has no stream here to the other hosts. */
  passReady(pageId: string): Promise<void>;
  /** Reports the name of a page's player that has no stream here to the other hosts. */
  passName(named: NamedPage): Promise<void>;
  /** Reports to all hosts, also those that come later, that a name is taken away. */
  passTaken(taken: TakenName): Promise<void>;
  /** Removes this host. */
  leave(): Promise<void>;
}
