// The question before a game is thrown away.

import { addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import { WORDS } from "./words.ts";

/** Asks, and calls `onNewGame` if the player wants to; `score` is that of the game that would be gone. */
export function askForNewGame(shell: Shell, score: number, onNewGame: () => void): void {
  shell.screens.open({
    id: "ask",
    title: WORDS.askNew,
    build: (panel) => {
      addText(panel, "p", () => say(WORDS.askNewText, { score }));
      shell.addActions(panel, [
        { label: WORDS.keepThis, icon: "play", primary: true, run: () => {} },
        { label: WORDS.newGame, icon: "restart", run: onNewGame },
      ]);
    },
  });
}
