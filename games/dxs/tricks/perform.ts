// The player as the crystal: the tablet shows the symbol to the player alone, and the table to the audience.

import { type Action, addElement } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import { freshSeed, Random } from "../../kit/random.ts";
import type { Screen } from "../../kit/screens.ts";
import type { Sound } from "../../kit/sound.ts";
import { makeRound, type Round } from "../rules.ts";
import { playApplause, playAstray, playGlimpse, playPass } from "../sounds.ts";
import type { SymbolName } from "../symbol_names.ts";
import { symbolSvg } from "../symbol_shapes.ts";
import { showSymbolTable } from "../symbol_table.ts";
import { SYMBOL_WORDS, WORDS as GAME_WORDS } from "../words.ts";
import { type Act, actScreen } from "./act.ts";
import type { KeptTally } from "./tally.ts";
import { TRICK_WORDS as WORDS } from "./words.ts";

/** What the show needs from the game. */
export type PerformOptions = {
  readonly tally: KeptTally;
  readonly sound: Sound;
  readonly onBack: () => void;
  /** Opens the page that explains why a round's symbol is certain. */
  readonly onLearn: (round: Round) => void;
  /** Opens the page that works a friend's number out with a round's table. */
  readonly onCheck: (round: Round) => void;
};

const EXAMPLE = "53 − 5 − 3 = 45";

/** Adds a button that shows the symbol only as long as it is held, by finger, mouse or key. */
function addPeek(place: HTMLElement, symbol: SymbolName, sound: Sound): void {
  const button = addElement("button", "button peek", place);
  button.type = "button";
  bindText(button, WORDS.peek, "aria-label");
  const sign = addElement("span", "peek-sign", button);
  const words = addElement("span", "peek-words", button);
  function show(open: boolean): void {
    if (open && !button.classList.contains("open")) playGlimpse(sound);
    button.classList.toggle("open", open);
    sign.innerHTML = symbolSvg(open ? symbol : "eye");
    words.textContent = open ? say(SYMBOL_WORDS[symbol]) : say(WORDS.peek);
  }
  button.addEventListener("pointerdown", (event) => {
    button.setPointerCapture(event.pointerId);
    show(true);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) {
    button.addEventListener(end, () => show(false));
  }
  button.addEventListener("keydown", ({ code }) => {
    if (code === "Space" || code === "Enter") show(true);
  });
  button.addEventListener("keyup", () => show(false));
  // A long press must not open the menu of the browser.
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  show(false);
}

function backTo(run: () => void): Action {
  return { label: WORDS.back, icon: "back", run };
}

function begin(act: Act, options: PerformOptions, previous?: SymbolName): void {
  const { tally, sound, onLearn } = options;
  const round = makeRound(new Random(freshSeed()), previous);
  const peek = (place: HTMLElement) => addPeek(place, round.symbol, sound);
  let isBegun = false;
  function handOver(): void {
    playPass(sound);
    act.play({
      speech: WORDS.handOver,
      show: (place) => addElement("p", "example", place).textContent = EXAMPLE,
      choices: [{ label: WORDS.haveResult, primary: true, run: showTable }, backTo(prepare)],
    });
  }
  function showTable(): void {
    // A friend who comes back to the table is still the same mind.
    if (!isBegun) tally.begin("player");
    isBegun = true;
    act.play({
      speech: WORDS.findIt,
      show: (place) => showSymbolTable(addElement("ul", "symbols act-table", place), round),
      choices: [{ label: WORDS.remembered, primary: true, run: giveBack }, backTo(handOver)],
    });
  }
  function giveBack(): void {
    playPass(sound);
    act.play({
      speech: WORDS.giveBack,
      show: peek,
      choices: [
        { label: WORDS.wasRight, icon: "check", primary: true, run: () => settle(true) },
        { label: WORDS.wasWrong, run: () => settle(false) },
        backTo(showTable),
      ],
    });
  }
  const settle = (right: boolean) => endOf(act, { right, round, options });
  function prepare(): void {
    act.play({
      speech: WORDS.forYourEyes,
      show: peek,
      choices: [
        { label: WORDS.iKnow, primary: true, run: handOver },
        { label: WORDS.learn, icon: "star", run: () => onLearn(round) },
      ],
    });
  }
  prepare();
}

/** Counts a reading and shows how it went: a bow, or a way to find out what went wrong. */
function endOf(
  act: Act,
  { right, round, options }: { right: boolean; round: Round; options: PerformOptions },
): void {
  const { tally, sound, onLearn, onCheck } = options;
  tally.count("player", right);
  const row = tally.row("player");
  (right ? playApplause : playAstray)(sound);
  const bow = row > 1
    ? () => say(WORDS.bowAgain, { row: say(WORDS.inARow, { n: row }) })
    : WORDS.bow;
  const comfort = () => say(WORDS.comfort, { name: say(SYMBOL_WORDS[round.symbol]) });
  (right ? act.reveal : act.play)({
    speech: right ? bow : comfort,
    show: (place) => addElement("p", "act-symbol", place).innerHTML = symbolSvg(round.symbol),
    choices: [
      {
        label: WORDS.nextMind,
        icon: "restart",
        primary: true,
        run: () => begin(act, options, round.symbol),
      },
      right
        ? { label: WORDS.learn, icon: "star", run: () => onLearn(round) }
        : { label: GAME_WORDS.check, icon: "help", run: () => onCheck(round) },
    ],
  });
}

/** Makes the screen of the show. */
export function performScreen(options: PerformOptions): Screen {
  return actScreen({
    id: "perform",
    title: WORDS.performTrick,
    sound: options.sound,
    onBack: options.onBack,
    begin: (act) => begin(act, options),
  });
}
