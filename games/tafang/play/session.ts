// One game being played: the rules' game, its recording, and who listens to what happens.

import type { Action, Refusal } from "../rules/actions.ts";
import type { MapPlan } from "../rules/map_plan.ts";
import { newRecording, record, type Recording, replay } from "./replay.ts";
import { newGame, step } from "../rules/step.ts";
import type { Game, GameEvent } from "../rules/state.ts";

/** Hears what happens in a game. */
export type Listener = (event: GameEvent, game: Game) => void;

/** A game that is being played and recorded. */
export class Session {
  readonly game: Game;
  readonly recording: Recording;
  /** Time stands still while the player builds. */
  held = false;
  #listeners: readonly Listener[];

  constructor(game: Game, recording: Recording, listeners: readonly Listener[]) {
    this.game = game;
    this.recording = recording;
    this.#listeners = listeners;
  }

  /** Tells these from now on, in place of those told so far. */
  listen(listeners: readonly Listener[]): void {
    this.#listeners = listeners;
  }

  /** Does what the player asked for, if the rules allow it. */
  act(action: Action): Refusal | undefined {
    this.game.events.length = 0;
    const refusal = record(this.game, this.recording, action);
    this.#tell();
    return refusal;
  }

  /** Lets one step pass. */
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

/** How a game begins. */
export interface SessionStart {
  readonly map: MapPlan;
  readonly seed: number;
  readonly endless: boolean;
  readonly listeners: readonly Listener[];
}

/** Begins a game. */
export function startSession({ map, seed, endless, listeners }: SessionStart): Session {
  const game = newGame({ map, seed, endless });
  return new Session(game, newRecording(game, seed), listeners);
}

/** Goes on where a recording stopped; undefined when it cannot be played any more. */
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
