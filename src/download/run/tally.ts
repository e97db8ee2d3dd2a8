import type { FailureKind } from "../model/errors.ts";
import { noTotals, type Summary, thereCount, type Totals } from "../model/events.ts";
import type { Arrival } from "../model/job.ts";

/** Counts the results of a run. */
export class Tally {
  readonly totals: Totals = noTotals();
  readonly #failures = new Map<FailureKind, number>();

  /** Counts an invalid line. */
  countWrong(): void {
    this.totals.wrongLines++;
    this.countFailure("input");
  }

  /** Counts a job that is given up, or an invalid line. */
  countFailure(kind: FailureKind): void {
    this.totals.failed++;
    this.#failures.set(kind, (this.#failures.get(kind) ?? 0) + 1);
  }

  /** Counts a file that has arrived or was there already. */
  countArrival({ how, sizeBytes }: Arrival): void {
    if (how === "unchanged") this.totals.unchanged++;
    else if (how === "skipped") this.totals.skipped++;
    else {
      this.totals.arrived++;
      this.totals.arrivedBytes += sizeBytes;
    }
  }

  /** Returns the summary after the last job. */
  summary(rest: Pick<Summary, "durationMs" | "isInterrupted" | "atOnce">): Summary {
    const { started, failed, wrongLines } = this.totals;
    this.totals.interrupted = started - thereCount(this.totals) - (failed - wrongLines);
    return { totals: this.totals, failures: this.#failures, ...rest };
  }
}
