// The trick: 10a + b minus a minus b is 9a, so only multiples of nine need to share a symbol.

import type { Random } from "../kit/random.ts";
import { SYMBOL_NAMES, type SymbolName } from "./symbol_names.ts";

/** The length of the table, whose numbers start at 0. The largest result is 81; a few more hide that. */
export const TABLE_LENGTH = 90;
/** The number of other symbols, with which each is about as frequent in the table as the round's own. */
const DECOYS = 9;

/** A round: a new table, and the symbol that the crystal will "read". */
export type Round = {
  readonly symbol: SymbolName;
  /** The symbol beside each number, from 0. */
  readonly table: readonly SymbolName[];
};

/** Yields all symbols of the bag in random order, again and again, never one twice in a row. */
function* drawDecoys(random: Random, bag: readonly SymbolName[]): Generator<SymbolName, never> {
  let last: SymbolName | undefined;
  for (;;) {
    const order = random.shuffle(bag);
    if (order[0] === last) order.push(order.shift()!);
    for (const symbol of order) yield symbol;
    last = order.at(-1);
  }
}

/** Makes a round with another symbol than the previous one. */
export function makeRound(random: Random, previous?: SymbolName): Round {
  const [symbol, ...others] = random.shuffle(SYMBOL_NAMES.filter((name) => name !== previous));
  const decoys = drawDecoys(random, others.slice(0, DECOYS));
  const table = Array.from(
    { length: TABLE_LENGTH },
    (_, number) => number % 9 === 0 ? symbol! : decoys.next().value,
  );
  return { symbol: symbol!, table };
}

/** The symbols that may pass through the crystal before it shows the right one: all others of the table. */
export function shadowsOf({ symbol, table }: Round): readonly SymbolName[] {
  return [...new Set(table)].filter((name) => name !== symbol);
}
