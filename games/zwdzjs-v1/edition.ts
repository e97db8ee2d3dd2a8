import type { Text } from "../kit/language.ts";
import type { Action, Extras } from "./rules/actions.ts";
import type { Allowances, World } from "./rules/world.ts";

/** What an edition's own controls may use. */
export interface Tools {
  /** Where its buttons go, beside the game's own. */
  readonly bar: HTMLElement;
  /** Where a panel of its own goes, over the garden. */
  readonly place: HTMLElement;
  /** The game that is played, if one is. */
  world(): World | undefined;
  /** Does something as the player. */
  act(action: Action): boolean;
  /** Lets the next taps on the lawn do an extra action with this value, the row and the x. */
  hold(extra: { readonly name: string; readonly value: string } | undefined): void;
  /** Sets how many times faster than usual the game runs. */
  setPace(pace: number): void;
}

/** What makes one edition of the game differ from another. */
export interface Edition {
  /** The id its progress is saved under. */
  readonly id: string;
  readonly name: Text;
  /** Whether all levels and plants are open from the start. */
  readonly unlocked: boolean;
  readonly allowances: Allowances;
  /** Actions that only this edition has. */
  readonly extras: Extras;
  /** Adds this edition's controls. */
  readonly addControls?: (tools: Tools) => void;
}
