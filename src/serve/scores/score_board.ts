import type { Score } from "./score_store.ts";

/** A score as people see it. */
export interface ShownScore extends Pick<Score, "value" | "atMs"> {
  /** From 1; equal scores share a place. */
  readonly place: number;
  /** The player's name; of two players of one name, one has a number behind it. */
  readonly name: string;
}

/** Names a player who is here; anybody else as they were called in a score, empty for one without a name. */
export type NameOf = (playerId: string, called: string) => string;

/** The scores of a level, the best first. */
export interface ShownLevel extends Pick<Score, "level" | "best"> {
  readonly scores: readonly ShownScore[];
}

/**
 * Arranges a game's scores for people, the level played last first.
 *
 * @param scores in a store's order
 */
export function arrangeScores(
  scores: readonly Score[],
  nameOf: NameOf,
): ShownLevel[] {
  const names = tellApart(scores, nameOf);
  const levels = Map.groupBy(scores, ({ level, best }) => `${best} ${level}`);
  return [...levels.values()].map((scores) => {
    const [{ level, best }] = scores as [Score];
    const shown = scores.map(({ value, atMs, playerId }) => ({
      place: 1 + scores.findIndex((other) => other.value === value),
      name: names.get(playerId)!,
      value,
      atMs,
    }));
    return { level, best, scores: shown };
  });
}

/** Names each player; players of one name get numbers, which stay as they are while scores change. */
function tellApart(
  scores: readonly Score[],
  nameOf: NameOf,
): Map<string, string> {
  const names = new Map(scores.map(({ playerId, name }) => [playerId, nameOf(playerId, name)]));
  const alike = Map.groupBy([...names].sort(), ([, name]) => name.normalize("NFKC").toLowerCase());
  return new Map(
    [...alike.values()].flatMap((players) =>
      players.map(([playerId, name], at): [string, string] => {
        if (name === "") return [playerId, "–"];
        return [playerId, at === 0 ? name : `${name} (${at + 1})`];
      })
    ),
  );
}
