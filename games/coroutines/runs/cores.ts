// Simulated threads: each computes by itself, as many at once as the machine has cores.

import type { TaskScheduler, Wait } from "../library/tasks.ts";
import type { ActorState } from "../trace/recorder.ts";

/** Makes the tool that computes in a thread of its own; `onWait` is told the state of the wait that follows. */
export function threadTool(
  count: number,
  { scheduler, onWait }: {
    readonly scheduler: TaskScheduler;
    readonly onWait: (state: ActorState) => void;
  },
): (ms: number) => Generator<Wait, void, void> {
  /** When each core is free again. */
  const freeMs: number[] = Array.from({ length: count }, () => 0);
  return function* (ms) {
    const core = freeMs.indexOf(Math.min(...freeMs));
    const beginMs = Math.max(scheduler.nowMs, freeMs[core]!);
    freeMs[core] = beginMs + ms;
    if (beginMs > scheduler.nowMs) {
      onWait("queued");
      yield* scheduler.sleep(beginMs - scheduler.nowMs);
    }
    onWait("parallel");
    yield* scheduler.sleep(ms);
  };
}
