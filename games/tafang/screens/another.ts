// The question before a game that has gone on for a while is given up for another.

import { askFirst } from "../../kit/ask.ts";
import { say } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import { nameOf } from "../maps/map_name.ts";
import { findMap } from "../maps/maps.ts";
import type { Play } from "../play/play.ts";
import type { Recording } from "../play/replay.ts";
import { toSteps } from "../rules/clock.ts";
import { WORDS } from "../texts/texts.ts";

/** The steps after which a game is not ended without a question: half a minute. */
const LONG_GAME_STEPS = toSteps(30);

/** The parts that the question needs. */
export interface AnotherParts {
  readonly shell: Shell;
  readonly play: Play;
  /** Goes on with the player's own game where it is not on the screen. */
  readonly onGoOn: (current: Recording) => void;
}

/** Starts another game; asks first if that ends one of the player's own. */
export function startAnother({ shell, play, onGoOn }: AnotherParts, run: () => void): void {
  const { current } = play.progress;
  const map = current && findMap(current.map);
  if (!map || current.steps < LONG_GAME_STEPS) return run();
  askFirst(shell, {
    title: WORDS.askAnother,
    text: () => say(WORDS.askAnotherText, { map: say(nameOf(map, new Date())) }),
    stay: { label: WORDS.keepThis, ...(!play.session && { run: () => onGoOn(current) }) },
    go: { label: WORDS.another, icon: "restart", run },
  });
}

/** Starts the game on the screen over; a round of the class asks, too, and leaves the player's own game alone. */
export function startOver(parts: AnotherParts, run: () => void): void {
  const { shell, play } = parts;
  const { session } = play;
  if (!session?.isRound) return startAnother(parts, run);
  if (session.game.step < LONG_GAME_STEPS) return run();
  askFirst(shell, {
    title: WORDS.askRound,
    text: WORDS.askRoundText,
    stay: { label: WORDS.keepThis },
    go: { label: WORDS.roundAgain, icon: "restart", run },
  });
}
