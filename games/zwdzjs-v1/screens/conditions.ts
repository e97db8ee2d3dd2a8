import { addElement, addText } from "../../kit/controls.ts";
import type { Text } from "../../kit/language.ts";
import type { Level } from "../rules/levels.ts";
import { CONDITIONS } from "../texts/levels.ts";

/** Lists what is different in a level, besides who comes. */
function conditionsOf(level: Level): Text[] {
  const chooses = level.plants.length > 8;
  return [
    ...(level.hour === "night" ? [CONDITIONS.night] : []),
    ...(level.sight === undefined ? [] : [CONDITIONS.fog]),
    ...(level.plants.includes("glowberry") || level.number === 1 ? [] : [CONDITIONS.noBerries]),
    ...(level.hour === "day" && chooses ? [CONDITIONS.day] : []),
  ];
}

/** Announces a level's conditions. */
export function addConditions(panel: Element, level: Level): void {
  const conditions = conditionsOf(level);
  if (conditions.length === 0) return;
  const list = addElement("ul", "conditions", panel);
  for (const condition of conditions) addText(list, "li", condition);
}
