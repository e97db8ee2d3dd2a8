// The question before a game is thrown away.

import { askFirst } from "../../kit/ask.ts";
import { say } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import { WORDS } from "./words.ts";

/** Asks, and calls `onNewGame` if the player wants to; `score` is that of the game that would be gone. */
export function askForNewGame(shell: Shell, score: number, onNewGame: () => void): void {
  askFirst(shell, {
    title: WORDS.askNew,
    text: () => say(WORDS.askNewText, { score }),
    stay: { label: WORDS.keepThis },
    go: { label: WORDS.newGame, icon: "restart", run: onNewGame },
  });
}
