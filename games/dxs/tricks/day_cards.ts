// The trick of the five cards: each holds the numbers with one bit set, so "yes" and "no" spell the number.

import type { Random } from "../../kit/random.ts";

/** The first numbers of the cards; each number up to 31 is the sum of some of them in one way only. */
export const FIRST_NUMBERS = [1, 2, 4, 8, 16] as const;
/** The largest number a player can think of: the last day of a month. */
export const LAST_DAY = 31;

/** A card, named by its first number. */
export type Card = typeof FIRST_NUMBERS[number];

/** The numbers on a card, the smallest first. */
export function numbersOn(card: Card): number[] {
  return Array.from({ length: LAST_DAY }, (_, at) => at + 1).filter((number) => number & card);
}

/** The cards in a new order. */
export function shuffleCards(random: Random): readonly Card[] {
  return random.shuffle(FIRST_NUMBERS);
}

/** The number that is on exactly these cards; 0 without any. */
export function numberOf(cards: readonly Card[]): number {
  return cards.reduce<number>((sum, card) => sum + card, 0);
}

/** The cards that a number is on, the smallest first. */
export function cardsOf(number: number): Card[] {
  return FIRST_NUMBERS.filter((card) => number & card);
}
