import type { Text } from "../kit/language.ts";
import type { OwnProgress } from "./hud/progress_bar.ts";
import type { TrayContent } from "./hud/tray_content.ts";
import type { Hint } from "./play/tutorial.ts";
import type { Action, Extras, Held } from "./rules/actions.ts";
import type { World } from "./rules/world.ts";
import type { Decor } from "./view/decor.ts";

/** How a bout ended, for its last screen. */
export interface BoutResult {
  readonly title: Text;
  /** 0 to 3; undefined for a bout that gives none. */
  readonly stars?: number;
  /** Higher is better; undefined for a bout without a score. */
  readonly score?: number;
  /** A few short lines about it. */
  readonly lines: readonly (() => string)[];
}

/** A running game with rules of its own on the garden's lawn: a mini-game, a puzzle, the zombies' side. */
export interface Bout {
  /** Names the kind, for the style of the page. */
  readonly id: string;
  readonly world: World;
  /** Its actions besides the garden's own. */
  readonly extras: Extras;
  /** Makes one step of its own rules, after the garden's. */
  readonly step?: () => void;
  /** Whether it stands still until the player begins. */
  readonly waits?: () => boolean;
  /** What can be taken in hand. @default the packets of the world */
  readonly tray?: () => TrayContent;
  /** The action of a tap on the lawn with nothing in hand. */
  readonly tap?: (cell: { row: number; col: number }, x: number) => Action | undefined;
  /** The action of a press on the lawn with nothing in hand, before it becomes a tap or a drag. */
  readonly grab?: (cell: { row: number; col: number }, x: number) => Action;
  /** Says for a screen reader what a cell shows besides plants and zombies. */
  readonly describe?: (cell: { row: number; col: number }) => string;
  readonly hint?: (held: Held | undefined) => Hint | undefined;
  readonly progress: () => OwnProgress;
  readonly decor?: Decor;
  readonly result: () => BoutResult;
}

/** A game of its own that a player can choose. */
export interface Pastime {
  /** The name of its mark in the records. */
  readonly id: string;
  readonly name: Text;
  /** The name of the list that its scores go into. @default its own name */
  readonly list?: string;
  /** Begins a game. `losses` says how often in a row it was lost, so that it can help. */
  readonly begin: (start: { seed: number; losses: number }) => Bout;
}
