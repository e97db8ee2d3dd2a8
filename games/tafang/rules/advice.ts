// Advice for somebody who has lost a map more than once: the most telling thing that this game lacked.

import { ANSWERS } from "./answers.ts";
import type { MonsterKind } from "./monsters_table.ts";
import type { Game } from "./state.ts";
import { culpritOf } from "./step.ts";
import type { TowerKind } from "./towers_table.ts";

/** The advice, with what its text names. */
export type Advice =
  | { say: "swap"; monster: MonsterKind; bad: TowerKind; good: TowerKind }
  | { say: "answer"; monster: MonsterKind; good: TowerKind }
  | { say: "spend"; coins: number }
  | { say: "upgrade" }
  | { say: "mark"; monster: MonsterKind };

/** The share of the coins spent below which an answer counts as missing. */
const MISSING_SHARE = 0.25;
/** The share of the coins spent from which a bad answer is in the way. */
const WASTED_SHARE = 0.4;
/** More than this in the purse is a tower that was not built. */
const RICH_COINS = 300;
/** From so many towers without a level up, fewer and better ones hold more. */
const MANY_TOWERS = 6;

/** Finds what would have helped most in a lost game. */
export function adviseAfter(game: Game): Advice | undefined {
  const monster = culpritOf(game);
  if (!monster) return undefined;
  const good = offeredAnswer(game, monster);
  const { bad } = ANSWERS[monster];
  if (good && shareOf(game, [bad]) >= WASTED_SHARE) return { say: "swap", monster, bad, good };
  if (good && shareOf(game, ANSWERS[monster].good) < MISSING_SHARE) {
    return { say: "answer", monster, good };
  }
  if (game.coins >= RICH_COINS) return { say: "spend", coins: game.coins };
  const raised = game.towers.some(({ rank }) => rank > 0);
  if (game.towers.length >= MANY_TOWERS && !raised) return { say: "upgrade" };
  return { say: "mark", monster };
}

/** The answer to build: of those offered the one that stands less often. */
function offeredAnswer(game: Game, monster: MonsterKind): TowerKind | undefined {
  const offered = ANSWERS[monster].good.filter((kind) => game.map.offers.includes(kind));
  return offered.toSorted((a, b) => shareOf(game, [a]) - shareOf(game, [b]))[0];
}

function shareOf(game: Game, kinds: readonly TowerKind[]): number {
  let all = 0;
  let some = 0;
  for (const { plan, spent } of game.towers) {
    all += spent;
    if (kinds.includes(plan.kind)) some += spent;
  }
  return all === 0 ? 0 : some / all;
}
