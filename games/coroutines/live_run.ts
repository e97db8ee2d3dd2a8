// Runs that really fetch, shown while they happen.

import type { Trace } from "./trace/recorder.ts";

/** The parts of a real run. */
export interface LiveRunParts {
  /** Runs to the end. It calls back at every change, with a function that reads the run so far. */
  readonly record: (onChange: (read: () => Trace) => void) => Promise<Trace>;
  /** Receives the run so far, at most once a frame. */
  readonly onChange: (soFar: Trace) => void;
  readonly onEnd: (trace: Trace) => void;
  readonly onFailure: (why: string) => void;
}

/** Runs one real run at a time; a run that was left no longer reaches the stage. */
export class LiveRun {
  #count = 0;
  #isOn = false;

  /** Whether a run is under way. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** Leaves the run that is under way. */
  leave(): void {
    this.#count++;
    this.#isOn = false;
  }

  /** Starts a run, and leaves the one before. */
  async start({ record, onChange, onEnd, onFailure }: LiveRunParts): Promise<void> {
    const run = ++this.#count;
    this.#isOn = true;
    let soFar: (() => Trace) | undefined;
    const draw = () => {
      if (!soFar || run !== this.#count) return;
      onChange(soFar());
      soFar = undefined;
    };
    try {
      const trace = await record((read) => {
        if (!soFar) requestAnimationFrame(draw);
        soFar = read;
      });
      if (run !== this.#count) return;
      this.leave();
      onEnd(trace);
    } catch (error) {
      if (run !== this.#count) return;
      this.leave();
      onFailure(error instanceof Error ? error.message : String(error));
    }
  }
}
