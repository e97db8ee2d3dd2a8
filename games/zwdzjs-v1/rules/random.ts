import { Random } from "../../kit/random.ts";

/** Whatever carries the state of its own dice: plain data, so that a saved game goes on exactly. */
export interface Dice {
  random: number;
}

/** The next number in [0, 1). */
export function roll(dice: Dice): number {
  const random = new Random(dice.random);
  const value = random.next();
  dice.random = random.state;
  return value;
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
