import type { Lease } from "../host/host_slots.ts";
import type { Job, Placement, Progress } from "../model/job.ts";

/** A job with what it has gone through, and where its file goes. */
export interface Task {
  readonly job: Job;
  readonly progress: Progress;
  readonly placement: Placement;
}

/** A task that may run now, with its place at the origin. */
export interface Turn extends Task {
  readonly lease: Lease;
  /** How many might run at once when it began. */
  readonly maxRunning: number;
}
