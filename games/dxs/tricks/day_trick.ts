// The trick with five cards: the crystal finds the day a player was born on.

import type { Action } from "../../kit/controls.ts";
import { addElement } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import { freshSeed, Random } from "../../kit/random.ts";
import type { Screen } from "../../kit/screens.ts";
import type { Sound } from "../../kit/sound.ts";
import { playCard } from "../sounds.ts";
import { type Act, actScreen } from "./act.ts";
import { WORDS as GAME_WORDS } from "../words.ts";
import { type Card, FIRST_NUMBERS, numberOf, numbersOn, shuffleCards } from "./day_cards.ts";
import { ordinal } from "./ordinal.ts";
import { TRICK_WORDS as WORDS } from "./words.ts";

/** What a trick needs from the game. */
export type TrickOptions<Played> = {
  readonly sound: Sound;
  readonly onBack: () => void;
  /** Opens the page that explains the trick with what was played. */
  readonly onSecret: (played: Played) => void;
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

/** The choices after a trick: to see it once more, and to learn it. */
export function choicesAfter(again: () => void, onSecret: () => void): readonly Action[] {
  return [
    { label: WORDS.again, icon: "restart", primary: true, run: again },
    { label: WORDS.wonder, icon: "star", run: onSecret },
  ];
}

/** What the trick of the cards needs from the game. */
export type DayTrickOptions = TrickOptions<number> & {
  /** Opens the page that finds the answer which led astray. */
  readonly onCheck: (held: readonly Card[]) => void;
};

/** Shows the five cards from behind. */
function addCardBacks(place: HTMLElement): void {
  const fan = addElement("div", "card-backs", place);
  for (const card of FIRST_NUMBERS.keys()) {
    addElement("span", "card-back", fan).style.setProperty("--at", String(card - 2));
  }
}

function begin(act: Act, options: DayTrickOptions, isFirst = true): void {
  const { sound, onSecret, onCheck } = options;
  const again = () => begin(act, options, false);
  const order = shuffleCards(new Random(freshSeed()));
  function ask(at: number, held: readonly Card[], back: () => void): void {
    const card = order[at];
    if (card === undefined) return act.think(WORDS.seesDay, () => tell(held));
    playCard(sound, at);
    const here = () => ask(at, held, back);
    act.play({
      speech: () => say(WORDS.isOnCard, { n: at + 1 }),
      show: (place) => void addCard(place, card),
      choices: [
        { label: WORDS.yes, primary: true, run: () => ask(at + 1, [...held, card], here) },
        { label: WORDS.no, primary: true, run: () => ask(at + 1, held, here) },
        { label: WORDS.back, icon: "back", run: back },
      ],
    });
  }
  function tell(held: readonly Card[]): void {
    const day = numberOf(held);
    const check = () => onCheck(held);
    if (day === 0) {
      const choices = [
        { label: WORDS.again, icon: "restart", primary: true, run: again },
        { label: GAME_WORDS.check, icon: "help", run: check },
      ] as const;
      return act.play({ speech: WORDS.noDay, show: addCardBacks, choices });
    }
    act.reveal({
      speech: () => say(WORDS.dayIs, { n: say({ en: ordinal(day), zh: String(day) }) }),
      show: (place) => addElement("p", "act-answer", place).textContent = String(day),
      choices: [
        ...choicesAfter(again, () => onSecret(day)),
        { label: WORDS.wrong, icon: "help", run: check },
      ],
    });
  }
  function ready(): void {
    act.play({
      speech: isFirst ? WORDS.thinkDay : WORDS.thinkOtherDay,
      show: addCardBacks,
      choices: [{ label: WORDS.haveDay, primary: true, run: () => ask(0, [], ready) }],
    });
  }
  ready();
}

/** Makes the screen of the trick. */
export function dayTrickScreen(options: DayTrickOptions): Screen {
  return actScreen({
    id: "days",
    title: WORDS.dayTrick,
    sound: options.sound,
    onBack: options.onBack,
    begin: (act) => begin(act, options),
  });
}
