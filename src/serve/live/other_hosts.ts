import type { AnswerCounts } from "../request/metrics.ts";

/** A switch that is about to happen, or has happened: what every process that answers must agree on. */
export interface GameSwitch {
  /** Counts the switches, from 1. */
  readonly generation: number;
  readonly gameId: string;
}

/**
 * The other processes that answer for this host: its workers, or hosts on other machines that share one
 * published game. This is all that they have in common; whoever knows others in another way implements
 * it and hands it to the host, in the coordinating process only.
 *
 * A switch goes in two steps, so that one that cannot be made is made nowhere: every other process opens
 * the game, then every one publishes it, and only then do players hear of it here. What comes the
 * other way, a switch that was ordered elsewhere, is followed with `Host.follow`.
 */
export interface OtherHosts {
  /**
   * Has the game opened, which takes a while.
   *
   * @throws {PublishError} where one of them cannot: nothing is switched
   */
  prepare(next: GameSwitch): Promise<void>;
  /** Has the game published: every one answers with it when this resolves. Whoever is gone is left out. */
  publish(next: GameSwitch): Promise<void>;
  /** Has the folders read again. */
  rescan(): Promise<void>;
  /** What each of them has counted. */
  countAnswers(): Promise<readonly AnswerCounts[]>;
}
