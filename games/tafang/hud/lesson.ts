// The lesson of the first map: one hint at a time, until the player has followed it.

import type { Text } from "../../kit/language.ts";
import { toSteps } from "../rules/clock.ts";
import { COLUMNS } from "../rules/map_plan.ts";
import { levelOf } from "../rules/towers_table.ts";
import { type Game, isObstacle } from "../rules/state.ts";
import { LESSON } from "../texts/texts.ts";

interface Cell {
  readonly cx: number;
  readonly cy: number;
}

/** A hint, and what it speaks of. */
export interface Hint {
  readonly id: keyof typeof LESSON;
  /** Whether the game is held until the player has followed the hint. */
  readonly waits?: boolean;
  /** The cell to highlight. */
  readonly cell?: Cell | undefined;
  /** The choice of the open ring to highlight. */
  readonly choice?: string;
  /** Whether it is about the button that calls the next wave. */
  readonly call?: boolean;
}

/** A step of the lesson. */
interface LessonStep {
  /** The hint to show. */
  readonly hint: (game: Game) => Hint;
  /** The hint while a ring with its choice is open. @default {the same} */
  readonly inRing?: Hint & { readonly choice: string };
  /** Whether the hint makes sense yet. @default {always} */
  readonly isTime?: (game: Game) => boolean;
  readonly isDone: (game: Game) => boolean;
}

/** The cell beside the bend of the first map's road, in reach of a stump. */
const FIRST_CELL = { cx: 3, cy: 2 } as const;
const STUMP_CELL = { cx: 2, cy: 2 } as const;
/** Cells between two stretches of the road, for the second tower. */
const SECOND_CELLS = [{ cx: 5, cy: 2 }, { cx: 7, cy: 2 }] as const;
/** A hint that nobody follows has been read by now, and only covers the board. */
const READ_STEPS = toSteps(12);

const LESSON_STEPS: readonly LessonStep[] = [
  {
    hint: () => ({ id: "grass", cell: FIRST_CELL, waits: true }),
    inRing: { id: "choose", choice: "sling", waits: true },
    isDone: (game) => game.towers.length > 0,
  },
  // They come by themselves, too, but nobody likes to wait for that.
  { hint: () => ({ id: "call", call: true }), isDone: (game) => game.wave > 0 },
  { hint: () => ({ id: "watch" }), isDone: (game) => game.kills >= 2 },
  {
    hint: (game) => ({ id: "second", cell: SECOND_CELLS.find((cell) => isFree(game, cell)) }),
    isTime: (game) => game.coins >= levelOf("sling", 0).cost,
    isDone: (game) => game.towers.length >= 2,
  },
  {
    hint: () => ({ id: "clear", cell: STUMP_CELL }),
    isTime: (game) => game.wave >= 1 && game.obstacles.some((obstacle) => obstacle.alive),
    isDone: (game) =>
      game.obstacles.some((obstacle) => !obstacle.alive) ||
      (game.mark !== undefined && isObstacle(game.mark)),
  },
  {
    hint: (game) => ({ id: "upgrade", cell: game.towers.find((tower) => tower.rank === 0) }),
    inRing: { id: "better", choice: "upgrade" },
    isTime: (game) => game.coins >= levelOf("sling", 1).cost,
    isDone: (game) => game.towers.some((tower) => tower.rank > 0),
  },
  {
    hint: () => ({ id: "mark" }),
    isTime: (game) => game.monsters.length > 0,
    isDone: (game) => game.mark !== undefined && !isObstacle(game.mark),
  },
];

function isFree({ ground }: Game, { cx, cy }: Cell): boolean {
  return ground[cy * COLUMNS + cx] === "free";
}

/** The progress of the lesson. */
export class Lesson {
  #at = 0;
  /** The game's step at which the current hint was shown first. */
  #since: number | undefined;

  /**
   * The current hint; undefined for none.
   *
   * @param offers whether a ring is open that offers a choice
   */
  current(game: Game, offers: (choice: string) => boolean): Hint | undefined {
    while (LESSON_STEPS[this.#at]?.isDone(game) || this.#isRead(game)) this.#next();
    // The last waves have no hints.
    if (game.wave >= 6) this.#at = LESSON_STEPS.length;
    const step = LESSON_STEPS[this.#at];
    if (!step || step.isTime?.(game) === false) return undefined;
    this.#since ??= game.step;
    return step.inRing && offers(step.inRing.choice) ? step.inRing : step.hint(game);
  }

  get isOver(): boolean {
    return this.#at >= LESSON_STEPS.length;
  }

  /** Without the first tower and the first wave nothing goes on, so those two hints stay. */
  #isRead(game: Game): boolean {
    return game.wave > 0 && this.#since !== undefined && game.step > this.#since + READ_STEPS;
  }

  #next(): void {
    this.#at++;
    this.#since = undefined;
  }
}

/** The text of a hint. */
export function lessonText(hint: Hint): Text {
  return LESSON[hint.id];
}
