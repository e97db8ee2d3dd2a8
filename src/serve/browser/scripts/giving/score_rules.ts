// What a score may be. The page asks this before it sends one, and the host again before it keeps one.

/** Which of two scores is the better one. */
export type Best = "high" | "low";

/** A score as a page sends it. */
export interface SentScore {
  readonly value: number;
  readonly best: Best;
  /** What was played; empty for a game with one list. */
  readonly level: string;
  /** The number of the round in which it was made; undefined outside of rounds. */
  readonly round?: number | undefined;
}

/** The most characters of a level, as people count them. */
const MAX_LEVEL = 40;

/** The most UTF-16 units: one character may be made of thousands of marks. */
const MAX_LEVEL_UNITS = 200;

/** Control characters, and those that turn the direction of all that follows. */
const UNFIT_REGEXP = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Says why a score is refused, to whoever makes the game; undefined where it is not. */
export function refuseScore(
  { value, best, level }: Readonly<Record<"value" | "best" | "level", unknown>>,
): { readonly en: string; readonly zh: string } | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    const what = typeof value === "number" ? `${value}` : typeof value;
    return {
      en: `a score is a finite number, and this is not: ${what}`,
      zh: `分数必须是有限的数字，而这里是：${what}`,
    };
  }
  if (best !== "high" && best !== "low") {
    return {
      en: 'say which score is the better one: {best: "high"} or {best: "low"}',
      zh: '请注明怎样算更好：{best: "high"} 或 {best: "low"}',
    };
  }
  if (typeof level !== "string" || isUnfit(level)) {
    return {
      en: `a level is a text of at most ${MAX_LEVEL} characters, none of them a control character`,
      zh: `关卡名必须是不超过 ${MAX_LEVEL} 个字符的文本，且不含控制字符`,
    };
  }
  return undefined;
}

/** Whether `value` is a better score than `other`. */
export function isBetter(best: Best, value: number, other: number): boolean {
  return best === "high" ? value > other : value < other;
}

function isUnfit(level: string): boolean {
  return level.length > MAX_LEVEL_UNITS || UNFIT_REGEXP.test(level) ||
    (level.length > MAX_LEVEL && countCharacters(level) > MAX_LEVEL);
}

function countCharacters(text: string): number {
  // Older browsers count an emoji of several parts as several.
  if (!Intl.Segmenter) return [...text].length;
  return [...new Intl.Segmenter().segment(text)].length;
}
