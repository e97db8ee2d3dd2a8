import { join } from "node:path";
import { CommandError } from "../../cli/errors.ts";
import { diskErrorCode } from "../../cli/file_reason.ts";
import type { Text } from "../../cli/language.ts";
import { parseUrl, PlanError } from "../input/plan.ts";
import type { Clock } from "../model/clock.ts";
import type { TransferError } from "../model/errors.ts";
import type { ActiveTransfer, TransferEvent } from "../model/events.ts";
import type { Entry, Job } from "../model/job.ts";
import { eventObjects } from "../report/ndjson.ts";
import { isTransientStatus } from "../host/answer.ts";
import type { Delivery, JobQueue } from "./job_queue.ts";

/** The options of a {@linkcode QueueWorker}. */
export interface WorkerOptions {
  /** How long a job stays with a silent worker, in milliseconds. */
  readonly leaseMs: number;
  /** The number of failures after which a job is given up. */
  readonly tries: number;
  /** The number of jobs to take at once. */
  readonly batch: number;
  /** Whether to wait at an empty queue. */
  readonly waits: boolean;
  /** How long a silent transfer still counts as alive, in milliseconds. */
  readonly idleMs: number;
  /** The worker's name in results. */
  readonly worker: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Stops the run: the queue is unreachable, or this machine cannot store files. */
  readonly fail: (error: unknown) => void;
  /** Reports why a job was given back. */
  readonly notice: (job: Job, text: Text) => void;
}

/** The pause before looking at an empty queue again; the first is short, so that a short queue ends soon. */
const FIRST_LOOK_MS = 20;
const LONGEST_LOOK_MS = 500;
/** A failed job's first delay; it doubles with each failure. */
const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 60_000;

/** After so many workers died at one job, the job itself may have killed them. */
const MOST_LOST = 10;

/** Disk errors of this machine only: another worker may have room. */
const MACHINE_CODES = new Set(["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO", "EMFILE"]);

/** A job that this worker holds. */
interface Held {
  readonly delivery: Delivery;
  readonly key: string;
  receivedBytes: number;
  /** When bytes last arrived, or when it began to wait. */
  aliveMs: number;
}

/** Takes jobs from a queue for the engine, renews their leases while they are alive, and reports how they ended. */
export class QueueWorker {
  readonly #queue: JobQueue;
  readonly #options: WorkerOptions;
  /** Active transfers, by the engine's number of the job. */
  readonly active = new Map<number, ActiveTransfer>();
  readonly #held = new Map<Entry, Held>();
  /** Jobs for a file that this worker is fetching already, which run after it. */
  readonly #postponed = new Map<string, Held[]>();
  readonly #inUse = new Set<string>();
  readonly #ready: Held[] = [];
  readonly #reports = new Set<Promise<void>>();
  #cancelRenewal: () => void;
  #reclaimedMs = -Infinity;
  #wake: () => void = () => {};

  constructor(queue: JobQueue, options: WorkerOptions) {
    this.#queue = queue;
    this.#options = options;
    this.#cancelRenewal = options.clock.after(options.leaseMs / 3, () => this.#renew());
  }

  /** Yields jobs one after another, until none is left or the run is told to stop. */
  async *entries(): AsyncGenerator<Entry> {
    const { signal, waits } = this.#options;
    let lookMs = FIRST_LOOK_MS;
    while (!signal.aborted) {
      for (let held; (held = this.#ready.shift()) !== undefined;) yield held.delivery.entry;
      const { deliveries, leftCount } = await this.#take(lookMs > FIRST_LOOK_MS);
      const fresh = deliveries.filter((delivery) => this.#accept(delivery));
      if (fresh.length > 0 || this.#ready.length > 0) {
        lookMs = FIRST_LOOK_MS;
        continue;
      }
      if (leftCount === 0 && !waits) return;
      await this.#sleep(lookMs);
      lookMs = Math.min(LONGEST_LOOK_MS, lookMs * 2);
    }
  }

  async #take(isEmpty: boolean) {
    const { clock, batch, leaseMs } = this.#options;
    // Looks for other workers' lost jobs every now and then, and always when it has nothing else to do.
    const reclaims = isEmpty || clock.now() - this.#reclaimedMs > leaseMs / 4;
    if (reclaims) this.#reclaimedMs = clock.now();
    return await this.#queue.take(batch, { reclaims });
  }

  /** Accepts a delivered job. @returns whether it may be fetched now */
  #accept(delivery: Delivery): boolean {
    const { entry } = delivery;
    const key = entry.out === undefined ? entry.urls[0] : join(entry.dir ?? "", entry.out);
    const held = { delivery, key, receivedBytes: 0, aliveMs: this.#options.clock.now() };
    this.#held.set(entry, held);
    if (delivery.lost >= MOST_LOST) {
      this.#refuse(held, `${delivery.lost} workers began on it and were not heard of again`);
      return false;
    }
    const wrong = findWrongUrl(entry);
    if (wrong) {
      this.#refuse(held, wrong);
      return false;
    }
    if (this.#inUse.has(key)) {
      this.#postponed.set(key, [...this.#postponed.get(key) ?? [], held]);
      return false;
    }
    this.#inUse.add(key);
    this.#ready.push(held);
    return true;
  }

  /** Forgets a job that is finished or given back. */
  #release({ delivery, key }: Held): void {
    this.#held.delete(delivery.entry);
    this.#inUse.delete(key);
    const [next, ...others] = this.#postponed.get(key) ?? [];
    if (others.length > 0) this.#postponed.set(key, others);
    else this.#postponed.delete(key);
    if (!next) return;
    this.#inUse.add(key);
    this.#ready.push(next);
    this.#wake();
  }

  /** Reports to the queue how a job ended. */
  take(event: TransferEvent): void {
    if (event.type === "start") this.#begin(event.job);
    if (event.type !== "done" && event.type !== "failed") return;
    const held = this.#held.get(event.job.entry);
    if (!held) return;
    const [fields] = eventObjects(event);
    const line = JSON.stringify({ ...fields, worker: this.#options.worker });
    if (event.type === "failed") {
      this.#release(held);
      this.#bury(held, { event: line, reason: event.error.message });
      return;
    }
    const { how } = event.arrival;
    this.#release(held);
    this.#report(async () => void await this.#queue.finish(held.delivery.id, { event: line, how }));
  }

  #begin({ entry }: Job): void {
    const { id, isTakenOver } = this.#held.get(entry)?.delivery ?? {};
    // This takes a round trip to Redis, so only a job that was taken over makes it. A lost Redis does not count it.
    if (id !== undefined && isTakenOver) this.#queue.begin(id).catch(() => {});
  }

  /** Settles a job that is not even begun. */
  #refuse(held: Held, reason: string): void {
    const [url] = held.delivery.entry.urls;
    const failed = { v: 1, event: "failed", kind: "input", url, reason };
    this.#bury(held, { reason, event: JSON.stringify(failed) });
  }

  #bury({ delivery }: Held, { event, reason }: { event: string; reason: string }): void {
    const { id, entry } = delivery;
    this.#held.delete(entry);
    this.#report(async () => void await this.#queue.bury(id, { event, entry, reason }));
  }

