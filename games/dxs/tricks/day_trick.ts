// The trick with five cards: the crystal finds the day a player was born on.

import type { Action } from "../../kit/controls.ts";
import { addElement } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import { freshSeed, Random } from "../../kit/random.ts";
import type { Screen } from "../../kit/screens.ts";
import { type Act, actScreen } from "./act.ts";
import { type Card, numberOf, numbersOn, shuffleCards } from "./day_cards.ts";
import type { KeptTally } from "./tally.ts";
import { TRICK_WORDS as WORDS } from "./words.ts";

/** What a trick needs from the game. */
export type TrickOptions = {
  readonly tally: KeptTally;
  readonly onBack: () => void;
  /** Opens the page that explains the trick. */
  readonly onSecret: () => void;
};

/** Shows a card; the player's own number is marked where there is one. */
export function addCard(place: HTMLElement, card: Card, own?: number): HTMLElement {
  const list = addElement("ul", "day-card", place);
  const numbers = numbersOn(card);
  bindText(list, () => say(WORDS.card, { numbers: numbers.join(" ") }), "aria-label");
  for (const number of numbers) {
    const cell = addElement("li", number === own ? "own" : "", list);
    cell.textContent = String(number);
  }
  return list;
}

/** The choices after a trick that the crystal has done. */
export function choicesAfter(
  { tally, onSecret }: TrickOptions,
  begin: () => void,
): readonly Action[] {
  const settle = (right: boolean, then: () => void) => () => {
    tally.count("crystal", right);
    then();
  };
  return [
    { label: WORDS.again, icon: "restart", primary: true, run: settle(true, begin) },
    { label: WORDS.wonder, icon: "star", run: onSecret },
    { label: WORDS.wrong, icon: "help", run: settle(false, onSecret) },
  ];
}

function begin(act: Act, options: TrickOptions): void {
  const again = () => begin(act, options);
  const order = shuffleCards(new Random(freshSeed()));
  function ask(at: number, held: readonly Card[]): void {
    const card = order[at];
    if (card === undefined) return act.think(WORDS.seesDay, () => tell(numberOf(held)));
    act.play({
      speech: () => say(WORDS.isOnCard, { n: at + 1 }),
      show: (place) => void addCard(place, card),
      choices: [
        { label: WORDS.yes, primary: true, run: () => ask(at + 1, [...held, card]) },
        { label: WORDS.no, primary: true, run: () => ask(at + 1, held) },
      ],
    });
  }
  function tell(day: number): void {
    if (day === 0) {
      const choices = [{ label: WORDS.again, icon: "restart", primary: true, run: again }] as const;
      return act.play({ speech: WORDS.noDay, choices });
    }
    act.reveal({
      speech: () => say(WORDS.dayIs, { n: day }),
      show: (place) => addElement("p", "act-answer", place).textContent = String(day),
      choices: choicesAfter(options, again),
    });
  }
  act.play({
    speech: WORDS.thinkDay,
    choices: [{ label: WORDS.haveDay, primary: true, run: () => ask(0, []) }],
  });
}

/** Makes the screen of the trick. */
export function dayTrickScreen(options: TrickOptions): Screen {
  return actScreen({
    id: "days",
    title: WORDS.dayTrick,
    onBack: options.onBack,
    begin: (act) => begin(act, options),
  });
}
