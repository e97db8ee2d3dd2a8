// The screen on which the player chooses a trick, and what each choice opens.

import { addElement, addText } from "../../kit/controls.ts";
import type { Text } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import { secretScreen } from "../explanation.ts";
import { symbolSvg } from "../symbol_shapes.ts";
import type { SymbolName } from "../symbol_names.ts";
import { dayTrickScreen } from "./day_trick.ts";
import { performScreen } from "./perform.ts";
import { daySecretScreen, squareSecretScreen } from "./secrets.ts";
import { type PlayedSquare, squareTrickScreen } from "./square_trick.ts";
import type { KeptTally } from "./tally.ts";
import { TRICK_WORDS as WORDS } from "./words.ts";

/** What the tricks need from the game. */
export type TricksOptions = {
  readonly shell: Shell;
  readonly tally: KeptTally;
  /** Begins the trick with the symbol. */
  readonly onSymbol: () => void;
  readonly onDigit: (digit: number) => void;
};

type Choice = {
  readonly symbol: SymbolName;
  readonly name: Text;
  readonly line: Text;
  readonly run: () => void;
};

function openDays(options: TricksOptions): void {
  const { screens } = options.shell;
  screens.open(dayTrickScreen({
    tally: options.tally,
    onBack: () => openTricks(options),
    onSecret: () => screens.open(daySecretScreen()),
  }));
}

function openSquare(options: TricksOptions): void {
  const { screens } = options.shell;
  let played: PlayedSquare | undefined;
  screens.open(squareTrickScreen({
    tally: options.tally,
    onBack: () => openTricks(options),
    onPlayed: (square) => played = square,
    onSecret: () => played && screens.open(squareSecretScreen(played)),
  }));
}

function openPerformance(options: TricksOptions): void {
  const { screens } = options.shell;
  screens.open(performScreen({
    tally: options.tally,
    onBack: () => openTricks(options),
    onLearn: (round) => screens.open(secretScreen({ round, onDigit: options.onDigit })),
  }));
}

function choicesOf(options: TricksOptions): readonly Choice[] {
  const { symbolTrick, symbolLine, dayTrick, dayLine } = WORDS;
  const { squareTrick, squareLine, performTrick, performLine } = WORDS;
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
    onBack: () => options.shell.showTitle(),
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
