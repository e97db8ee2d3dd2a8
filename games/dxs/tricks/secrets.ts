// The pages that explain the cards and the square with the player's own number.

import { addElement, addText } from "../../kit/controls.ts";
import { bindText, refreshTexts, say } from "../../kit/language.ts";
import type { Screen } from "../../kit/screens.ts";
import { addDaySlider } from "./day_check.ts";
import { cardsOf, FIRST_NUMBERS } from "./day_cards.ts";
import { addCard } from "./day_trick.ts";
import { foretoldTotal, numberAt, SQUARE_SIDE } from "./number_square.ts";
import type { PlayedSquare } from "./square_trick.ts";
import { TRICK_WORDS as WORDS } from "./words.ts";

/** Makes the page that explains the cards, beginning with a player's day. */
export function daySecretScreen(firstDay: number): Screen {
  return {
    id: "day-secret",
    title: WORDS.daySecret,
    build: (panel) => {
      let day = firstDay;
      addText(panel, "p", WORDS.setDay);
      addDaySlider(panel, day, (changed) => {
        day = changed;
        show();
      });
      const sum = addElement("p", "sum", panel);
      sum.setAttribute("aria-live", "polite");
      const cards = addElement("div", "all-cards", panel);
      addText(panel, "p", () => say(WORDS.whyFirst, { n: day }));
      addText(panel, "p", WORDS.whyDouble);
      addText(panel, "p", WORDS.whyDayTrick).className = "why-trick";
      function show(): void {
        const held = cardsOf(day);
        sum.textContent = say(WORDS.daySum, { sum: held.join(" + "), n: day });
        cards.replaceChildren();
        for (const card of FIRST_NUMBERS) {
          addCard(cards, card, day).classList.toggle("holds", held.includes(card));
        }
        refreshTexts();
      }
      show();
    },
  };
}

/** Shows the square with the numbers of its rows and columns at its edges. */
function addHeadedSquare(place: HTMLElement, { square, chosen }: PlayedSquare): void {
  const table = addElement("table", "headed-square", place);
  bindText(table, WORDS.square, "aria-label");
  const head = table.insertRow();
  addElement("td", "", head);
  for (const column of square.columns) addElement("th", "", head).textContent = `+ ${column}`;
  for (const [at, row] of square.rows.entries()) {
    const line = table.insertRow();
    addElement("th", "", line).textContent = String(row);
    for (let column = 0; column < SQUARE_SIDE; column++) {
      const cell = at * SQUARE_SIDE + column;
      const field = addElement("td", chosen.includes(cell) ? "chosen" : "", line);
      field.textContent = String(numberAt(square, cell));
    }
  }
}

/** Makes the page that explains the square that was just played. */
export function squareSecretScreen(played: PlayedSquare): Screen {
  const { square, chosen } = played;
  return {
    id: "square-secret",
    title: WORDS.squareSecret,
    build: (panel) => {
      addText(panel, "p", WORDS.whyHeads);
      addHeadedSquare(panel, played);
      const parts = chosen.map((cell) => {
        const [row, column] = [Math.floor(cell / SQUARE_SIDE), cell % SQUARE_SIDE];
        return `${numberAt(square, cell)} = ${square.rows[row]} + ${square.columns[column]}`;
      });
      const list = addElement("ul", "own-sums", panel);
      for (const part of parts) addElement("li", "", list).textContent = part;
      const sum = [...square.rows, ...square.columns].join(" + ");
      addText(panel, "p", () => say(WORDS.whyOnce, { sum, n: foretoldTotal(square) }));
      addText(panel, "p", WORDS.whySquareTrick).className = "why-trick";
    },
  };
}
