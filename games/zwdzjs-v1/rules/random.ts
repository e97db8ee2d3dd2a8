import { Random } from "../../kit/random.ts";

/** The state of a random generator: plain data, so that a saved game continues exactly. */
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

/** A whole number from 0 to `count`, exclusive. */
export function rollBelow(dice: Dice, count: number): number {
  return Math.floor(roll(dice) * count);
}

/** Chooses an index by weights; if all weights are 0, the first. */
export function rollWeighted(dice: Dice, weights: readonly number[]): number {
  let left = roll(dice) * weights.reduce((sum, weight) => sum + weight, 0);
  for (let at = 0; at < weights.length; at++) {
    left -= weights[at]!;
    if (left < 0) return at;
  }
  return 0;
}
