import { fnv1a } from "./fnv1a.ts";

/** The number of slots at first; the table doubles when it is three quarters full. */
const FIRST_SLOTS = 1 << 10;

/**
 * A set of names that stores 64 bits of each: eight bytes a name, where a Set of strings takes a hundred. Among a
 * million names, two have the same hash with a chance of one in thirty million; the later one then only gets a
 * number.
 */
export class NameSet {
  #low = new Uint32Array(FIRST_SLOTS);
  #high = new Uint32Array(FIRST_SLOTS);
  #count = 0;

  /** Adds a name. @returns whether it was new */
  add(name: string): boolean {
    if (this.#count * 4 >= this.#low.length * 3) this.#grow();
    // Two different hashes of the UTF-16 units: FNV-1a and a multiplicative one.
    const high = fnv1a(name);
    let low = 0x9e3779b9;
    for (let at = 0; at < name.length; at++) {
      low = Math.imul(low + name.charCodeAt(at), 0x85ebca6b) ^ (low >>> 13);
    }
    // 0 marks an empty slot.
    const isNew = this.#put((low ^ (low >>> 16)) >>> 0 || 1, (high ^ (high >>> 15)) >>> 0);
    if (isNew) this.#count++;
    return isNew;
  }

  #put(low: number, high: number): boolean {
    const mask = this.#low.length - 1;
    for (let at = low & mask;; at = (at + 1) & mask) {
      if (this.#low[at] === low && this.#high[at] === high) return false;
      if (this.#low[at] === 0) {
        this.#low[at] = low;
        this.#high[at] = high;
        return true;
      }
    }
  }

  #grow(): void {
    const [lows, highs] = [this.#low, this.#high];
    this.#low = new Uint32Array(lows.length * 2);
    this.#high = new Uint32Array(lows.length * 2);
    for (let at = 0; at < lows.length; at++) {
      if (lows[at] !== 0) this.#put(lows[at]!, highs[at]!);
    }
  }
}
