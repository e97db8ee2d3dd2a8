import type { Text } from "../../cli/language.ts";
import type { FailureKind, TransferError } from "./errors.ts";
import type { Arrival, Job, WrongLine } from "./job.ts";

/** A transfer under way, as reporters see it; the numbers change while they look. */
export interface ActiveTransfer {
  /** What is being fetched. */
  readonly job: Job;
  /** The name that is shown. */
  name: string;
  /** Bytes of the whole file; `null` where the server did not say. */
  size: number | null;
  /** Bytes that are there, what was resumed included. */
  doneBytes: number;
  /** Bytes received by this run. */
  receivedBytes: number;
  /** Connections in use. */
  connections: number;
  /** How long the server has been silent, in milliseconds; 0 while coplay itself waits. */
  readonly silentMs: () => number;
}

/** A file that waits for its next attempt. */
export interface WaitingTransfer {
  /** What is to be fetched. */
  readonly job: Job;
  /** Why it waits: how its last attempt failed. */
  readonly error: TransferError;
  /** How long it still waits, in milliseconds; 0 where only a free place is missing. */
  readonly leftMs: number;
  /** Which try in a row the next one is, from 2. */
  readonly nextTry: number;
  /** After how many tries in a row without a byte of progress the file is given up. */
  readonly tries: number;
}

/** Counts of a run. */
export interface Totals {
  /** Jobs that began. */
  started: number;
  /** Files that arrived in this run. */
  arrived: number;
  /** Files that were there already, complete and unchanged. */
  unchanged: number;
  /** Files that were there already and were left alone unasked (`--if-exists skip`). */
  skipped: number;
  /** Files that did not arrive, and lines that are wrong. */
  failed: number;
  /** Wrong lines among the failed. */
  wrongLines: number;
  /** Jobs that had begun or waited when the run was told to stop; counted at the end. */
  interrupted: number;
  /** Bytes received, all attempts together. */
  receivedBytes: number;
  /** Bytes of the files that arrived. */
  arrivedBytes: number;
}

/** What a run begins with. */
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

/** Files that are there, fetched or not. */
export function thereCount({ arrived, unchanged, skipped }: Totals): number {
  return arrived + unchanged + skipped;
}

/** What happens in a run. Everything that people and programs see is made from these. */
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
    /** Attempts begun so far, over all mirrors. */
    readonly attempt: number;
    /** Which try in a row the next one is, from 2; bytes that come begin a new row. */
    readonly nextTry: number;
    /** After how many tries in a row without a byte of progress the file is given up. */
    readonly tries: number;
    readonly delayMs: number;
    /** When the next attempt may begin, in milliseconds since 1970. */
    readonly nextMs: number;
    readonly nextUrl: URL;
  }
  | {
    readonly type: "progress";
    readonly active: readonly ActiveTransfer[];
    /** Files that wait for their next attempt, the first hundred. */
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
    /** Attempts made, over all mirrors. */
    readonly attempts: number;
    /** After how many in a row without a byte of progress a file is given up, if not before. */
    readonly tries: number;
  }
  | { readonly type: "wrong"; readonly line: WrongLine }
  | { readonly type: "summary"; readonly summary: Summary };

/** How a run ended. */
export interface Summary {
  /** The counts of the whole run. */
  readonly totals: Totals;
  /** How long it took, in milliseconds. */
  readonly durationMs: number;
  /** How many failed of each kind. */
  readonly failures: ReadonlyMap<FailureKind, number>;
  /** The run was told to stop. */
  readonly isInterrupted: boolean;
}
