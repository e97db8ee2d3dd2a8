// The name of any map: ours, an arena, or a player's own.

import { CLASS_ROUND } from "../../kit/class_rounds.ts";
import { dailySeed } from "../../kit/classroom.ts";
import type { Text } from "../../kit/language.ts";
import type { MapPlan } from "../rules/map_plan.ts";
import { MAP_NAMES, WORDS } from "../texts/texts.ts";
import { madeOfId } from "./map_code.ts";
import { seedOfArena } from "./roll.ts";

/** The seed of a day's arena; its road and its waves are the same for everybody. */
export function daySeed(day: Date): number {
  return dailySeed("tafang", day);
}

/** The name of a map, as of a day. */
export function nameOf({ id }: MapPlan, day: Date): Text {
  const seed = seedOfArena(id);
  if (seed !== undefined) return seed === daySeed(day) ? WORDS.dayArena : CLASS_ROUND;
  const made = madeOfId(id)?.name.trim();
  return MAP_NAMES[id] ?? (made ? { en: made, zh: made } : WORDS.madeMap);
}
