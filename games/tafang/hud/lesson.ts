// The lesson of the first map: one hint at a time, until the player has followed it.

import type { Text } from "../../kit/language.ts";
import type { Game } from "../rules/state.ts";
import { isObstacle } from "../rules/state.ts";
import { LESSON } from "../texts/texts.ts";
import { levelOf } from "../rules/towers_table.ts";

/** A step of the lesson. */
export interface LessonStep {
  readonly id: keyof typeof LESSON;
  /** The cell to highlight. */
  readonly cell?: { readonly cx: number; readonly cy: number };
  /** Whether the game is held until the player has followed the hint. */
  readonly waits?: boolean;
  /** Whether the hint makes sense yet. */
  readonly isTime: (game: Game) => boolean;
  readonly isDone: (game: Game, ringOpen: boolean) => boolean;
}

/** The cell beside the bend of the first map's road, in reach of a stump. */
const FIRST_CELL = { cx: 3, cy: 2 } as const;
const STUMP_CELL = { cx: 2, cy: 2 } as const;

const always = () => true;

const LESSON_STEPS: readonly LessonStep[] = [
  {
    id: "grass",
    cell: FIRST_CELL,
    waits: true,
    isTime: always,
    isDone: (game, ringOpen) => ringOpen || game.towers.length > 0,
  },
  {
    id: "choose",
    waits: true,
    isTime: always,
    isDone: (game) => game.towers.length > 0,
  },
  // They come by themselves, too, but nobody likes to wait for that.
  { id: "call", isTime: always, isDone: (game) => game.wave > 0 },
  { id: "watch", isTime: always, isDone: (game) => game.kills >= 2 },
  {
    id: "second",
    isTime: (game) => game.coins >= levelOf("sling", 0).cost,
    isDone: (game) => game.towers.length >= 2,
  },
  {
    id: "clear",
    cell: STUMP_CELL,
    isTime: (game) => game.wave >= 1 && game.obstacles.some((obstacle) => obstacle.alive),
    isDone: (game) =>
      game.obstacles.some((obstacle) => !obstacle.alive) ||
      (game.mark !== undefined && isObstacle(game.mark)),
  },
  {
    id: "upgrade",
    isTime: (game) => game.coins >= levelOf("sling", 1).cost,
    isDone: (game) => game.towers.some((tower) => tower.rank > 0),
  },
  {
    id: "mark",
    isTime: (game) => game.monsters.length > 0,
    isDone: (game) => game.mark !== undefined && !isObstacle(game.mark),
  },
];

/** The progress of the lesson. */
export class Lesson {
  #at = 0;

  /** The current step; undefined for none. */
  current(game: Game, ringOpen: boolean): LessonStep | undefined {
    let step = LESSON_STEPS[this.#at];
    while (step?.isDone(game, ringOpen)) step = LESSON_STEPS[++this.#at];
    // The last waves have no hints.
    if (game.wave >= 6) this.#at = LESSON_STEPS.length;
    return step?.isTime(game) ? step : undefined;
  }

  get isOver(): boolean {
    return this.#at >= LESSON_STEPS.length;
  }
}

/** The text of a step. */
export function lessonText(step: LessonStep): Text {
  return LESSON[step.id];
}
