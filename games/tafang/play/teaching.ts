// Teaches the first map while it is played: shows the lesson's hints, points at what they speak of, holds the game.

import type { Notices } from "../../kit/notices.ts";
import type { Hud } from "../hud/hud.ts";
import { type Hint, Lesson, lessonText } from "../hud/lesson.ts";
import type { Ring } from "../hud/ring.ts";
import type { View } from "../view/view.ts";
import type { Session } from "./session.ts";

/** Where a lesson is to be seen. */
export interface TeachingParts {
  readonly view: View;
  readonly hud: Hud;
  readonly ring: Ring;
  readonly notices: Notices;
}

/** The lesson of the running game. */
export class Teaching {
  #parts: TeachingParts;
  #lesson: Lesson | undefined;
  /** Whether the lesson, not the player, holds the game. */
  #holds = false;

  constructor(parts: TeachingParts) {
    this.#parts = parts;
  }

  /** Begins the lesson, or a game without one. */
  begin(isTaught: boolean): void {
    this.#lesson = isTaught ? undefined : new Lesson();
    this.#holds = false;
    this.#point(undefined);
  }

  /** Shows what to do now. @returns whether the lesson is over with that */
  update(session: Session): boolean {
    const lesson = this.#lesson;
    if (!lesson) return false;
    const hint = lesson.current(session.game, (choice) => this.#parts.ring.offers(choice));
    if (hint?.waits) session.held = this.#holds = true;
    else if (this.#holds) session.held = this.#holds = false;
    this.#parts.notices.hint(hint && lessonText(hint));
    this.#point(hint);
    if (lesson.isOver) this.#lesson = undefined;
    return lesson.isOver;
  }

  #point(hint: Hint | undefined): void {
    const { view, hud, ring } = this.#parts;
    view.pointing.glow = hint?.cell;
    ring.point(hint?.choice);
    hud.pointAtCall(hint?.call ?? false);
  }
}
