// What answers whom: two towers that each monster fears, and one that it laughs at.

import type { MonsterKind } from "./monsters_table.ts";
import type { TowerKind } from "./towers_table.ts";

/** The towers that answer a monster. */
export interface Answers {
  readonly good: readonly [TowerKind, TowerKind];
  readonly bad: TowerKind;
}

/** The answers to each monster; its card in the almanac shows them. */
export const ANSWERS: Readonly<Record<MonsterKind, Answers>> = {
  gumble: { good: ["sling", "mortar"], bad: "beam" },
  scoot: { good: ["frost", "bell"], bad: "mortar" },
  sesame: { good: ["whirl", "mortar"], bad: "beam" },
  tinback: { good: ["chili", "beam"], bad: "sling" },
  flutter: { good: ["bell", "ballista"], bad: "mortar" },
  bubbloo: { good: ["sling", "whirl"], bad: "ballista" },
  jelloid: { good: ["mortar", "bell"], bad: "beam" },
  jellet: { good: ["whirl", "mortar"], bad: "beam" },
  mossback: { good: ["chili", "beam"], bad: "bell" },
  nursecap: { good: ["chili", "ballista"], bad: "bell" },
  embertail: { good: ["frost", "ballista"], bad: "chili" },
  snowfluff: { good: ["chili", "whirl"], bad: "frost" },
  gobble: { good: ["mortar", "ballista"], bad: "whirl" },
  boulder: { good: ["beam", "chili"], bad: "sling" },
  lunara: { good: ["sling", "ballista"], bad: "beam" },
};

/** The factors on a blow: enough to see at once, not so much that nothing else counts. */
const GOOD_FACTOR = 1.5;
const BAD_FACTOR = 0.5;

/** How a tower fares against a monster: the factor on its damage and its frost. */
export function answerFactor(kind: MonsterKind, by: TowerKind): number {
  const { good, bad } = ANSWERS[kind];
  if (by === bad) return BAD_FACTOR;
  return good.includes(by) ? GOOD_FACTOR : 1;
}
