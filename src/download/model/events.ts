import type { Text } from "../../cli/language.ts";
import type { FailureKind, TransferError } from "./errors.ts";
import type { Arrival, Job, WrongLine } from "./job.ts";

/** A transfer under way; its numbers change while reporters read it. */
export interface ActiveTransfer {
  /** The job. */
  readonly job: Job;
  /** The name to show. */
  name: string;
  /** The size of the whole file in bytes; null where the server did not state it. */
  size: number | null;
  /** Bytes of the file on disk, including those of earlier runs. */
  doneBytes: number;
  /** Bytes received by this run. */
  receivedBytes: number;
  /** Connections in use. */
  connections: number;
  /** Returns the server's silence in milliseconds; 0 while coplay itself waits. */
  readonly silentMs: () => number;
}

/** A file waiting for its next attempt. */
export interface WaitingTransfer {
  /** The job. */
  readonly job: Job;
  /** The error of the last attempt. */
  readonly error: TransferError;
  /** The wait in milliseconds; 0 where it waits only for a free slot. */
  readonly leftMs: number;
  /** The number of the next try in the current row, from 2. */
  readonly nextTry: number;
  /** The tries in a row without a byte of progress after which the file is given up. */
  readonly tries: number;
}

/** The counts of a run. */
export interface Totals {
  /** Jobs that have begun. */
  started: number;
  /** Files that arrived in this run. */
  arrived: number;
  /** Files that were there already, complete and unchanged. */
  unchanged: number;
  /** Files that were there already and were left alone (`--if-exists skip`). */
  skipped: number;
  /** Files that failed, and wrong lines. */
  failed: number;
  /** Wrong lines among the failed. */
  wrongLines: number;
  /** Jobs that had begun or were waiting when the run was told to stop; counted at the end. */
  interrupted: number;
  /** Bytes received in all attempts. */
  receivedBytes: number;
  /** Bytes of the files that arrived. */
  arrivedBytes: number;
}

/** Returns the counts of a new run. */
export function noTotals(): Totals {
  return {
    started: 0,
    arrived: 0,
    unchanged: 0,
    skipped: 0,
    failed: 0,
    wrongLines: 0,
    interrupted: 0,
    receivedBytes: 0,
    arrivedBytes: 0,
  };
}

/** Counts the files that are on disk, fetched or not. */
export function thereCount({ arrived, unchanged, skipped }: Totals): number {
  return arrived + unchanged + skipped;
}

/** An event of a run. All output for people and programs is made from these. */
export type TransferEvent =
  | { readonly type: "start"; readonly job: Job; readonly attempt: number; readonly url: URL }
  | {
    readonly type: "redirect";
    readonly job: Job;
    readonly from: URL;
    readonly to: URL;
    readonly status: number;
  }
  | {
    readonly type: "retry";
    readonly job: Job;
    readonly error: TransferError;
    /** The attempts so far, over all mirrors. */
    readonly attempt: number;
    /** The number of the next try in the current row, from 2; received bytes begin a new row. */
    readonly nextTry: number;
    /** The tries in a row without a byte of progress after which the file is given up. */
    readonly tries: number;
    readonly delayMs: number;
    /** When the next attempt may begin, in milliseconds since 1970. */
    readonly nextMs: number;
    readonly nextUrl: URL;
  }
  | {
    readonly type: "progress";
    readonly active: readonly ActiveTransfer[];
    /** Files waiting for their next attempt, the first hundred. */
    readonly waiting: readonly WaitingTransfer[];
    readonly waitingCount: number;
    readonly totals: Totals;
  }
  | { readonly type: "notice"; readonly job: Job | undefined; readonly text: Text }
  | {
    readonly type: "done";
    readonly job: Job;
    readonly arrival: Arrival;
    readonly durationMs: number;
  }
  | {
    readonly type: "failed";
    readonly job: Job;
    readonly error: TransferError;
    readonly url: URL;
    /** The attempts made, over all mirrors. */
    readonly attempts: number;
    /** The tries in a row without a byte of progress after which a file is given up. */
    readonly tries: number;
  }
  | { readonly type: "wrong"; readonly line: WrongLine }
  | { readonly type: "summary"; readonly summary: Summary };

/** The result of a run. */
export interface Summary {
  /** The counts of the whole run. */
  readonly totals: Totals;
  /** The duration in milliseconds. */
  readonly durationMs: number;
  /** The number of failures of each kind. */
  readonly failures: ReadonlyMap<FailureKind, number>;
  /** Whether the run was told to stop. */
  readonly isInterrupted: boolean;
  /** The files under way at once. */
  readonly atOnce: {
    /** The most during the run. */
    readonly most: number;
    /** The most that were allowed at the end: what `jobs` says, or what `auto` had come to. */
    readonly allowed: number;
  };
}
