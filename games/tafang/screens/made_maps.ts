// The player's own maps below ours, with a place for codes from others.

import { addButton, addElement, addText } from "../../kit/controls.ts";
import { icon } from "../../kit/icons.ts";
import { bindText, say } from "../../kit/language.ts";
import { decodeDraft } from "../maps/map_code.ts";
import { type MadeMap, toBoard } from "../maps/made_map.ts";
import type { Progress } from "../progress.ts";
import { MAKER_WORDS } from "../texts/maker.ts";
import { WORDS } from "../texts/texts.ts";
import { addPreview } from "./map_preview.ts";

/** What the list of made maps needs. */
export interface MadeMapsOptions {
  readonly progress: Progress;
  readonly onMake: (code?: string) => void;
  readonly onCode: (code: string) => boolean;
  readonly onBadCode: () => void;
}

/** Adds the player's maps, a card to make another, and a field for a code. */
export function addMadeMaps(panel: HTMLElement, options: MadeMapsOptions): void {
  addText(panel, "h2", MAKER_WORDS.yours).className = "made-title";
  const list = addElement("div", "map-list", panel);
  addMakeCard(list, () => options.onMake());
  for (const code of options.progress.made) {
    const made = decodeDraft(code);
    if (made) addMadeCard(list, made, () => options.onMake(code));
  }
  addCodeField(panel, options);
}

function addMakeCard(list: HTMLElement, run: () => void): void {
  const button = addElement("button", "map-card make-card", list);
  button.type = "button";
  button.dataset.map = "make";
  addElement("span", "make-plus", button).innerHTML = PLUS;
  bindText(addElement("span", "map-name", button), MAKER_WORDS.make);
  bindText(addElement("span", "map-best", button), MAKER_WORDS.makeAbout);
  button.addEventListener("click", run);
}

const PLUS = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" ` +
  `stroke="currentColor" stroke-width="3" stroke-linecap="round"><path d="M12 4v16M4 12h16"/></svg>`;

function addMadeCard(list: HTMLElement, made: MadeMap, run: () => void): void {
  const button = addElement("button", "map-card", list);
  button.type = "button";
  addPreview(button, toBoard(made));
  const name = () => made.name.trim() || say(WORDS.madeMap);
  bindText(addElement("span", "map-name", button), name);
  addElement("span", "map-number", button).innerHTML = icon("settings");
  button.addEventListener("click", run);
}

function addCodeField(panel: HTMLElement, { onCode, onBadCode }: MadeMapsOptions): void {
  const form = addElement("form", "code-form", panel);
  const label = addElement("label", "code-label", form);
  addText(label, "span", MAKER_WORDS.enterCode);
  const input = addElement("input", "text-input", label);
  input.type = "text";
  input.autocomplete = "off";
  input.spellcheck = false;
  const button = addButton(form, { label: MAKER_WORDS.open, icon: "next", run: () => {} });
  button.type = "submit";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!onCode(input.value)) onBadCode();
  });
}
