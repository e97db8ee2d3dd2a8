// Which choices of plants win several levels: every choice is tried, and given up at the first game it loses.

import type { PlantKind } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { LEVELS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { PLANNER, play } from "./players.ts";

/** The levels that no one choice may win together, first those that beat most. */
export const CHOICE_LEVELS: readonly number[] = [12, 11, 13, 14, 10, 9];
/** The seeds of each round of a search: few at first, because most choices lose at once. */
export const ROUNDS: readonly number[] = [1, 3, 12];

/** Lists all choices of so many plants. */
export function listSets(kinds: readonly PlantKind[], count: number): PlantKind[][] {
  if (count === 0) return [[]];
  return kinds.flatMap((kind, at) =>
    listSets(kinds.slice(at + 1), count - 1).map((rest) => [kind, ...rest])
  );
}

/** What is known of a level and the plants that grow there: it has won so many seeds from 1 on, and lost the next. */
export interface Trial {
  readonly key: string;
  readonly won: number;
  readonly lost: boolean;
}

/** Plays levels with choices, each game only once. */
export class Trials {
  #known = new Map<string, Trial>();
  #save: (trial: Trial) => void;

  /** `known` are the trials of an earlier search; `save` is told every new one. */
  constructor(known: readonly Trial[] = [], save: (trial: Trial) => void = () => {}) {
    for (const trial of known) this.#known.set(trial.key, trial);
    this.#save = save;
  }

  /** The number of all games played. */
  get games(): number {
    let sum = 0;
    for (const { won, lost } of this.#known.values()) sum += won + (lost ? 1 : 0);
    return sum;
  }

  /** Whether the planner wins a level with a choice on all seeds; plants that do not grow there are no use. */
  wins(level: number, set: readonly PlantKind[], seeds: number): boolean {
    const plants = LEVELS[level - 1]!.plants.filter((kind) => set.includes(kind));
    const key = `${level} ${plants.join(" ")}`;
    let trial = this.#known.get(key) ?? { key, won: 0, lost: false };
    if (trial.lost || trial.won >= seeds) return trial.won >= seeds;
    while (!trial.lost && trial.won < seeds) {
      const seed = trial.won + 1;
      const won = play({ level, seed, plants }, PLANNER).outcome === "won";
      trial = won ? { ...trial, won: seed } : { ...trial, lost: true };
    }
    this.#known.set(key, trial);
    this.#save(trial);
    return !trial.lost;
  }
}

/** One round of a search: the choices that came into it, and those that each level beat first. */
export interface Round {
  readonly seeds: number;
  readonly sets: number;
  readonly beatenAt: ReadonlyMap<number, number>;
  readonly left: readonly (readonly PlantKind[])[];
}

/** Plays all choices on the levels with ever more seeds, and leaves out those that lost a game. */
export function searchRounds(
  sets: readonly (readonly PlantKind[])[],
  trials: Trials,
): Round[] {
  let left = sets;
  return ROUNDS.map((seeds) => {
    const beatenAt = new Map<number, number>();
    const before = left.length;
    left = left.filter((set) => {
      const level = CHOICE_LEVELS.find((each) => !trials.wins(each, set, seeds));
      if (level !== undefined) beatenAt.set(level, (beatenAt.get(level) ?? 0) + 1);
      return level === undefined;
    });
    return { seeds, sets: before, beatenAt, left };
  });
}