  /** Gives a failed job back. @returns whether any worker will try it again */
  giveBack(job: Job, error: TransferError): boolean {
    const held = this.#held.get(job.entry);
    if (!held || error.kind === "interrupted") return false;
    const { tries: made, id } = held.delivery;
    const { tries, leaseMs, notice, fail } = this.#options;
    const code = error.kind === "disk" ? diskErrorCode(error.detail.cause) ?? "" : "";
    const isMachine = MACHINE_CODES.has(code);
    const isLocked = error.detail.isLocked ?? false;
    const isUncounted = isMachine || isLocked;
    if (!isUncounted && (isHopeless(error) || made >= tries)) return false;
    const delayMs = isMachine
      ? 0
      : isLocked
      ? leaseMs / 2
      : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (made - 1));
    this.#release(held);
    this.#report(() => this.#queue.giveBack([id], { isFailure: !isUncounted, delayMs }));
    notice(job, {
      en: `${job.target.name} goes back to the queue: ${error.text.en}`,
      zh: `${job.target.name} 已退回队列：${error.text.zh}`,
    });
    if (isMachine) {
      fail(
        new CommandError({
          en: `This worker stops, and gives back what it holds: ${error.text.en}`,
          zh: `本机停止工作并退回所持任务：${error.text.zh}`,
        }, 6),
      );
    }
    return true;
  }

  /** Gives back the held jobs, and waits for all reports to reach the queue. */
  async close(): Promise<void> {
    this.#cancelRenewal();
    await Promise.all(this.#reports);
    const ids = [...this.#held.values()].map(({ delivery }) => delivery.id);
    this.#held.clear();
    await this.#queue.giveBack(ids, { isFailure: false, delayMs: 0 });
  }

  #report(tell: () => Promise<void>): void {
    const report = tell().catch((error) => this.#options.fail(error));
    this.#reports.add(report);
    report.finally(() => this.#reports.delete(report));
  }

  /** Renews leases: a transfer is alive while bytes arrive, a waiting job while its worker is. */
  #renew(): void {
    const { clock, leaseMs, idleMs } = this.#options;
    const nowMs = clock.now();
    for (const { job, receivedBytes, doneBytes, size } of this.active.values()) {
      const held = this.#held.get(job.entry);
      // All bytes are here: a large file is being checked or unpacked.
      const isComplete = size !== null && doneBytes === size;
      if (!held || (held.receivedBytes === receivedBytes && !isComplete)) continue;
      held.receivedBytes = receivedBytes;
      held.aliveMs = nowMs;
    }
    const waiting = new Set(this.#held.keys());
    for (const { job } of this.active.values()) waiting.delete(job.entry);
    for (const entry of waiting) this.#held.get(entry)!.aliveMs = nowMs;
    const alive = [...this.#held.values()].filter(({ aliveMs }) => nowMs - aliveMs <= idleMs);
    // Redis is lost; the next renewal tries again.
    this.#queue.renew(alive.map(({ delivery }) => delivery.id)).catch(() => {});
    this.#cancelRenewal = clock.after(leaseMs / 3, () => this.#renew());
  }

  #sleep(delayMs: number): Promise<void> {
    const { clock, signal } = this.#options;
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        signal.removeEventListener("abort", done);
        resolve();
      };
      const cancel = clock.after(delayMs, done);
      this.#wake = done;
      if (signal.aborted) done();
      else signal.addEventListener("abort", done);
    });
  }
}

/** Explains why no worker can ever fetch an entry; undefined where one can. */
function findWrongUrl({ urls }: Entry): string | undefined {
  try {
    for (const url of urls) parseUrl(url);
    return undefined;
  } catch (error) {
    if (error instanceof PlanError) return error.message;
    throw error;
  }
}

/** Whether no other worker would do better, now or later. */
function isHopeless({ kind, detail }: TransferError): boolean {
  if (kind === "status") return !isTransientStatus(detail.status ?? 0);
  return kind === "refused" || kind === "input" || kind === "archive" || kind === "bug";
}
