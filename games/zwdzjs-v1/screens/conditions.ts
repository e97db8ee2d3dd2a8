import { addElement, addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import type { PlantKind } from "../rules/kinds.ts";
import type { Level } from "../rules/levels.ts";
import { CONDITIONS } from "../texts/levels.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";

/** Lists what is different in a level, besides who comes; not that a plant is missing that the player has all the same. */
export function conditionsOf(level: Level, plantsToHave: readonly PlantKind[]): (() => string)[] {
  const missing = (level.missing ?? []).filter((kind) => !plantsToHave.includes(kind));
  const weather = missing.length > 0 ? level.weather : undefined;
  const plants = () => missing.map((kind) => say(PLANT_TEXTS[kind].name)).join(say(WORDS.comma));
  return [
    ...(level.hour === "night" ? [() => say(CONDITIONS.night)] : []),
    ...(level.sight === undefined ? [] : [() => say(CONDITIONS.fog)]),
    ...(weather ? [() => say(CONDITIONS[weather], { plants: plants() })] : []),
    ...(level.hour === "day" && level.plants.includes("fern") ? [() => say(CONDITIONS.day)] : []),
  ];
}

/** Announces a level's conditions. @param plants those that the player can have in it */
export function addConditions(
  panel: Element,
  level: Level,
  plants: readonly PlantKind[] = level.plants,
): void {
  const conditions = conditionsOf(level, plants);
  if (conditions.length === 0) return;
  const list = addElement("ul", "conditions", panel);
  for (const condition of conditions) addText(list, "li", condition);
}
