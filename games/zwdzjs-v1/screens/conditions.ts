import { addElement, addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import type { Level } from "../rules/levels.ts";
import { CONDITIONS } from "../texts/levels.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";

/** Lists what is different in a level, besides who comes. */
function conditionsOf(level: Level): (() => string)[] {
  const { weather, missing = [] } = level;
  const plants = () => missing.map((kind) => say(PLANT_TEXTS[kind].name)).join(say(WORDS.comma));
  return [
    ...(level.hour === "night" ? [() => say(CONDITIONS.night)] : []),
    ...(level.sight === undefined ? [] : [() => say(CONDITIONS.fog)]),
    ...(weather ? [() => say(CONDITIONS[weather], { plants: plants() })] : []),
    ...(level.hour === "day" && level.plants.includes("fern") ? [() => say(CONDITIONS.day)] : []),
  ];
}

/** Announces a level's conditions. */
export function addConditions(panel: Element, level: Level): void {
  const conditions = conditionsOf(level);
  if (conditions.length === 0) return;
  const list = addElement("ul", "conditions", panel);
  for (const condition of conditions) addText(list, "li", condition);
}
