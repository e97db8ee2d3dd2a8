// Days in a row on which the board of the day was played.

/** The days in a row, the last of which is `last`, such as `2026-11-30`; none before the first. */
export type Streak = { readonly days: number; readonly last: string };

/** The streak of a new player. */
export const NO_STREAK: Streak = { days: 0, last: "" };

const DAY_MS = 86_400_000;

/** The day before a day. */
function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

/** Counts a day on which the player has played; a day counts once. */
export function countDay(streak: Streak, day: string): Streak {
  if (day === streak.last) return streak;
  return { days: dayBefore(day) === streak.last ? streak.days + 1 : 1, last: day };
}

/** The length of the streak as it stands on a day: it lasts until the end of the day after the last. */
export function streakOn({ days, last }: Streak, day: string): number {
  return last === day || last === dayBefore(day) ? days : 0;
}
