// Which choices of plants win several levels: every choice is tried, and given up at the first level it loses.

import type { PlantKind } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { LEVELS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { PLANNER, play } from "./players.ts";

/** A level counts as won by a choice that wins two of three seeds. */
const NEEDED = 2;

/** Lists all choices of so many plants. */
export function listSets(kinds: readonly PlantKind[], count: number): PlantKind[][] {
  if (count === 0) return [[]];
  return kinds.flatMap((kind, at) =>
    listSets(kinds.slice(at + 1), count - 1).map((rest) => [kind, ...rest])
  );
}

/** Plays levels with choices, each pair of a level and the plants that grow there only once. */
export class Trials {
  games = 0;
  #known = new Map<string, boolean>();

  /** Whether the planner wins a level with a choice; plants that do not grow there are no use. */
  wins(level: number, set: readonly PlantKind[]): boolean {
    const plants = set.filter((kind) => LEVELS[level - 1]!.plants.includes(kind));
    const key = `${level} ${plants}`;
    const known = this.#known.get(key) ?? this.#play(level, plants);
    this.#known.set(key, known);
    return known;
  }

  #play(level: number, plants: readonly PlantKind[]): boolean {
    let won = 0;
    let lost = 0;
    for (let seed = 1; won < NEEDED && lost < NEEDED; seed++) {
      this.games++;
      if (play({ level, seed, plants }, PLANNER).outcome === "won") won++;
      else lost++;
    }
    return won === NEEDED;
  }
}

/** Finds the choices that win all levels, and counts for each level those that it was the first to beat. */
export function countWinners(
  sets: readonly (readonly PlantKind[])[],
  levels: readonly number[],
): { winners: (readonly PlantKind[])[]; outAt: Map<number, number>; games: number } {
  const trials = new Trials();
  const outAt = new Map<number, number>();
  const winners = sets.filter((set) => {
    const beaten = levels.find((level) => !trials.wins(level, set));
    if (beaten !== undefined) outAt.set(beaten, (outAt.get(beaten) ?? 0) + 1);
    return beaten === undefined;
  });
  return { winners, outAt, games: trials.games };
}
