import type { Action as Choice } from "../kit/controls.ts";
import type { Text } from "../kit/language.ts";
import type { Screens } from "../kit/screens.ts";
import type { Pastime } from "./bout.ts";
import type { Records } from "./records.ts";
import type { Action, Extras } from "./rules/actions.ts";
import type { Allowances, World } from "./rules/world.ts";

/** The parts of the game that an edition's own controls may use. */
export interface Tools {
  /** The place of its buttons, beside the game's own. */
  readonly bar: HTMLElement;
  /** The place of a panel over the garden. */
  readonly place: HTMLElement;
  /** Returns the running game, if there is one. */
  world(): World | undefined;
  /** Performs an action of the player. Returns whether it was possible. */
  act(action: Action): boolean;
  /** Makes the next taps on the lawn perform an extra action with this value, the row and the x. */
  hold(extra: { readonly name: string; readonly value: string } | undefined): void;
  /** Sets a factor on the game's speed. */
  setPace(pace: number): void;
}

/** The parts of the game that an edition's own games may use. */
export interface Desk {
  readonly screens: Screens;
  readonly records: Records;
  /** Begins a game of its own; `onLeave` opens the screen on which it was chosen. */
  play(pastime: Pastime, way: { onLeave: () => void; onNext?: () => void }): void;
  /** Shows the title. */
  showTitle(): void;
}

/** An edition of the game. */
export interface Edition {
  /** The id of its stored progress. */
  readonly id: string;
  readonly name: Text;
  /** The line below its name. @default the normal game's */
  readonly tagline?: Text;
  /** What is read first in its help, before the normal game's. */
  readonly help?: Text;
  /** Whether all levels and plants are open from the start. */
  readonly unlocked: boolean;
  readonly allowances: Allowances;
  /** Actions that only this edition has. */
  readonly extras: Extras;
  /** The choices on the title that open this edition's own games. */
  readonly pastimes?: (desk: Desk) => readonly Choice[];
  /** Adds this edition's controls. */
  readonly addControls?: (tools: Tools, desk: Desk) => void;
}
