import { isBetter } from "../browser/scripts/giving/score_rules.ts";
import {
  type Kept,
  MAX_LEVELS_OF_GAME,
  MAX_LEVELS_OF_PLAYER,
  MAX_SCORES_OF_LEVEL,
  type Score,
  type ScorePlace,
  type ScoreStore,
} from "./score_store.ts";

/** The scores of a level by player, in the order they came. */
type Level = Map<string, Score>;

/** Keeps scores for as long as the host runs. */
export class MemoryScores implements ScoreStore {
  /** The levels by game; the one played last is the last. */
  readonly #games = new Map<string, Map<string, Level>>();

  add(scores: readonly Score[]): Promise<readonly Kept[]> {
    return Promise.resolve(scores.map((score) => this.#keep(score)));
  }

  list(gameId: string): Promise<readonly Score[]> {
    const levels = [...this.#games.get(gameId)?.values() ?? []].reverse();
    return Promise.resolve(levels.flatMap(inOrder));
  }

  listGames(): Promise<readonly string[]> {
    return Promise.resolve([...this.#games.keys()].sort());
  }

  unname(scores: readonly ScorePlace[]): Promise<void> {
    for (const { gameId, playerId, best, level: name } of scores) {
      const level = this.#games.get(gameId)?.get(`${best} ${name}`);
      const score = level?.get(playerId);
      if (score) level!.set(playerId, { ...score, name: "" });
    }
    return Promise.resolve();
  }

  clear(gameId: string): Promise<void> {
    this.#games.delete(gameId);
    return Promise.resolve();
  }

  close(): void {}

  #keep(score: Score): Kept {
    const { gameId, playerId, best, level: name, value } = score;
    const levels = this.#games.get(gameId) ?? new Map<string, Level>();
    const key = `${best} ${name}`;
    const level: Level = levels.get(key) ?? new Map();
    const before = level.get(playerId);
    if (before && !isBetter(best, value, before.value)) {
      // The place in the level's order stays.
      if (score.name !== "") level.set(playerId, { ...before, name: score.name });
      return "no better";
    }
    const played = () => [...levels.values()].filter((level) => level.has(playerId)).length;
    if (!before && played() >= MAX_LEVELS_OF_PLAYER) return "too many levels";
    this.#games.set(gameId, levels);
    level.delete(playerId);
    level.set(playerId, score);
    if (level.size > MAX_SCORES_OF_LEVEL) level.delete(inOrder(level).at(-1)!.playerId);
    levels.delete(key);
    levels.set(key, level);
    if (levels.size > MAX_LEVELS_OF_GAME) levels.delete(levels.keys().next().value!);
    return "better";
  }
}

/** The best first; of equal ones the first. */
function inOrder(level: Level): Score[] {
  return [...level.values()].sort((a, b) =>
    a.best === "high" ? b.value - a.value : a.value - b.value
  );
}
