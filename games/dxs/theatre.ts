// The stage of the game: curtains, the crystal with its visions, its words, and the table.

import { type Action, addButton, addElement } from "../kit/controls.ts";
import { bindText, type Text } from "../kit/language.ts";
import { symbolSvg } from "./symbol_shapes.ts";
import type { SymbolName } from "./symbol_names.ts";
import { WORDS } from "./words.ts";

/** The look of a symbol in the crystal. */
export type VisionKind = "shadow" | "clear";

/** The parts of the stage that the game writes into. */
export type Theatre = {
  /** The element with `data-phase`, which the style follows. */
  readonly root: HTMLElement;
  readonly crystal: HTMLButtonElement;
  /** The place of the crystal's canvas. */
  readonly crystalPlace: HTMLElement;
  readonly symbols: HTMLElement;
  /** Shows the crystal's words. */
  readonly speak: (text: Text | (() => string)) => void;
  /** Shows a sum whose parts appear one after the other; no parts hide it. */
  readonly showExample: (parts: readonly string[]) => void;
  /** Offers choices, and returns the button of the first. */
  readonly offer: (choices: readonly Action[]) => HTMLButtonElement | undefined;
  /** Shows a symbol in the crystal; undefined clears it. */
  readonly envision: (symbol: SymbolName | undefined, kind?: VisionKind) => void;
};

function addCrystal(seer: HTMLElement, onTouch: () => void) {
  const crystal = addElement("button", "crystal", seer);
  crystal.type = "button";
  bindText(crystal, WORDS.touch, "aria-label");
  crystal.addEventListener("click", onTouch);
  const crystalPlace = addElement("span", "crystal-stage", crystal);
  const vision = addElement("span", "vision", crystal);
  function envision(symbol: SymbolName | undefined, kind: VisionKind = "clear"): void {
    vision.className = symbol ? `vision ${kind}` : "vision";
    vision.dataset.symbol = symbol ?? "";
    vision.innerHTML = symbol ? symbolSvg(symbol) : "";
  }
  return { crystal, crystalPlace, envision };
}

function addSpeech(seer: HTMLElement) {
  const speech = addElement("p", "speech", seer);
  speech.setAttribute("aria-live", "polite");
  const example = addElement("p", "example", seer);
  function speak(text: Text | (() => string)): void {
    bindText(speech, text);
    speech.classList.remove("spoken");
    // Reading the layout between the two changes restarts the animation.
    void speech.offsetWidth;
    speech.classList.add("spoken");
  }
  function showExample(parts: readonly string[]): void {
    example.replaceChildren();
    for (const [at, part] of parts.entries()) {
      const span = addElement("span", "example-part", example);
      span.textContent = part;
      span.style.setProperty("--at", String(at));
    }
  }
  return { speak, showExample };
}

/** Builds the stage. */
export function openTheatre(place: HTMLElement, onTouch: () => void): Theatre {
  const root = addElement("div", "theatre", place);
  for (const side of ["left", "right"]) addElement("div", `curtain ${side}`, root);
  const seer = addElement("section", "seer", root);
  const crystalParts = addCrystal(seer, onTouch);
  const speechParts = addSpeech(seer);
  const choices = addElement("div", "choices", seer);
  const board = addElement("section", "board", root);
  bindText(board, WORDS.table, "aria-label");
  const symbols = addElement("ul", "symbols", board);
  function offer(actions: readonly Action[]): HTMLButtonElement | undefined {
    choices.replaceChildren();
    const buttons = actions.map((action) => addButton(choices, action));
    return buttons[0];
  }
  return { root, symbols, offer, ...crystalParts, ...speechParts };
}
