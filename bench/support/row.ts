/** A text in both languages. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** One row of the table of results. */
export interface Row {
  /** A unique id; a new measurement replaces the old one. */
  readonly id: string;
  readonly what: Text;
  /** The results by program, as text such as `0.41 s` or `52 MiB`. */
  readonly measured: Readonly<Record<string, string>>;
  /** The compared programs; under 1 is less time or memory. */
  readonly ratios: readonly Ratio[];
  /** The number of runs of which the results are medians. */
  readonly rounds: number;
  /** The day, as `2026-11-25`. */
  readonly date: string;
}

/** A ratio and its target. */
export interface Ratio {
  /** The compared programs, such as `coplay / curl`. */
  readonly of: string;
  readonly value: number;
  /** The highest value that meets the target. */
  readonly target: number;
}

/** Whether a ratio is within its target. */
export function isMet({ value, target }: Ratio): boolean {
  return value <= target;
}
