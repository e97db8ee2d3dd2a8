import { addElement, addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import type { PlantKind } from "../rules/kinds.ts";
import type { Level } from "../rules/levels.ts";
import { CONDITIONS } from "../texts/levels.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";

/** What a player has in a level. */
export interface Means {
  readonly plants: readonly PlantKind[];
  /** @default false */
  readonly isSunEndless?: boolean;
}

/** The names of plants as a sentence lists what there is none of. A line breaks between names, not within one. */
function listNames(kinds: readonly PlantKind[]): string {
  const names = kinds.map((kind) => say(PLANT_TEXTS[kind].name).replaceAll(" ", "\u00a0"));
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(say(WORDS.comma))}${say(WORDS.or)}${last}`;
}

/** Lists what is different in a level, besides who comes; not that something is missing that the player has all the same. */
export function conditionsOf(level: Level, means: Means): (() => string)[] {
  const missing = (level.missing ?? []).filter((kind) => !means.plants.includes(kind));
  const weather = missing.length > 0 ? level.weather : undefined;
  const plants = () => listNames(missing);
  return [
    ...(level.hour === "night" && !means.isSunEndless ? [() => say(CONDITIONS.night)] : []),
    ...(level.sight === undefined ? [] : [() => say(CONDITIONS.fog)]),
    ...(weather ? [() => say(CONDITIONS[weather], { plants: plants() })] : []),
    ...(level.hour === "day" && level.plants.includes("fern") ? [() => say(CONDITIONS.day)] : []),
  ];
}

/** Announces a level's conditions. */
export function addConditions(panel: Element, level: Level, means: Means = level): void {
  const conditions = conditionsOf(level, means);
  if (conditions.length === 0) return;
  const list = addElement("ul", "conditions", panel);
  for (const condition of conditions) addText(list, "li", condition);
}
