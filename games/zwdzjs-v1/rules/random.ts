/** Whatever carries the state of its own dice: plain data, so that a saved game goes on exactly. */
export interface Dice {
  random: number;
}

/** The next number in [0, 1): mulberry32, whose whole state is one 32-bit number. */
export function roll(dice: Dice): number {
  dice.random = (dice.random + 0x6d2b79f5) | 0;
  let mixed = Math.imul(dice.random ^ (dice.random >>> 15), 1 | dice.random);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

/** A whole number from 0 up to, not including, `count`. */
export function rollBelow(dice: Dice, count: number): number {
  return Math.floor(roll(dice) * count);
}

/** Where the dice fall among weights; weights that are all 0 fall on the first. */
export function rollWeighted(dice: Dice, weights: readonly number[]): number {
  let left = roll(dice) * weights.reduce((sum, weight) => sum + weight, 0);
  for (let at = 0; at < weights.length; at++) {
    left -= weights[at]!;
    if (left < 0) return at;
  }
  return 0;
}
