// Two pages that explain the trick: one works it out with the player, the other shows why it always works.

import { addButton, addElement, addText } from "../kit/controls.ts";
import { bindText, refreshTexts, say } from "../kit/language.ts";
import type { Screen } from "../kit/screens.ts";
import { addDigitPicker, type Digits, sumOf } from "./digit_picker.ts";
import { type Round, TABLE_LENGTH } from "./rules.ts";
import { addSymbolCell } from "./symbol_table.ts";
import { symbolSvg } from "./symbol_shapes.ts";
import { TRICK_WORDS } from "./tricks/words.ts";
import { SYMBOL_WORDS, WORDS } from "./words.ts";

/** Options of both pages. */
export type ExplanationOptions = {
  readonly round: Round;
  /** Called when a digit changes, for its sound. */
  readonly onDigit: (digit: number) => void;
};

/** Options of the page that shows why it always works. */
export type SecretOptions = ExplanationOptions & {
  /** Begins the show of a player who now knows enough for it; undefined within that show. */
  readonly onPerform?: () => void;
};

const FIRST_DIGITS: Digits = { tens: 5, ones: 3 };
/** The largest result. */
const LAST_NINE = 81;

/** Makes the page that works out the player's own number with this round's table. */
export function checkScreen({ round, onDigit }: ExplanationOptions): Screen {
  return {
    id: "check",
    title: WORDS.check,
    build: (panel) => {
      addText(panel, "p", WORDS.checkHint);
      const picker = addElement("div", "", panel);
      const sum = addElement("p", "sum", panel);
      const found = addElement("div", "found", panel);
      const answer = addElement("p", "", panel);
      answer.setAttribute("aria-live", "polite");
      addDigitPicker(picker, FIRST_DIGITS, (digits) => {
        const result = digits.tens * 9;
        const name = round.table[result]!;
        sum.textContent = sumOf(digits);
        found.innerHTML = symbolSvg(name);
        bindText(answer, () => say(WORDS.checkResult, { result, name: say(SYMBOL_WORDS[name]) }));
        onDigit(digits.ones);
      });
    },
  };
}

/** Draws a bead for each unit of a number; the units that the digits take away are hollow. */
function showBeads(place: HTMLElement, { tens, ones }: Digits): void {
  place.replaceChildren();
  for (let row = 0; row < tens; row++) {
    const line = addElement("div", "beads-row", place);
    for (let bead = 0; bead < 10; bead++) {
      addElement("span", bead === 9 ? "bead taken" : "bead", line);
    }
  }
  const rest = addElement("div", "beads-row", place);
  for (let bead = 0; bead < ones; bead++) addElement("span", "bead taken", rest);
}

function addBeads(panel: HTMLElement, onDigit: (digit: number) => void): void {
  let digits = FIRST_DIGITS;
  const values = () => ({
    number: digits.tens * 10 + digits.ones,
    tens: digits.tens,
    ones: digits.ones,
    result: digits.tens * 9,
  });
  const picker = addElement("div", "", panel);
  const sum = addElement("p", "sum", panel);
  const beads = addElement("div", "beads", panel);
  beads.setAttribute("role", "img");
  bindText(beads, () => say(WORDS.beads, values()), "aria-label");
  addText(panel, "p", () => say(WORDS.whyBeads, values()));
  addText(panel, "p", () => say(WORDS.whyNines, values())).className = "why-nines";
  addDigitPicker(picker, digits, (changed) => {
    digits = changed;
    sum.textContent = `${sumOf(digits)} = ${digits.tens} × 9`;
    showBeads(beads, digits);
    refreshTexts();
    onDigit(digits.ones);
  });
}

/** Makes the page that explains the trick with beads and this round's multiples of nine. */
export function secretScreen({ round, onDigit, onPerform }: SecretOptions): Screen {
  return {
    id: "secret",
    title: WORDS.whyTitle,
    build: (panel) => {
      addBeads(panel, onDigit);
      addText(panel, "p", WORDS.whyTable);
      const nines = addElement("ul", "nines", panel);
      bindText(nines, WORDS.nines, "aria-label");
      for (let number = 9; number <= Math.min(LAST_NINE, TABLE_LENGTH - 1); number += 9) {
        addSymbolCell(nines, number, round);
      }
      addText(panel, "p", WORDS.whyTrick).className = "why-trick";
      if (onPerform) {
        addButton(panel, { label: TRICK_WORDS.performTrick, icon: "play", run: onPerform });
      }
    },
  };
}
