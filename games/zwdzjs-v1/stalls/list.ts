import { dailySeed, dayName, levelName } from "../../kit/classroom.ts";
import { BOWLING } from "./bowling.ts";
import { LIGHTS_OUT } from "./lights_out.ts";
import { MOVING } from "./moving.ts";
import { SLEEPING } from "./sleepers.ts";
import type { Stall } from "./stall.ts";

/** The games of the fair, in the order in which they open. */
export const STALLS: readonly Stall[] = [BOWLING, MOVING, LIGHTS_OUT, SLEEPING];

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day's game: the stalls take turns, and everybody plays from the same seed. It is open to all. */
export function stallOfDay(date: Date): Stall {
  const days = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS;
  const stall = STALLS[days % STALLS.length]!;
  const seed = dailySeed("garden fair", date);
  const day = dayName(date);
  return {
    ...stall,
    id: `day ${day}`,
    list: `${day} · ${levelName(stall.name)}`,
    after: 0,
    begin: ({ losses }) => stall.begin({ seed, losses }),
  };
}
