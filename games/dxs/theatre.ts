// The stage of the ritual: curtains, the crystal with what appears in it, its words, and the table.

import { type Action, addButton, addElement } from "../kit/controls.ts";
import { bindText, type Text } from "../kit/language.ts";
import { symbolSvg } from "./symbol_shapes.ts";
import type { SymbolName } from "./symbol_names.ts";
import { WORDS } from "./words.ts";

/** How something is seen in the crystal. */
export type VisionKind = "shadow" | "clear";

/** The parts of the theatre that the game writes into. */
export type Theatre = {
  /** Carries `data-phase`, which the style follows. */
  readonly root: HTMLElement;
  readonly crystal: HTMLButtonElement;
  /** Where the crystal's canvas goes. */
  readonly crystalPlace: HTMLElement;
  readonly symbols: HTMLElement;
  /** Lets the crystal say something. */
  readonly speak: (text: Text | (() => string)) => void;
  /** A line of arithmetic whose parts appear one after the other; none hides it. */
  readonly showExample: (parts: readonly string[]) => void;
  /** Offers choices; returns the first. */
  readonly offer: (choices: readonly Action[]) => HTMLButtonElement | undefined;
  /** Lets a symbol appear in the crystal; undefined clears it. */
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
    // Reading the layout between the two makes the animation start over.
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

/** Sets the theatre up in a place. */
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
