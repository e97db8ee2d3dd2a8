// What a finished game leaves behind: stars, records, the best of the day.

import { dayName } from "../../kit/classroom.ts";
import { daySeed } from "../maps/map_name.ts";
import { ARENA, MAPS } from "../maps/maps.ts";
import { arenaId } from "../maps/roll.ts";
import { addDay, addStars, countLoss, type Progress } from "../progress.ts";
import { pointsOf, survivedWaves } from "../rules/points.ts";
import type { Game } from "../rules/state.ts";
import { starsOf } from "../rules/step.ts";

/** The best points of today's arena; undefined before it has been played today. */
export function bestOfDay({ daily }: Progress, day: Date): number | undefined {
  return daily?.day === dayName(day) ? daily.points : undefined;
}

/** Adds a finished game to the progress, and tells whether it is a record. */
export function rewardFor(
  progress: Progress,
  game: Game,
  day: Date,
): { progress: Progress; isBest: boolean } {
  const { map } = game;
  if (map === ARENA) {
    const waves = survivedWaves(game);
    const isBest = waves > progress.endless;
    return { progress: isBest ? { ...progress, endless: waves } : progress, isBest };
  }
  if (map.id === arenaId(daySeed(day))) {
    const points = pointsOf(game);
    const isBest = points > (bestOfDay(progress, day) ?? 0);
    return { progress: addDay(progress, { day: dayName(day), points }), isBest };
  }
  return { progress: rewardForMap(progress, game), isBest: false };
}

/** Maps that players have made give no stars, so that nobody makes themselves some. */
function rewardForMap(progress: Progress, game: Game): Progress {
  const { map } = game;
  if (!MAPS.includes(map)) return progress;
  const won = game.outcome === "won";
  const counted = countLoss(progress, map.id, won);
  const rewarded = won ? addStars(counted, map.id, starsOf(game)) : counted;
  return map === MAPS[0] ? { ...rewarded, taught: true } : rewarded;
}
