// The page for a player whose day the crystal missed: it finds the card whose yes or no did not fit.

import { addElement, addSlider, addText } from "../../kit/controls.ts";
import { bindText, refreshTexts, say } from "../../kit/language.ts";
import type { Screen } from "../../kit/screens.ts";
import { WORDS as GAME_WORDS } from "../words.ts";
import { type Card, cardsOf, FIRST_NUMBERS, LAST_DAY, numberOf } from "./day_cards.ts";
import { addCard } from "./day_trick.ts";
import { TRICK_WORDS as WORDS } from "./words.ts";

/** Adds a slider over the days of a month, with the day that is set beside it. */
export function addDaySlider(
  panel: HTMLElement,
  firstDay: number,
  onChange: (day: number) => void,
): void {
  let day = firstDay;
  const steps = LAST_DAY - 1;
  addSlider(panel, {
    label: () => say(WORDS.day, { n: day }),
    value: (firstDay - 1) / steps,
    steps,
    onChange: (share) => {
      day = 1 + Math.round(share * steps);
      onChange(day);
      refreshTexts();
    },
  });
}

/** Adds a card with what the player said of it, marked where that does not fit the day. */
function addAnswer(
  cards: HTMLElement,
  { card, day, said }: { card: Card; day: number; said: boolean },
): void {
  const box = addElement("div", "answered", cards);
  const fits = said === cardsOf(day).includes(card);
  addCard(box, card, day);
  box.classList.toggle("astray", !fits);
  bindText(addElement("p", "", box), () => {
    const mark = fits ? "✓" : "✗";
    return `${mark} ${say(WORDS.youSaid, { answer: say(said ? WORDS.yes : WORDS.no) })}`;
  });
}

/** Makes the page that compares a player's day with what was said of each card. */
export function dayCheckScreen(held: readonly Card[]): Screen {
  return {
    id: "day-check",
    title: GAME_WORDS.check,
    build: (panel) => {
      let day = numberOf(held) || 1;
      addText(panel, "p", WORDS.setOwnDay);
      addDaySlider(panel, day, (changed) => {
        day = changed;
        show();
      });
      const found = addElement("p", "why-nines", panel);
      found.setAttribute("aria-live", "polite");
      bindText(
        found,
        () => say(day === numberOf(held) ? WORDS.allFit : WORDS.oneAstray, { n: day }),
      );
      const cards = addElement("div", "all-cards", panel);
      function show(): void {
        cards.replaceChildren();
        for (const card of FIRST_NUMBERS) {
          addAnswer(cards, { card, day, said: held.includes(card) });
        }
      }
      show();
    },
  };
}
