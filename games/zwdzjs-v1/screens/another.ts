// The question before a garden is given up for another.

import { askFirst } from "../../kit/ask.ts";
import { say } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import type { World } from "../rules/world.ts";
import { WORDS } from "../texts/words.ts";

/** The waves after which a garden is not given up without a question. */
const LONG_GAME_WAVES = 2;

/** A garden that would be gone, and the ways on. */
export interface Choice {
  readonly world: World;
  /** Whether it is the day's garden. */
  readonly isDaily: boolean;
  /** Goes on with it where it is not on the screen. */
  readonly resume?: () => void;
  readonly go: () => void;
}

/** Whether a garden has gone on for a while. */
export function isLong({ wave, outcome }: World): boolean {
  return wave >= LONG_GAME_WAVES && outcome === "playing";
}

/** Asks over whatever is open. */
export function askForAnother(shell: Shell, { world, isDaily, resume, go }: Choice): void {
  const { levelNumber } = world;
  const name = () =>
    levelNumber > 0
      ? say(WORDS.level, { number: levelNumber })
      : say(isDaily ? WORDS.daily : WORDS.endless);
  askFirst(shell, {
    title: WORDS.askAnother,
    text: () => say(WORDS.askAnotherText, { garden: name() }),
    stay: { label: WORDS.keepThis, ...(resume && { run: resume }) },
    go: { label: WORDS.another, icon: "restart", run: go },
  });
}
