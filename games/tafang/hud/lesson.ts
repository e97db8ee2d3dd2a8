// The first map teaches by playing: one hint at a time, gone as soon as it is followed.

import type { Text } from "../../kit/language.ts";
import type { Game } from "../rules/state.ts";
import { isObstacle } from "../rules/state.ts";
import { LESSON } from "../texts/texts.ts";
import { levelOf } from "../rules/towers_table.ts";

/** One thing that is taught by doing it. */
export interface LessonStep {
  readonly id: keyof typeof LESSON;
  /** Cell to glow. */
  readonly cell?: { readonly cx: number; readonly cy: number };
  /** Time waits for the player. */
  readonly waits?: boolean;
  /** When it makes sense; the lesson is silent until then. */
  readonly isTime: (game: Game) => boolean;
  readonly isDone: (game: Game, ringOpen: boolean) => boolean;
}

/** Beside the bend of the first map's road, in reach of a stump. */
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

/** Walks through the steps; pure but for its own place in the list. */
export class Lesson {
  #at = 0;

  /** The step to show now; undefined for none. */
  current(game: Game, ringOpen: boolean): LessonStep | undefined {
    let step = LESSON_STEPS[this.#at];
    while (step?.isDone(game, ringOpen)) step = LESSON_STEPS[++this.#at];
    // The last waves are for playing, not for lessons.
    if (game.wave >= 6) this.#at = LESSON_STEPS.length;
    return step?.isTime(game) ? step : undefined;
  }

  get isOver(): boolean {
    return this.#at >= LESSON_STEPS.length;
  }
}

/** What the player is told at a step. */
export function lessonText(step: LessonStep): Text {
  return LESSON[step.id];
}
