// Tells the host of the class what was achieved.

import { levelName, reportScore } from "../../kit/classroom.ts";
import { nameOf } from "../maps/map_name.ts";
import { madeOfId } from "../maps/map_code.ts";
import { pointsOf } from "../rules/points.ts";
import type { Game } from "../rules/state.ts";

/**
 * Reports a game's points under its map's name. Help and maps that players have made stay at home: their points cannot
 * be compared.
 */
export function reportPoints(game: Game, day: Date): void {
  const points = pointsOf(game);
  if (points === 0 || game.helped || madeOfId(game.map.id)) return;
  reportScore(points, { best: "high", level: levelName(nameOf(game.map, day)) });
}
