// Where the learner is in a run: stepping, running, going back.

/** How long a line is looked at, at speed 1. */
const LINE_MS = 620;
/** A wait of the program is felt, but never waited for in full. */
const WAIT_SHARE = 2.2;
const MOST_WAIT_MS = 700;

/** A clock that calls back once; the function returned takes that back. */
export type After = (ms: number, run: () => void) => () => void;

/** How a player is made. */
export type PlayerOptions = {
  readonly after: After;
  /** Told of every change of place or of running. */
  readonly onChange: () => void;
};

/** Goes through the moments of a run. */
export class Player {
  readonly #options: PlayerOptions;
  #times: readonly number[] = [0];
  #position = 0;
  #cancel: (() => void) | undefined;
  /** 1 is slow enough to read along. */
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

  /** Takes another run, from its start. @param timesMs when each moment is */
  load(timesMs: readonly number[]): void {
    this.#stop();
    this.#times = timesMs;
    this.#position = 0;
    this.#options.onChange();
  }

  /** Follows a run that is still going on: shows its last moment. */
  follow(timesMs: readonly number[]): void {
    this.#stop();
    this.#times = timesMs;
    this.#position = this.end;
    this.#options.onChange();
  }

  /** Goes to a moment, and stands still. */
  goTo(position: number): void {
    this.#stop();
    this.#position = Math.min(this.end, Math.max(0, position));
    this.#options.onChange();
  }

  /** Runs on from here; from the start when the end was reached. */
  run(): void {
    if (this.isRunning) return;
    if (this.isAtEnd) this.#position = 0;
    this.#schedule();
    this.#options.onChange();
  }

  pause(): void {
    if (!this.isRunning) return;
    this.#stop();
    this.#options.onChange();
  }

  #schedule(): void {
    const waitMs = (this.#times[this.#position + 1] ?? 0) - (this.#times[this.#position] ?? 0);
    const ms = (LINE_MS + Math.min(MOST_WAIT_MS, waitMs * WAIT_SHARE)) / this.speed;
    this.#cancel = this.#options.after(ms, () => {
      this.#cancel = undefined;
      this.#position = Math.min(this.end, this.#position + 1);
      if (!this.isAtEnd) this.#schedule();
      this.#options.onChange();
    });
  }

  #stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
