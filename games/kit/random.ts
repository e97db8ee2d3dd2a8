// Seeded chance: the same seed and the same calls give the same game on every machine.

/** 2^32 divided by the golden ratio: successive states stay far from each other. */
const GOLDEN = 0x9e3779b9;

function scramble(state: number): number {
  let bits = state >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** A random seed, for games that need no repeatable one. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}

/** The seed a text stands for, so that "level 3" is the same level everywhere. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return scramble(hash);
}

/**
 * A source of chance whose whole state is one number: `new Random(random.state)` goes on exactly
 * where `random` stands, so a saved game stores `random.state` and nothing else.
 */
export class Random {
  #state: number;

  /** @param seed any number; only its lowest 32 bits count */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** The state to save. */
  get state(): number {
    return this.#state;
  }

  /** A number of 0 to below 1. */
  next(): number {
    this.#state = (this.#state + GOLDEN) >>> 0;
    return scramble(this.#state) / 0x1_0000_0000;
  }

  /** A whole number of 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** A number of `low` to below `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** True in `share` (0 to 1) of all calls. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of the items; throws a RangeError when there is none. */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError("Cannot pick from an empty list");
    return items[this.below(items.length)]!;
  }

  /** The items in a new order; the list given stays as it is. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
    }
    return shuffled;
  }
}
