import type { Folders } from "../disk/folders.ts";
import type { Slots } from "../host/host_slots.ts";
import type { Clock } from "../model/clock.ts";
import type { TransferError } from "../model/errors.ts";
import type { ActiveTransfer, TransferEvent } from "../model/events.ts";
import type { Job } from "../model/job.ts";

/** What a run needs in addition to its config. */
export interface EngineOptions {
  readonly emit: (event: TransferEvent) => void;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Returns a number from 0 to 1, like Math.random. */
  readonly random: () => number;
  /** Folders that have been created for the run. */
  readonly folders?: Folders;
  /** The interval of `progress` events in milliseconds. @default {never} */
  readonly progressMs?: number;
  /** The state shared with other workers. @default {none} */
  readonly shared?: SharedRun;
}

/** The state that a run shares with workers on other machines, which take jobs from the same queue. */
export interface SharedRun {
  readonly slots: Slots;
  /** Transfers under way, by job. */
  readonly active: Map<number, ActiveTransfer>;
  /** The number of jobs that this worker may hold before they can start. */
  readonly maxWaiting: number;
  /** Returns a failed job to the queue for another try. @returns whether it did; the job has not failed then */
  readonly giveBack: (job: Job, error: TransferError) => boolean;
}
