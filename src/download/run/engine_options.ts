import type { Folders } from "../disk/folders.ts";
import type { Slots } from "../host/host_slots.ts";
import type { Clock } from "../model/clock.ts";
import type { TransferError } from "../model/errors.ts";
import type { ActiveTransfer, TransferEvent } from "../model/events.ts";
import type { Job } from "../model/job.ts";

/** What a run needs beside its config. */
export interface EngineOptions {
  readonly emit: (event: TransferEvent) => void;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** A number from 0 to 1, as Math.random. */
  readonly random: () => number;
  /** Folders that were made for the run already. */
  readonly folders?: Folders;
  /** How often a `progress` event is wanted. @default {never} */
  readonly progressMs?: number;
  /** What is shared with other workers. @default {nothing} */
  readonly shared?: SharedRun;
}

/** What a run shares with workers on other machines, who take their jobs from the same queue. */
export interface SharedRun {
  readonly slots: Slots;
  /** Transfers under way, by job. */
  readonly active: Map<number, ActiveTransfer>;
  /** How many jobs this worker may hold that cannot start yet. */
  readonly maxWaiting: number;
  /** Hands a failed job back for somebody to try again. @returns whether it did; if so, it has not failed */
  readonly giveBack: (job: Job, error: TransferError) => boolean;
}
