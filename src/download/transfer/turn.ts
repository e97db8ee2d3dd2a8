import type { Lease } from "../host/host_slots.ts";
import type { Job, Placement, Progress } from "../model/job.ts";

/** A job with its progress and its placement. */
export interface Task {
  readonly job: Job;
  readonly progress: Progress;
  readonly placement: Placement;
}

/** A task that may run now, with its slot at the origin. */
export interface Turn extends Task {
  readonly lease: Lease;
  /** The most tasks that might run at once when it began. */
  readonly maxRunning: number;
}
