// A running game: the game of the rules, its recording, and its listeners.

import type { Action, Refusal } from "../rules/actions.ts";
import type { MapPlan } from "../rules/map_plan.ts";
import { newRecording, record, type Recording, replay } from "./replay.ts";
import { newGame, step } from "../rules/step.ts";
import type { Game, GameEvent } from "../rules/state.ts";

/** Receives the events of a game. */
export type Listener = (event: GameEvent, game: Game) => void;

/** A game that is played and recorded. */
export class Session {
  readonly game: Game;
  readonly recording: Recording;
  /** Whether the game is held while the player builds. */
  held = false;
  /** Whether it is a round of the class, which leaves the player's own game as it is. */
  isRound = false;
  #listeners: readonly Listener[];

  constructor(game: Game, recording: Recording, listeners: readonly Listener[]) {
    this.game = game;
    this.recording = recording;
    this.#listeners = listeners;
  }

  /** Replaces the listeners. */
  listen(listeners: readonly Listener[]): void {
    this.#listeners = listeners;
  }

  /** Performs the player's action if the rules allow it. */
  act(action: Action): Refusal | undefined {
    this.game.events.length = 0;
    const refusal = record(this.game, this.recording, action);
    this.#tell();
    return refusal;
  }

  /** Makes one step. */
  step(): void {
    if (this.held || this.game.outcome !== "running") return;
    step(this.game);
    this.recording.steps = this.game.step;
    this.#tell();
  }

  #tell(): void {
    for (const event of this.game.events) {
      for (const listener of this.#listeners) listener(event, this.game);
    }
  }
}

/** The start of a game. */
export interface SessionStart {
  readonly map: MapPlan;
  readonly seed: number;
  readonly endless: boolean;
  /** @default false */
  readonly helped?: boolean;
  readonly listeners: readonly Listener[];
}

/** Starts a game. */
export function startSession({ listeners, ...start }: SessionStart): Session {
  const game = newGame(start);
  const { seed } = start;
  return new Session(game, newRecording(game, seed), listeners);
}

/** Continues where a recording stopped; undefined where it cannot be played any more. */
export function resumeSession(
  recording: Recording,
  listeners: readonly Listener[],
): Session | undefined {
  const game = replay(recording);
  if (!game || game.outcome !== "running") return undefined;
  const session = new Session(game, recording, listeners);
  session.held = true;
  return session;
}
