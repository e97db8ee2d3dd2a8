import type { Slots } from "../host/host_slots.ts";
import type { TransferEvent, WaitingTransfer } from "../model/events.ts";

type Retry = Extract<TransferEvent, { type: "retry" }>;

/** The most files to list; no user can watch more at once. */
const MAX_TOLD = 100;

/** The files that wait for their next attempt, for progress events. */
export class WaitingFiles {
  readonly #retries = new Map<number, Retry>();

  /** The number of waiting files. */
  get count(): number {
    return this.#retries.size;
  }

  /** Adds a file that begins to wait. */
  add(retry: Retry): void {
    this.#retries.set(retry.job.id, retry);
  }

  /** Removes a file whose next attempt begins. */
  remove(jobId: number): void {
    this.#retries.delete(jobId);
  }

  /** Lists the first of them, those that have waited longest first. */
  list(nowMs: number, slots: Pick<Slots, "restsUntil">): WaitingTransfer[] {
    return [...this.#retries.values().take(MAX_TOLD)].map(
      ({ job, error, nextMs, nextTry, tries, nextUrl }) => {
        const untilMs = Math.max(nextMs, slots.restsUntil(nextUrl.origin));
        return { job, error, nextTry, tries, leftMs: Math.max(0, untilMs - nowMs) };
      },
    );
  }
}
