// What is shown at the end of a game, and of a round of the class.

import { addText } from "../kit/controls.ts";
import { say } from "../kit/language.ts";
import type { Screen } from "../kit/screens.ts";
import type { Ending, Shell } from "../kit/shell.ts";
import { addEndPicture } from "./board/end_picture.ts";
import { WORDS } from "./page/words.ts";
import type { Board } from "./progress/progress.ts";
import { goalOf, largestTile } from "./rules/rules.ts";

/** What the player can do at the end of a game. */
export type EndingChoices = {
  readonly onGoOn: () => void;
  readonly onNewGame: () => void;
  readonly onTakeBack: () => void;
  readonly onLookBack: () => void;
};

/** The end of a won game. */
export function winEnding({ run }: Board, choices: EndingChoices): Ending {
  const { cells, moves } = run.game;
  return {
    won: true,
    title: () => say(WORDS.won, { n: goalOf(cells) }),
    build: (panel) => {
      addEndPicture(panel, largestTile(cells), "glad");
      addText(panel, "p", () => say(WORDS.wonText, { moves }));
    },
    actions: [
      { label: WORDS.keepPlaying, icon: "play", primary: true, run: choices.onGoOn },
      { label: WORDS.newGame, icon: "restart", run: choices.onNewGame },
      { label: WORDS.history, icon: "history", run: choices.onLookBack },
    ],
  };
}

/** What there was before a game. */
export type Before = {
  /** The best score; 0 before the first game. */
  readonly score: number;
  /** The days played in a row, on the board of the day. */
  readonly days?: number;
  /** Whether everybody has this board, and the next game on it is the same. */
  readonly isShared: boolean;
};

/** The end of a lost game. */
export function lossEnding({ run, best }: Board, before: Before, choices: EndingChoices): Ending {
  const { score, cells } = run.game;
  const isBest = score > before.score;
  const largestNow = largestTile(cells);
  const { days } = before;
  return {
    won: false,
    title: WORDS.lost,
    build: (panel) => {
      addEndPicture(panel, largestNow, isBest ? "glad" : "worried");
      addText(panel, "p", () => String(score)).className = "end-score";
      // The first game of all has nothing to be better than.
      if (isBest && before.score > 0) addText(panel, "p", WORDS.newBest).className = "end-best";
      addText(panel, "p", () => {
        return say(WORDS.lostText, { largest: largestNow, next: largestNow * 2 });
      });
      if (days === undefined) return;
      addText(panel, "p", () => say(WORDS.tomorrow, { best }));
      if (days > 1) {
        addText(panel, "p", () => say(WORDS.streak, { n: days })).className = "end-best";
      }
    },
    actions: [
      {
        label: before.isShared ? WORDS.sameAgain : WORDS.newGame,
        icon: "restart",
        primary: true,
        run: choices.onNewGame,
      },
      { label: WORDS.takeBack, icon: "undo", run: choices.onTakeBack },
      { label: WORDS.history, icon: "history", run: choices.onLookBack },
    ],
  };
}

/** The screen after a round of the class. */
export function roundOverScreen(shell: Shell, { best, largest }: Board): Screen {
  return {
    id: "round-over",
    title: WORDS.roundOver,
    hasBack: false,
    build: (panel) => {
      addEndPicture(panel, largest, "glad");
      addText(panel, "p", () => String(best)).className = "end-score";
      addText(panel, "p", WORDS.roundText);
      shell.addActions(panel, [
        { label: WORDS.backToOwn, icon: "play", primary: true, run: () => {} },
      ]);
    },
  };
}
