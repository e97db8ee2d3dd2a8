// English ordinal numbers.

const ENDINGS: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = {
  one: "st",
  two: "nd",
  few: "rd",
};
const RULES = new Intl.PluralRules("en", { type: "ordinal" });

/** Writes a number as a day of the month: 1st, 2nd, 13th. */
export function ordinal(number: number): string {
  return `${number}${ENDINGS[RULES.select(number)] ?? "th"}`;
}
