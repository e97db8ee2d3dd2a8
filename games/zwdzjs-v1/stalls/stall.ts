import type { Text } from "../../kit/language.ts";
import type { Pastime } from "../bout.ts";
import type { Sitter } from "../hud/portrait.ts";
import { shareOfWait } from "../rules/waves.ts";
import { levelIn } from "../rules/levels.ts";
import type { World } from "../rules/world.ts";
import type { OwnProgress } from "../hud/progress_bar.ts";
import { say } from "../../kit/language.ts";
import { WORDS } from "./words.ts";

/** A game of the fair. */
export interface Stall extends Pastime {
  /** What to do, in a line or two. */
  readonly rule: Text;
  readonly sitter: Sitter;
  /** The level after which it is open. */
  readonly after: number;
}

/** The steps for which the rule of a game stays at the bottom. */
export const RULE_TICKS = 9 * 60;

/** What a game is called, and its points so far. */
interface Tally {
  readonly name: Text;
  readonly points: number;
}

/** What stands in the bar: what is played, and below it how it goes. */
export function inBar(name: Text, text: string): string {
  return `${say(name)}\n${text}`;
}

/** The progress of a game with points and waves. */
export function progressOfWaves(world: World, { name, points }: Tally): OwnProgress {
  const { waves } = levelIn(world);
  return {
    name: inBar(name, say(WORDS.points, { points })),
    done: Math.min(1, (world.wave + shareOfWait(world)) / waves),
  };
}
