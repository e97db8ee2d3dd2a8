import type { AnswerCounts } from "../request/metrics.ts";

/** A switch that every answering process must agree on. */
export interface GameSwitch {
  /** Counts the switches, from 1. */
  readonly generation: number;
  readonly gameId: string;
}

/**
 * The other processes that answer for this host: its workers, or hosts on other machines that share one published
 * game. Each kind implements this interface, and the coordinating process alone uses it.
 *
 * A switch takes two steps, so that it happens everywhere or nowhere: every other process opens the game, then every
 * one publishes it, and only then are players here told. A switch in the other direction comes through
 * `Host.follow`.
 */
export interface OtherHosts {
  /**
   * Opens the game in all of them, which takes a while.
   *
   * @throws {PublishError} where one of them cannot: no process switches
   */
  prepare(next: GameSwitch): Promise<void>;
  /** Publishes the game: every process serves it when this resolves. One that has ended is left out. */
  publish(next: GameSwitch): Promise<void>;
  /** Makes them read the folders again. */
  rescan(): Promise<void>;
  /** Returns the counts of each process. */
  countAnswers(): Promise<readonly AnswerCounts[]>;
}
