import { CountDown } from "../lesson/count_down.ts";
import { type Board, boardRow } from "./board.ts";
import type { Level } from "./scores.ts";

/** A round that is on, or whose result is shown, as the host's state tells it. */
export interface RoundState {
  readonly number: number;
  /** In seconds; 0 once it has started. */
  readonly startsIn: number;
  readonly secondsLeft: number | null;
  readonly isRunning: boolean;
  readonly isOver: boolean;
}

const part = (id: string) => document.getElementById(id)!;

/** Shows the count-down to a round over the whole wall. */
export class StartWall {
  #round: RoundState | null = null;
  readonly #count = new CountDown((seconds) => this.#show(seconds ?? 0));

  /** Takes the round of a fresh answer. */
  take(round: RoundState | null): void {
    this.#round = round;
    const secondsLeft = round && round.startsIn > 0 ? round.startsIn : null;
    this.#count.take({ secondsLeft, isRunning: round?.isRunning ?? false, steps: [] });
  }

  #show(seconds: number): void {
    part("start").hidden = seconds === 0;
    if (seconds === 0) return;
    part("start-title").textContent = titleOf(this.#round!);
    part("start-number").textContent = String(Math.ceil(seconds));
  }
}

/** Makes the board of a round: who leads, or, once it is over, who has won. */
export function raceBoard(round: RoundState, levels: readonly Level[]): Board {
  const { result = "", empty = "", none = "" } = part("board").dataset;
  const [level] = levels;
  const name = level && levels.length > 1 && level.level !== "" ? ` · ${level.level}` : "";
  return {
    title: `${titleOf(round)}${round.isOver ? ` · ${result}` : ""}${name}`,
    rows: level?.scores.map(boardRow) ?? [],
    empty: round.isOver ? none : empty,
  };
}

function titleOf({ number }: RoundState): string {
  return part("board").dataset.round!.replace("{n}", String(number));
}
