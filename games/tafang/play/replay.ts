// A recording of a game: its seed and actions, which replay it step for step.

import { act, type Action, type Refusal } from "../rules/actions.ts";
import { findMap } from "../maps/maps.ts";
import { newGame, step } from "../rules/step.ts";
import type { Game } from "../rules/state.ts";

/**
 * The version of the rules. It rises when the same actions no longer give the same game; older recordings are dropped.
 */
export const RULES_VERSION = 4;

/** The recording of a game. */
export interface Recording {
  readonly rules: number;
  readonly map: string;
  readonly seed: number;
  readonly endless: boolean;
  readonly helped: boolean;
  /** Each action with the number of steps before it. */
  readonly actions: [at: number, action: Action][];
  /** The number of steps so far. */
  steps: number;
}

/** Performs an action, and records it if it was possible. */
export function record(game: Game, recording: Recording, action: Action): Refusal | undefined {
  const refusal = act(game, action);
  if (refusal === undefined) recording.actions.push([game.step, action]);
  return refusal;
}

/** Makes a recording of a new game. */
export function newRecording(game: Game, seed: number): Recording {
  const { map, endless, helped } = game;
  return { rules: RULES_VERSION, map: map.id, seed, endless, helped, actions: [], steps: 0 };
}

/** @returns the game at the recording's last step; undefined for other rules or a map that no longer exists */
export function replay(recording: Recording): Game | undefined {
  const map = findMap(recording.map);
  if (!map || recording.rules !== RULES_VERSION) return undefined;
  const { seed, endless, helped } = recording;
  const game = newGame({ map, seed, endless, helped });
  let next = 0;
  for (;;) {
    for (let entry = recording.actions[next]; entry?.[0] === game.step;) {
      act(game, entry[1]);
      entry = recording.actions[++next];
    }
    if (game.step >= recording.steps || game.outcome !== "running") return game;
    step(game);
  }
}
