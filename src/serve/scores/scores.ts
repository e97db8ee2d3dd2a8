import type { SentScore } from "../browser/scripts/giving/score_rules.ts";
import { MemoryScores } from "./memory_scores.ts";
import { arrangeScores, type NameOf, type ShownLevel } from "./score_board.ts";
import { ScorePace } from "./score_pace.ts";
import type { Score, ScoreStore } from "./score_store.ts";

/** The options of {@linkcode Scores}. */
export interface ScoresOptions {
  /** Where scores are kept. @default memory */
  readonly store?: ScoreStore | undefined;
  /** The time in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
  readonly nameOf: NameOf;
}

/** The scores on the wall are read anew at most once in this time, however many look. */
const FRESH_MS = 500;

/** The most levels on the wall, and the most scores of each. */
const MAX_LEVELS = 6;
const MAX_SCORES = 10;

/**
 * Called with each score that a page of this host reports, whether it is the player's best one or not, and the number
 * of the round in which it was made.
 */
export type ScoreListener = (score: Score, round: number | undefined) => void;

/** The scores that players' pages report. */
export class Scores {
  readonly store: ScoreStore;
  readonly #options: ScoresOptions;
  readonly #pace = new ScorePace();
  readonly #listeners = new Set<ScoreListener>();
  #best: { gameId: string; sinceMs: number; levels: Promise<readonly ShownLevel[]> } | undefined;

  constructor(options: ScoresOptions) {
    this.#options = options;
    this.store = options.store ?? new MemoryScores();
  }

  /** Whether a player may report now; a report that may is counted. */
  admits(playerId: string): boolean {
    return this.#pace.admits(playerId);
  }

  /** Keeps a player's scores. Returns whether all are: a player may have scores in so many levels only. */
  async report(
    sent: readonly SentScore[],
    { gameId, playerId }: { readonly gameId: string; readonly playerId: string },
  ): Promise<boolean> {
    const { nameOf, now = Date.now } = this.#options;
    const [name, atMs] = [nameOf(playerId, ""), now()];
    const scores = sent.map(({ value, best, level }): Score => {
      return { value, best, level, gameId, playerId, name, atMs };
    });
    const kept = await this.store.add(scores);
    for (const [at, score] of scores.entries()) {
      for (const listener of this.#listeners) listener(score, sent[at]!.round);
    }
    return !kept.includes("too many levels");
  }

  /** Arranges all scores of a game for people. */
  async arrange(gameId: string): Promise<ShownLevel[]> {
    return arrangeScores(await this.store.list(gameId), this.#options.nameOf);
  }

  /** The best scores of a game's last levels, at most half a second old. */
  async best(gameId: string): Promise<readonly ShownLevel[]> {
    const nowMs = performance.now();
    const isFresh = this.#best?.gameId === gameId && nowMs - this.#best.sinceMs < FRESH_MS;
    if (!isFresh) {
      const levels = this.arrange(gameId).then((levels) =>
        levels.slice(0, MAX_LEVELS)
          .map((level) => ({ ...level, scores: level.scores.slice(0, MAX_SCORES) }))
      );
      this.#best = { gameId, sinceMs: nowMs, levels };
    }
    return await this.#best!.levels;
  }

  /** Lists the scores of all games. */
  async listAll(): Promise<readonly Score[]> {
    const games = await this.store.listGames();
    return (await Promise.all(games.map((gameId) => this.store.list(gameId)))).flat();
  }

  /** Forgets what players were called when they made their scores. @param isGone whether the name in a score is to go */
  async unname(isGone: (score: Score) => boolean): Promise<void> {
    await this.store.unname((await this.listAll()).filter(isGone));
    this.#best = undefined;
  }

  /** Forgets the scores of a game. */
  async clear(gameId: string): Promise<void> {
    await this.store.clear(gameId);
    this.#best = undefined;
  }

  /** Calls the listener with each score that is reported. Returns a function that ends this. */
  subscribe(listener: ScoreListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.store.close();
  }
}
