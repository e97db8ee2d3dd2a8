/** Slots at first; the table doubles when it is three quarters full. */
const FIRST_SLOTS = 1 << 10;

/**
 * A set of names that keeps 53 bits of each and not the name itself: eight bytes a name, where a Set of strings
 * takes a hundred. Two different names of a million fall together with a chance of one in ten thousand; the later one is
 * then treated as taken, which only gives it a number.
 */
export class NameSet {
  #slots = new Float64Array(FIRST_SLOTS);
  #count = 0;

  /** Adds a name. @returns whether it was new */
  add(name: string): boolean {
    if (this.#count * 4 >= this.#slots.length * 3) this.#grow();
    const isNew = this.#put(hashOf(name));
    if (isNew) this.#count++;
    return isNew;
  }

  #put(hash: number): boolean {
    const mask = this.#slots.length - 1;
    // The low bits choose the slot; 0 marks an empty one, and no hash is 0.
    for (let at = hash % this.#slots.length;; at = (at + 1) & mask) {
      if (this.#slots[at] === hash) return false;
      if (this.#slots[at] === 0) {
        this.#slots[at] = hash;
        return true;
      }
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Float64Array(old.length * 2);
    for (const hash of old) {
      if (hash !== 0) this.#put(hash);
    }
  }
}

/** Two 32-bit hashes (FNV-1a and a multiplicative one) over UTF-16 units, joined to a whole number below 2^53. */
function hashOf(name: string): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let at = 0; at < name.length; at++) {
    const unit = name.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b + unit, 0x85ebca6b) ^ (b >>> 13);
  }
  a ^= a >>> 15;
  b ^= b >>> 16;
  return ((a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff)) || 1;
}
