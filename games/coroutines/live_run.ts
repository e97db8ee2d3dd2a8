// Runs that really fetch, shown as they happen.

import type { Trace } from "./trace/recorder.ts";

/** How a real run is done, and who sees it. */
export interface LiveRunParts {
  /** Runs to the end; calls back at every change, with what tells the run so far. */
  readonly record: (onChange: (read: () => Trace) => void) => Promise<Trace>;
  /** Sees the run so far, once a frame at most. */
  readonly onChange: (soFar: Trace) => void;
  readonly onEnd: (trace: Trace) => void;
  readonly onFailure: (why: string) => void;
}

/** One real run at a time: one that was left no longer reaches the stage. */
export class LiveRun {
  #count = 0;
  #isOn = false;

  /** Whether one is under way. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** Leaves the run that is under way, if one is. */
  leave(): void {
    this.#count++;
    this.#isOn = false;
  }

  /** Begins a run in place of the one before. */
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
