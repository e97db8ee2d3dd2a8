// The trick with the envelope: the total of four freely chosen numbers was written down before.

import { type Action, addElement } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import { freshSeed, Random } from "../../kit/random.ts";
import type { Screen } from "../../kit/screens.ts";
import { playPick, playSeal, playTear } from "../sounds.ts";
import { type Act, actScreen } from "./act.ts";
import { choicesAfter, type TrickOptions } from "./day_trick.ts";
import {
  foretoldTotal,
  isFree,
  makeSquare,
  numberAt,
  type NumberSquare,
  SQUARE_SIDE,
} from "./number_square.ts";
import { TRICK_WORDS as WORDS } from "./words.ts";

/** A square with the numbers that a player has chosen. */
export type PlayedSquare = { readonly square: NumberSquare; readonly chosen: readonly number[] };

const ENVELOPE =
  `<svg viewBox="0 0 120 84" aria-hidden="true"><rect x="6" y="8" width="108" height="70" rx="8" fill="#fff1cf" stroke="#8a5a00" stroke-width="4"/>` +
  `<path d="m8 12 52 38 52-38" fill="none" stroke="#8a5a00" stroke-width="4" stroke-linejoin="round"/>` +
  `<circle cx="60" cy="50" r="13" fill="#c4344f" stroke="#6d1330" stroke-width="4"/><path d="m60 43 2 5 5 .5-4 3 1.5 5-4.5-3-4.5 3 1.5-5-4-3 5-.5z" fill="#ffe0a0"/></svg>`;

function addEnvelope(place: HTMLElement, inside?: number): void {
  const envelope = addElement("p", inside === undefined ? "envelope" : "envelope open", place);
  if (inside !== undefined) return void (envelope.textContent = String(inside));
  envelope.innerHTML = ENVELOPE;
  envelope.setAttribute("role", "img");
  bindText(envelope, WORDS.envelope, "aria-label");
}

/** Shows a square; `onChoose` makes its free numbers buttons that can be pressed. */
function addSquare(
  place: HTMLElement,
  { square, chosen }: PlayedSquare,
  onChoose: (cell: number) => void,
): void {
  const grid = addElement("div", "number-square", place);
  grid.setAttribute("role", "group");
  bindText(grid, WORDS.square, "aria-label");
  for (let cell = 0; cell < SQUARE_SIDE ** 2; cell++) {
    const button = addElement("button", "square-cell", grid);
    button.type = "button";
    button.textContent = String(numberAt(square, cell));
    const isChosen = chosen.includes(cell);
    button.classList.toggle("chosen", isChosen);
    button.disabled = !isFree(cell, chosen);
    if (isChosen) button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => onChoose(cell));
  }
}

function totalOf({ square, chosen }: PlayedSquare): number {
  return chosen.reduce((sum, cell) => sum + numberAt(square, cell), 0);
}

/** Shows the numbers that were chosen, and their sum once there are all of them. */
function addSum(place: HTMLElement, played: PlayedSquare): void {
  const { square, chosen } = played;
  const parts = chosen.map((cell) => numberAt(square, cell)).join(" + ");
  const isWhole = chosen.length === SQUARE_SIDE;
  addElement("p", "square-sum", place).textContent = isWhole
    ? `${parts} = ${totalOf(played)}`
    : parts;
}

/** Shows the sum beside the number that was in the letter. */
function openLetter(act: Act, played: PlayedSquare, choices: readonly Action[]): void {
  const n = foretoldTotal(played.square);
  act.reveal({
    speech: () => say(WORDS.sameNumber, { n }),
    show: (place) => {
      addSum(place, played);
      addEnvelope(place, n);
    },
    choices,
  });
}

function begin(act: Act, options: TrickOptions<PlayedSquare>): void {
  const { sound } = options;
  const again = () => begin(act, options);
  const square = makeSquare(new Random(freshSeed()));
  function choose(chosen: readonly number[]): void {
    const left = SQUARE_SIDE - chosen.length;
    if (chosen.length > 0) playPick(sound, chosen.length);
    if (left === 0) return total(chosen);
    const back = {
      label: WORDS.back,
      icon: "back",
      run: () => choose(chosen.slice(0, -1)),
    } as const;
    act.play({
      speech: () => left === SQUARE_SIDE ? say(WORDS.pickFirst) : say(WORDS.pickNext, { left }),
      show: (place) => {
        addSquare(place, { square, chosen }, (cell) => choose([...chosen, cell]));
        addSum(place, { square, chosen });
        // The letter stays in sight, so that nobody thinks it was written later.
        addEnvelope(place);
      },
      choices: chosen.length > 0 ? [back] : [],
    });
  }
  function total(chosen: readonly number[]): void {
    act.play({
      speech: () => say(WORDS.addedUp, { n: totalOf({ square, chosen }) }),
      show: (place) => {
        addSquare(place, { square, chosen }, () => {});
        addSum(place, { square, chosen });
        addEnvelope(place);
      },
      choices: [{ label: WORDS.openLetter, primary: true, run: () => open(chosen) }],
    });
  }
  function open(chosen: readonly number[]): void {
    const choices = choicesAfter(again, () => options.onSecret({ square, chosen }));
    playTear(sound);
    openLetter(act, { square, chosen }, choices);
  }
  playSeal(sound);
  act.play({
    speech: WORDS.foretell,
    show: (place) => addEnvelope(place),
    choices: [{ label: WORDS.letsGo, primary: true, run: () => choose([]) }],
  });
}

/** Makes the screen of the trick. */
export function squareTrickScreen(options: TrickOptions<PlayedSquare>): Screen {
  return actScreen({
    id: "square",
    title: WORDS.squareTrick,
    sound: options.sound,
    onBack: options.onBack,
    begin: (act) => begin(act, options),
  });
}
