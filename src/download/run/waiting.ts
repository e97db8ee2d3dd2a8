import type { Slots } from "../host/host_slots.ts";
import type { TransferEvent, WaitingTransfer } from "../model/events.ts";

type Retry = Extract<TransferEvent, { type: "retry" }>;

/** More of them than this nobody can see at once. */
const MAX_TOLD = 100;

/** The files that wait for their next attempt, kept for whoever shows how things stand. */
export class WaitingFiles {
  readonly #retries = new Map<number, Retry>();

  /** How many wait. */
  get count(): number {
    return this.#retries.size;
  }

  /** A file begins to wait. */
  add(retry: Retry): void {
    this.#retries.set(retry.job.id, retry);
  }

  /** Its next attempt begins. */
  remove(jobId: number): void {
    this.#retries.delete(jobId);
  }

  /** The first of them, those that have waited longest before the others. */
  list(nowMs: number, slots: Pick<Slots, "restsUntil">): WaitingTransfer[] {
    return [...this.#retries.values().take(MAX_TOLD)].map(
      ({ job, error, nextMs, nextTry, tries, nextUrl }) => {
        const untilMs = Math.max(nextMs, slots.restsUntil(nextUrl.origin));
        return { job, error, nextTry, tries, leftMs: Math.max(0, untilMs - nowMs) };
      },
    );
  }
}
