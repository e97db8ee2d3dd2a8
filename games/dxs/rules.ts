// The trick: 10a + b, less a, less b, is 9a. So only multiples of nine need to share a symbol.

import type { Random } from "../kit/random.ts";
import { SYMBOL_NAMES, type SymbolName } from "./symbol_names.ts";

/** Numbers in the table, from 0. The largest result is 81; a few more hide where the table must end. */
export const TABLE_LENGTH = 90;
/** With as many others as this, each stands about as often in the table as the one that matters. */
const DECOYS = 9;

/** One round: a table that is new each time, and the symbol that will be "read". */
export type Round = {
  readonly symbol: SymbolName;
  /** The symbol beside each number, from 0. */
  readonly table: readonly SymbolName[];
};

/** All symbols of the bag in random order, again and again, never one twice in a row. */
function* drawDecoys(random: Random, bag: readonly SymbolName[]): Generator<SymbolName, never> {
  let last: SymbolName | undefined;
  for (;;) {
    const order = random.shuffle(bag);
    if (order[0] === last) order.push(order.shift()!);
    for (const symbol of order) yield symbol;
    last = order.at(-1);
  }
}

/** Makes a round; its symbol is another than the last round's. */
export function makeRound(random: Random, previous?: SymbolName): Round {
  const [symbol, ...others] = random.shuffle(SYMBOL_NAMES.filter((name) => name !== previous));
  const decoys = drawDecoys(random, others.slice(0, DECOYS));
  const table = Array.from(
    { length: TABLE_LENGTH },
    (_, number) => number % 9 === 0 ? symbol! : decoys.next().value,
  );
  return { symbol: symbol!, table };
}
