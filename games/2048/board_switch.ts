// Which board is played: one of the player's own, the one of the day, or the one of the round of the class.

import { followRounds } from "../kit/class_rounds.ts";
import { dailySeed, dayName, type Round } from "../kit/classroom.ts";
import type { Action } from "../kit/controls.ts";
import { freshSeed } from "../kit/random.ts";
import type { Shell } from "../kit/shell.ts";
import { roundOverScreen } from "./endings.ts";
import { boardsScreen } from "./page/boards_screen.ts";
import { WORDS } from "./page/words.ts";
import {
  boardOf,
  leaveRound,
  openOwnBoard,
  openSharedBoard,
  type Progress,
} from "./progress/progress.ts";

/** The day of now. */
export function today(): string {
  return dayName(new Date());
}

/** Goes to a board that there is today, for a player who comes back. */
export function comeBack(kept: Progress): Progress {
  // A round that still runs begins again by itself, with its game as it was left.
  const left = leaveRound(kept);
  const isOver = left.current === "daily" && boardOf(left).of !== today();
  return isOver ? openOwnBoard(left, 4, freshSeed()) : left;
}

/** The game in which boards are switched. */
export type BoardSwitchOptions = {
  readonly shell: Shell;
  readonly progress: () => Progress;
  /** Goes on with other progress. */
  readonly enter: (progress: Progress) => void;
};

/** Switches boards as the player and the class want. */
export class BoardSwitch {
  #options: BoardSwitchOptions;
  #round: Round | undefined;

  constructor(options: BoardSwitchOptions) {
    this.#options = options;
  }

  /** The round that is played. */
  get round(): Round | undefined {
    return this.#round;
  }

  /** Follows the rounds of the class from now on. */
  followClass(): void {
    followRounds({ start: (round) => this.#startRound(round), end: () => this.#endRound() });
  }

  /** The player's ways to other boards; there are none in a round. */
  actions(): readonly Action[] {
    if (this.#round) return [];
    return [
      { label: WORDS.daily, icon: "star", run: () => this.#openDaily() },
      { label: WORDS.boards, icon: "grid", run: () => this.#choose() },
    ];
  }

  #openDaily(): void {
    const now = new Date();
    const board = { name: "daily", of: dayName(now), seed: dailySeed("2048", now) } as const;
    const { progress, enter } = this.#options;
    enter(openSharedBoard(progress(), board));
  }

  #choose(): void {
    const { shell, progress, enter } = this.#options;
    shell.screens.open(boardsScreen(shell, {
      progress: progress(),
      day: today(),
      onOwn: (side) => enter(openOwnBoard(progress(), side, freshSeed())),
      onDaily: () => this.#openDaily(),
      onBack: () => enter(progress()),
    }));
  }

  /** Brings the player to the board of a round, from wherever the player is. */
  #startRound(round: Round): void {
    const { shell, progress, enter } = this.#options;
    this.#round = round;
    const board = { name: "round", of: String(round.number), seed: round.seed } as const;
    shell.screens.closeAll();
    enter(openSharedBoard(progress(), board));
    shell.screens.toast(WORDS.roundStarts);
  }

  /** Brings the player back to the game of before. */
  #endRound(): void {
    const { shell, progress, enter } = this.#options;
    const board = boardOf(progress());
    this.#round = undefined;
    shell.screens.closeAll();
    enter(leaveRound(progress()));
    shell.screens.open(roundOverScreen(shell, board));
  }
}
