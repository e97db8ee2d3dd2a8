// Looking back on a game: its states one after the other, from its seed and its moves.

import type { Direction } from "../kit/input.ts";
import type { HistoryPlace } from "./page/history_bar.ts";
import { type Game, makeMove, type Move } from "./rules/rules.ts";
import { directionOfLetter, type Run, statesOf } from "./rules/run.ts";

/** The time between two moves of a game that plays by itself; long games go faster. */
const SLOWEST_MS = 420;
const FASTEST_MS = 140;
/** About as long as anybody watches a game. */
const WHOLE_GAME_MS = 60_000;

/** What happens as the player looks back. */
export type LookBackOptions = {
  /** Shows a state at once, or the move that led to it. */
  readonly onState: (game: Game, step?: { move: Move; direction: Direction }) => void;
  /** Called when the place changes. */
  readonly onPlace: (place: HistoryPlace) => void;
};

/** A place in the history of a game; inactive as long as the player is in the present. */
export class LookBack {
  #options: LookBackOptions;
  #run: Run;
  #states: readonly Game[] | undefined;
  #at = 0;
  #playsInMs: number | undefined;

  constructor(run: Run, options: LookBackOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** Whether the player is in the past. */
  get active(): boolean {
    return this.#states !== undefined;
  }

  /** Returns to the present of a game. */
  follow(run: Run): void {
    this.#run = run;
    this.#states = undefined;
    this.#playsInMs = undefined;
    this.#tell();
  }

  /** Shows the state after so many moves of the game. */
  goTo(move: number): void {
    const states = this.#states ??= statesOf(this.#run);
    this.#at = Math.min(states.length - 1, Math.max(0, move - states[0]!.moves));
    this.#playsInMs = undefined;
    this.#options.onState(states[this.#at]!);
    this.#tell();
  }

  /** Goes one move back. */
  back(): void {
    this.goTo(this.#moveNumber() - 1);
  }

  /** Goes one move on, as it was played. */
  forward(): void {
    this.#playsInMs = undefined;
    this.#forward();
  }

  /** Turns to the next move as to the next page of a book, or back. */
  turn(direction: Direction): void {
    if (direction === "left" || direction === "up") this.forward();
    else this.back();
  }

  /** Plays the moves by themselves, from the start if none is left; or stops that. */
  togglePlay(): void {
    if (this.#playsInMs !== undefined) this.#playsInMs = undefined;
    else {
      const isAtEnd = this.#moveNumber() >= this.#run.game.moves;
      if (isAtEnd || !this.#states) this.goTo(0);
      this.#playsInMs = this.#everyMs();
    }
    this.#tell();
  }

  update(stepMs: number): void {
    if (this.#playsInMs === undefined) return;
    this.#playsInMs -= stepMs;
    if (this.#playsInMs > 0) return;
    this.#playsInMs = this.#everyMs();
    this.#forward();
  }

  #everyMs(): number {
    return Math.min(SLOWEST_MS, Math.max(FASTEST_MS, WHOLE_GAME_MS / this.#run.ways.length));
  }

  #moveNumber(): number {
    return this.#states?.[this.#at]?.moves ?? this.#run.game.moves;
  }

  #forward(): void {
    const before = this.#states?.[this.#at];
    const after = this.#states?.[this.#at + 1];
    if (!before || !after) return;
    const direction = directionOfLetter(this.#run.ways[this.#at]!);
    const move = direction && makeMove(before, direction);
    this.#at++;
    if (this.#at === this.#states!.length - 1) this.#playsInMs = undefined;
    this.#options.onState(after, move && { move, direction });
    this.#tell();
  }

  #tell(): void {
    this.#options.onPlace({
      first: this.#run.start.moves,
      at: this.#moveNumber(),
      last: this.#run.game.moves,
      plays: this.#playsInMs !== undefined,
    });
  }
}
