/** Words in both languages. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** One line of the table of results. */
export interface Row {
  /** Unique; a new measurement of it takes the place of the old one. */
  readonly id: string;
  readonly what: Text;
  /** What was measured, by program, as text such as `0.41 s` or `52 MiB`. */
  readonly measured: Readonly<Record<string, string>>;
  /** What is compared with what; under 1 is less time or memory. */
  readonly ratios: readonly Ratio[];
  /** Runs of which these are the medians. */
  readonly rounds: number;
  /** The day, as `2026-11-25`. */
  readonly date: string;
}

/** A ratio with the target it was measured for. */
export interface Ratio {
  /** Such as `coplay / curl`. */
  readonly of: string;
  readonly value: number;
  /** The most it should be. */
  readonly target: number;
}

/** Whether a ratio is within its target. */
export function isMet({ value, target }: Ratio): boolean {
  return value <= target;
}
