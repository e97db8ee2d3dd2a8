// The heartbeat of a game: rules in fixed steps, drawing as often as the screen asks.

import { isOutOfSight, onSightChange } from "./front.ts";

/** The options of a loop. */
export type LoopOptions = {
  /** Moves the game on by exactly `stepMs`. */
  readonly update: (stepMs: number) => void;
  /** Draws; `alpha` (0 to 1) is how far the time of now lies into the next step. */
  readonly render: (alpha: number, frameMs: number) => void;
  /** @default 1000 / 60 */
  readonly stepMs?: number;
  /** Where frames come from. @default the browser's requestAnimationFrame */
  readonly frames?: FrameSource;
};

/** Asks for one call before the next repaint; the function returned takes that back. */
export type FrameSource = (onFrame: (nowMs: number) => void) => () => void;

/** A longer gap is a tab that slept or a debugger: the game goes on where it stopped. */
const DROPPED_FRAME_MS = 1000;
/** More than this is not caught up in one frame, or a slow tablet would never draw again. */
const CATCH_UP_MS = 250;

function browserFrames(onFrame: (nowMs: number) => void): () => void {
  const id = requestAnimationFrame(onFrame);
  return () => cancelAnimationFrame(id);
}

/** Drives a game. Starts stopped; a page that is hidden or covered pauses it by itself. */
export class Loop {
  readonly stepMs: number;
  /** How many game seconds pass in one second. */
  speed = 1;
  #update: LoopOptions["update"];
  #render: LoopOptions["render"];
  #frames: FrameSource;
  #behindMs = 0;
  #lastMs: number | undefined;
  #cancelFrame: (() => void) | undefined;
  #wanted = false;

  constructor(options: LoopOptions) {
    this.stepMs = options.stepMs ?? 1000 / 60;
    this.#update = options.update;
    this.#render = options.render;
    this.#frames = options.frames ?? browserFrames;
    onSightChange(() => this.#followVisibility());
  }

  /** Whether frames are being drawn. */
  get running(): boolean {
    return this.#cancelFrame !== undefined;
  }

  /** Starts or goes on. */
  start(): void {
    this.#wanted = true;
    this.#followVisibility();
  }

  /** Stops where it is; time that passes until the next start does not count. */
  stop(): void {
    this.#wanted = false;
    this.#halt();
  }

  /** For tests and for games that wait for the player: exactly `count` steps and one drawing. */
  step(count = 1): void {
    for (let done = 0; done < count; done++) this.#update(this.stepMs);
    this.#render(0, this.stepMs * count);
  }

  /** Draws once without moving on, for a stopped game whose window changed. */
  redraw(): void {
    this.#render(0, 0);
  }

  /** Lets that much real time pass: the steps that are due, then one drawing. */
  advance(elapsedMs: number): void {
    if (elapsedMs < DROPPED_FRAME_MS) {
      this.#behindMs += Math.min(elapsedMs, CATCH_UP_MS) * this.speed;
    }
    while (this.#behindMs >= this.stepMs) {
      this.#behindMs -= this.stepMs;
      this.#update(this.stepMs);
    }
    this.#render(this.#behindMs / this.stepMs, elapsedMs);
  }

  #followVisibility(): void {
    if (!this.#wanted || isOutOfSight()) this.#halt();
    else if (!this.running) this.#cancelFrame = this.#frames((nowMs) => this.#onFrame(nowMs));
  }

  #onFrame(nowMs: number): void {
    const elapsedMs = this.#lastMs === undefined ? 0 : nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    this.#cancelFrame = this.#frames((nextMs) => this.#onFrame(nextMs));
    this.advance(elapsedMs);
  }

  #halt(): void {
    this.#cancelFrame?.();
    this.#cancelFrame = undefined;
    this.#lastMs = undefined;
  }
}

/** Calls `listener` each time the page is hidden: another tab, a locked screen, a closed lid. */
export function onPageHidden(listener: () => void): void {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) listener();
  });
}
