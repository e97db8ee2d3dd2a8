import type { Entry } from "../model/job.ts";

/** A job as one worker was given it. */
export interface Delivery {
  readonly id: string;
  readonly entry: Entry;
  /** Which try this is: the first, and one more for each time that a worker told of its failure. */
  readonly tries: number;
  /** Whether another worker had it before. */
  readonly isTakenOver: boolean;
  /** How many workers began on it after they had taken it over, and were not heard of again. */
  readonly lost: number;
}

/** What came of asking for jobs. */
export interface Taken {
  readonly deliveries: readonly Delivery[];
  /** Jobs that nobody has finished yet, or that somebody is about to add. */
  readonly leftCount: number;
}

/** What is kept of a finished job. */
export interface Result {
  /** The event that `--json` writes, as one line of JSON. */
  readonly event: string;
  /** `downloaded`, `unchanged` or `skipped`, as in the event. */
  readonly how: string;
}

/** What is kept of a job that is given up. */
export interface Burial {
  readonly event: string;
  readonly entry: Entry;
  /** In English, for logs. */
  readonly reason: string;
}

/** How a queue stands. */
export interface QueueStatus {
  /** Jobs that nobody holds. */
  readonly waiting: number;
  /** Jobs that a worker holds. */
  readonly held: number;
  /** Workers that hold any. */
  readonly workers: number;
  readonly done: number;
  /** Jobs that were given up, and wait to be enqueued again. */
  readonly failed: number;
  /** Jobs that were done a second time, because their worker was thought dead. */
  readonly late: number;
  /** Whether somebody is adding jobs right now. */
  readonly isFilling: boolean;
}

/**
 * Jobs that many workers share. Each is handed to one worker, which holds it for a lease; who does not renew the lease
 * loses the job to another. A job is gone from the queue only when its file is there, or when it is given up.
 */
export interface JobQueue {
  /** Adds jobs at the end. */
  add(entries: readonly Entry[]): Promise<void>;
  /** No more will be added from here. */
  endAdding(): Promise<void>;
  /**
   * Takes jobs for this worker.
   *
   * @param options `reclaims` also looks for jobs whose worker has let the lease run out
   */
  take(count: number, options: { reclaims: boolean }): Promise<Taken>;
  /** Work on a job that was taken over begins. Where nothing more is heard of it, its worker counts as lost by it. */
  begin(id: string): Promise<void>;
  /** Holds on to jobs for another lease. */
  renew(ids: readonly string[]): Promise<void>;
  /** Its file is installed under its name. @returns false where another worker had finished it before */
  finish(id: string, result: Result): Promise<boolean>;
  /** Gives a job up. @returns false where it is another worker's now */
  bury(id: string, burial: Burial): Promise<boolean>;
  /**
   * Gives jobs back for other workers.
   *
   * @param options `isFailure` counts against the job; `delayMs` is how long nobody should take it
   */
  giveBack(
    ids: readonly string[],
    options: { isFailure: boolean; delayMs: number },
  ): Promise<void>;
  /** Puts what was given up into the queue again. @returns how many */
  addFailed(): Promise<number>;
  status(): Promise<QueueStatus>;
  /** Takes leave; whatever is still held runs out of its lease. */
  close(): Promise<void>;
}
