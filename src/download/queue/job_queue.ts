import type { Entry } from "../model/job.ts";

/** A job as the queue delivers it to a worker. */
export interface Delivery {
  readonly id: string;
  readonly entry: Entry;
  /** The number of the try: 1, and one more for each failure that a worker has reported. */
  readonly tries: number;
  /** Whether it belonged to another worker before. */
  readonly isTakenOver: boolean;
  /** The number of workers that took it over, began it, and fell silent. */
  readonly lost: number;
}

/** The answer to a request for jobs. */
export interface Taken {
  readonly deliveries: readonly Delivery[];
  /** The number of jobs that are unfinished or still being added. */
  readonly leftCount: number;
}

/** The record of a finished job. */
export interface Result {
  /** The event that `--json` writes, as one line of JSON. */
  readonly event: string;
  /** `downloaded`, `unchanged` or `skipped`, as in the event. */
  readonly how: string;
}

/** The record of a job that is given up. */
export interface Burial {
  readonly event: string;
  readonly entry: Entry;
  /** The reason in English, for logs. */
  readonly reason: string;
}

/** The status of a queue. */
export interface QueueStatus {
  /** Jobs that no worker holds. */
  readonly waiting: number;
  /** Jobs that a worker holds. */
  readonly held: number;
  /** Workers that hold jobs. */
  readonly workers: number;
  readonly done: number;
  /** Jobs that were given up and can be put back. */
  readonly failed: number;
  /** Jobs that were finished twice, because their worker was thought dead. */
  readonly late: number;
  /** Whether a client is adding jobs right now. */
  readonly isFilling: boolean;
}

/**
 * Jobs that many workers share. Each belongs to one worker for a lease; a worker that does not renew it loses the
 * job to another. A job leaves the queue only when its file is complete or it is given up.
 */
export interface JobQueue {
  /** Adds jobs to the end of the queue. */
  add(entries: readonly Entry[]): Promise<void>;
  /** Says that this client adds no more jobs. */
  endAdding(): Promise<void>;
  /**
   * Takes jobs for this worker.
   *
   * @param options `reclaims` also takes jobs of workers whose lease has run out
   */
  take(count: number, options: { reclaims: boolean }): Promise<Taken>;
  /**
   * Marks the start of a job that was taken over. If this worker falls silent, the job's lost workers count one
   * more.
   */
  begin(id: string): Promise<void>;
  /** Renews the lease of jobs. */
  renew(ids: readonly string[]): Promise<void>;
  /** Reports that the job's file is complete. @returns false where another worker has finished it already */
  finish(id: string, result: Result): Promise<boolean>;
  /** Gives a job up. @returns false where it belongs to another worker now */
  bury(id: string, burial: Burial): Promise<boolean>;
  /**
   * Returns jobs to the queue for other workers.
   *
   * @param options `isFailure` counts a failure against the jobs; `delayMs` is how long workers should leave them
   */
  giveBack(
    ids: readonly string[],
    options: { isFailure: boolean; delayMs: number },
  ): Promise<void>;
  /** Puts failed jobs back into the queue. @returns their number */
  addFailed(): Promise<number>;
  status(): Promise<QueueStatus>;
  /** Removes this worker; the leases of jobs that it still holds run out. */
  close(): Promise<void>;
}
