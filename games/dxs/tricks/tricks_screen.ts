// The screen on which the player chooses a trick, and what each choice opens.

import { addElement, addText, type Label } from "../../kit/controls.ts";
import { say, type Text } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import type { Sound } from "../../kit/sound.ts";
import { checkScreen, secretScreen } from "../explanation.ts";
import { symbolSvg } from "../symbol_shapes.ts";
import type { SymbolName } from "../symbol_names.ts";
import { dayCheckScreen } from "./day_check.ts";
import { dayTrickScreen } from "./day_trick.ts";
import { performScreen } from "./perform.ts";
import { daySecretScreen, squareSecretScreen } from "./secrets.ts";
import { squareTrickScreen } from "./square_trick.ts";
import type { KeptTally } from "./tally.ts";
import { TRICK_WORDS as WORDS } from "./words.ts";

/** What the tricks need from the game. */
export type TricksOptions = {
  readonly shell: Shell;
  readonly sound: Sound;
  readonly tally: KeptTally;
  /** Begins the trick with the symbol. */
  readonly onSymbol: () => void;
  /** Leads back to where the choice was opened from. */
  readonly onBack: () => void;
  readonly onDigit: (digit: number) => void;
};

type Choice = {
  readonly symbol: SymbolName;
  readonly name: Text;
  readonly line: Label;
  readonly run: () => void;
};

function openDays(options: TricksOptions): void {
  const { screens } = options.shell;
  screens.open(dayTrickScreen({
    sound: options.sound,
    onBack: () => openTricks(options),
    onSecret: (day) => screens.open(daySecretScreen(day)),
    onCheck: (held) => screens.open(dayCheckScreen(held)),
  }));
}

function openSquare(options: TricksOptions): void {
  const { screens } = options.shell;
  screens.open(squareTrickScreen({
    sound: options.sound,
    onBack: () => openTricks(options),
    onSecret: (played) => screens.open(squareSecretScreen(played)),
  }));
}

/** Begins the show in which the player is the crystal. */
export function openPerformance(options: TricksOptions): void {
  const { tally, sound, onDigit, shell: { screens } } = options;
  screens.open(performScreen({
    tally,
    sound,
    onBack: () => openTricks(options),
    onLearn: (round) => screens.open(secretScreen({ round, onDigit })),
    onCheck: (round) => screens.open(checkScreen({ round, onDigit })),
  }));
}

function choicesOf(options: TricksOptions): readonly Choice[] {
  const { symbolTrick, symbolLine, dayTrick, dayLine } = WORDS;
  const { squareTrick, squareLine, performTrick } = WORDS;
  const most = options.tally.most("player");
  const performLine = most > 1 ? () => say(WORDS.most, { n: most }) : WORDS.performLine;
  return [
    { symbol: "eye", name: symbolTrick, line: symbolLine, run: options.onSymbol },
    { symbol: "candle", name: dayTrick, line: dayLine, run: () => openDays(options) },
    { symbol: "key", name: squareTrick, line: squareLine, run: () => openSquare(options) },
    { symbol: "crown", name: performTrick, line: performLine, run: () => openPerformance(options) },
  ];
}

/** Opens the choice of tricks. */
export function openTricks(options: TricksOptions): void {
  const { screens } = options.shell;
  screens.open({
    id: "tricks",
    title: WORDS.tricks,
    onBack: options.onBack,
    build: (panel) => {
      const place = addElement("div", "trick-cards", panel);
      for (const { symbol, name, line, run } of choicesOf(options)) {
        const card = addElement("button", "trick-card", place);
        card.type = "button";
        addElement("span", "trick-picture", card).innerHTML = symbolSvg(symbol);
        addText(card, "strong", name);
        addText(card, "small", line);
        card.addEventListener("click", () => {
          screens.closeAll();
          run();
        });
      }
    },
  });
}
