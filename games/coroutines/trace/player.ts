// The learner's position in a run: stepping, running, going back.

/** The time for a line at speed 1. */
const LINE_MS = 620;
/** Each millisecond of a program's wait adds so many to the line's time, up to a limit: waits are visible but short. */
const WAIT_SHARE = 2.2;
const MOST_WAIT_MS = 700;
/** A run that only has to show an answer takes no longer than this. */
const ANSWER_MS = 15_000;

/** Calls back once after a time; returns a function that cancels it. */
export type After = (ms: number, run: () => void) => () => void;

/** Calls back by the clock of the browser. */
export const onTimer: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Options of a player. */
export type PlayerOptions = {
  readonly after: After;
  /** Called at every change of the position or of running. */
  readonly onChange: () => void;
};

/** Moves through the moments of a run. */
export class Player {
  readonly #options: PlayerOptions;
  #times: readonly number[] = [0];
  #position = 0;
  #cancel: (() => void) | undefined;
  #haste = 1;
  /** The speed; 1 is slow enough to read along. */
  speed = 1;

  constructor(options: PlayerOptions) {
    this.#options = options;
  }

  /** The moment shown. */
  get position(): number {
    return this.#position;
  }

  /** The last moment. */
  get end(): number {
    return this.#times.length - 1;
  }

  get isRunning(): boolean {
    return this.#cancel !== undefined;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.end;
  }

  /** Loads another run, and goes to its start. @param timesMs the time of each moment */
  load(timesMs: readonly number[]): void {
    this.#stop();
    this.#times = timesMs;
    this.#position = 0;
    this.#options.onChange();
  }

  /** Follows a run that is still under way: shows its last moment. */
  follow(timesMs: readonly number[]): void {
    this.#stop();
    this.#times = timesMs;
    this.#position = this.end;
    this.#options.onChange();
  }

  /** Goes to a moment and stops there. */
  goTo(position: number): void {
    this.#stop();
    this.#position = Math.min(this.end, Math.max(0, position));
    this.#options.onChange();
  }

  /** Runs on from here, or from the start if the end was reached. */
  run(): void {
    if (this.isRunning) return;
    this.#haste = 1;
    if (this.isAtEnd) this.#position = 0;
    this.#schedule();
    this.#options.onChange();
  }

  /** Runs from the start to show an answer, faster than to read along if the run is long. */
  runToAnswer(): void {
    this.goTo(0);
    this.#haste = 1;
    let wholeMs = 0;
    for (let at = 0; at < this.end; at++) wholeMs += this.#timeAfter(at);
    this.#haste = Math.max(1, wholeMs / ANSWER_MS);
    this.#schedule();
    this.#options.onChange();
  }

  pause(): void {
    if (!this.isRunning) return;
    this.#stop();
    this.#options.onChange();
  }

  #schedule(): void {
    this.#cancel = this.#options.after(this.#timeAfter(this.#position), () => {
      this.#cancel = undefined;
      this.#position = Math.min(this.end, this.#position + 1);
      if (!this.isAtEnd) this.#schedule();
      this.#options.onChange();
    });
  }

  /** The time that the moment after a position takes. */
  #timeAfter(position: number): number {
    const waitMs = (this.#times[position + 1] ?? 0) - (this.#times[position] ?? 0);
    const ms = LINE_MS + Math.min(MOST_WAIT_MS, waitMs * WAIT_SHARE);
    return ms / this.speed / this.#haste;
  }

  #stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
