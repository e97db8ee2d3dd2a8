// What is chosen about a map besides its board: its name, its land, how hard it is.

import { addChoice, addElement, addText } from "../../kit/controls.ts";
import { bindText } from "../../kit/language.ts";
import { LEVELS, type MadeMap, NAME_LENGTH } from "../maps/made_map.ts";
import type { Theme } from "../rules/map_plan.ts";
import { MAKER_WORDS } from "../texts/maker.ts";

/** What the choices read and change. */
export interface MapChoices {
  readonly made: () => MadeMap;
  readonly onChange: (change: Partial<MadeMap>) => void;
}

const THEMES: readonly Theme[] = ["meadow", "shore", "snow"];

/** Adds the choices. @returns a function that shows what is chosen now */
export function addMapChoices(place: Element, { made, onChange }: MapChoices): () => void {
  const theme = addChoice(place, {
    label: MAKER_WORDS.theme,
    options: THEMES.map((value) => ({ value, label: MAKER_WORDS[value] })),
    value: made().theme,
    onChange: (value) => onChange({ theme: value }),
  });
  const level = addChoice(place, {
    label: MAKER_WORDS.level,
    options: Array.from({ length: LEVELS }, (_, n) => ({ value: n + 1, label: () => `${n + 1}` })),
    value: made().level,
    onChange: (value) => onChange({ level: value }),
  });
  const field = addElement("label", "row maker-name", place);
  addText(field, "span", MAKER_WORDS.name);
  const input = addElement("input", "text-input", field);
  input.type = "text";
  input.maxLength = NAME_LENGTH;
  input.value = made().name;
  bindText(input, MAKER_WORDS.name, "aria-label");
  input.addEventListener("input", () => onChange({ name: input.value.slice(0, NAME_LENGTH) }));
  return () => {
    check(theme, THEMES.indexOf(made().theme));
    check(level, made().level - 1);
    if (input.value !== made().name) input.value = made().name;
  };
}

function check(choice: HTMLElement, index: number): void {
  const input = choice.querySelectorAll("input")[index];
  if (input && !input.checked) input.checked = true;
}
