import type { SentScore } from "../browser/scripts/giving/score_rules.ts";

/** A player's best score of one level. */
export interface Score extends Omit<SentScore, "round"> {
  readonly gameId: string;
  readonly playerId: string;
  /** What the player was called when they last reported a score of the level; empty where the host did not know. */
  readonly name: string;
  /** When they made it, in milliseconds since 1970, by the host's clock. */
  readonly atMs: number;
}

/** What tells a score from all others. */
export type ScorePlace = Pick<Score, "gameId" | "playerId" | "best" | "level">;

/** The most scores that are kept of one level: the worst one makes room. */
export const MAX_SCORES_OF_LEVEL = 500;

/** The most levels that are kept of one game: the one that has had no new score for longest makes room. */
export const MAX_LEVELS_OF_GAME = 300;

/** The most levels in which one player has scores; further ones are refused. */
export const MAX_LEVELS_OF_PLAYER = 100;

/** What became of a score. */
export type Kept =
  /** It is the player's best one now. */
  | "better"
  /** The player has a score that is as good. */
  | "no better"
  /** The player has scores in too many levels. */
  | "too many levels";

/**
 * Keeps the best score of each player in each level. The same level with the better scores being high and being low is
 * two levels. Of equal scores the one that came first is the better one.
 */
export interface ScoreStore {
  /** Keeps scores; they outlive a kill once this resolves. Returns what became of each. */
  add(scores: readonly Score[]): Promise<readonly Kept[]>;
  /** Lists the scores of a game, level by level: the level played last comes first, and the best score of each. */
  list(gameId: string): Promise<readonly Score[]>;
  /** Lists the games that have scores, by ID. */
  listGames(): Promise<readonly string[]>;
  /** Forgets what the players of these scores were called in them; a score that is gone is none any more. */
  unname(scores: readonly ScorePlace[]): Promise<void>;
  /** Forgets the scores of a game. */
  clear(gameId: string): Promise<void>;
  close(): void;
}
