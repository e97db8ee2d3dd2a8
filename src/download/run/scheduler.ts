import type { Text } from "../../cli/language.ts";
import type { Clock } from "../model/clock.ts";
import { Lease, type Slots } from "../host/host_slots.ts";
import type { Job } from "../model/job.ts";
import type { Departure, Pacer } from "../pace/pacer.ts";
import type { Task, Turn } from "../transfer/turn.ts";
import { newProgress } from "./retry.ts";

/**
 * The most tasks that may wait here for a slot at their origin or for their retry. The source is read no further while
 * so many wait, so a list of any length needs bounded memory.
 */
const MAX_WAITING = 4096;

/** The tasks to know of before they can start, which tells a long list from a short one. */
const READ_AHEAD = 96;

/** The message after the first attempt that found too many open files. */
export const CROWDED: Text = {
  en: "The system allows no more open files (ulimit -n); fetching fewer at once",
  zh: "系统不允许打开更多文件（ulimit -n）；将减少同时下载的文件数",
};

/** How long no task starts after an attempt found too many open files. */
const CROWDED_REST_MS = 100;

/** A turn that the pacer counts. */
export interface PacedTurn extends Turn {
  readonly departure: Departure;
}

/** Returns the origin of a task's next request. */
function originOf({ job, progress }: Task): string {
  return job.urls[progress.mirror]!.origin;
}

/**
 * Hands out the tasks that may run. It owns all waiting: a task that waits for its retry or its origin occupies no
 * runner.
 *
 * The coroutine lab has its own scheduler (games/coroutines/library/tasks.ts) with the same idea. One thread runs
 * everything. A queue holds the tasks that can run, and a list holds those that wait, the earliest first. Only so many
 * are under way, and a waiting task costs the others nothing. There, the clock is simulated and the scheduler resumes
 * generators; here, the clock is real, the waits are promises, and the runners ask for tasks.
 */
export class Scheduler {
  readonly #source: AsyncIterator<Job>;
  readonly #slots: Slots;
  readonly #pacer: Pacer;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #maxWaiting: number;
  readonly #readAhead: number;
  /** Tasks that may start as far as time goes, by origin, in their order. */
  readonly #ready = new Map<string, Task[]>();
  #readyCount = 0;
  /** Tasks that wait for a time, the earliest first. */
  readonly #delayed: { readonly task: Task; readonly atMs: number }[] = [];
  #running = 0;
  #mostRunning = 0;
  /** The most tasks at once where the system allows fewer than there are runners. */
  #maxRunning = Infinity;
  /** The time before which no task starts, so that closed files and connections are gone by then. */
  #restsUntilMs = 0;
  #isExhausted = false;
  #sourceError: unknown;
  #isPulling = false;
  /** Runners that wait for a turn, the longest first. */
  readonly #waiting: {
    readonly give: (turn: PacedTurn | undefined) => void;
    readonly fail: (error: unknown) => void;
  }[] = [];
  #cancelTimer: (() => void) | undefined;
  #timerAtMs = Infinity;

  constructor(
    source: AsyncIterator<Job>,
    { slots, pacer, clock, signal, maxWaiting = MAX_WAITING, readAhead = READ_AHEAD }: {
      slots: Slots;
      pacer: Pacer;
      clock: Clock;
      signal: AbortSignal;
      /** The most tasks that may wait here. */
      maxWaiting?: number | undefined;
      /** The tasks to read before they can start; none where others could start them meanwhile. */
      readAhead?: number | undefined;
    },
  ) {
    this.#maxWaiting = maxWaiting;
    this.#readAhead = readAhead;
    this.#source = source;
    this.#slots = slots;
    this.#pacer = pacer;
    this.#clock = clock;
    this.#signal = signal;
    slots.onFree = () => this.#handOut();
    signal.addEventListener("abort", () => this.#handOut(), { once: true });
  }

  /**
   * Waits for the next task that may run; returns `undefined` when no more will come.
   *
   * @throws what the source threw, after all earlier tasks have ended
   */
  next(): Promise<PacedTurn | undefined> {
    return new Promise((give, fail) => {
      this.#waiting.push({ give, fail });
      this.#handOut();
    });
  }

  /** The most tasks that ran at once so far. */
  get mostRunning(): number {
    return this.#mostRunning;
  }

  /** Stops reading the source. */
  async close(): Promise<void> {
    const closed = this.#source.return?.();
    // A source in the middle of a read ends only after it, which may take forever.
    if (!this.#isPulling) await closed;
  }

  /** Ends a turn whose task has ended. */
  finish(turn: Turn): void {
    this.#end(turn);
  }

  /** Ends a turn whose task will be retried. */
  retry(turn: Turn, atMs: number): void {
    const { job, progress, placement } = turn;
    const entry = { task: { job, progress, placement }, atMs };
    const at = this.#delayed.findLastIndex((other) => other.atMs <= atMs);
    this.#delayed.splice(at + 1, 0, entry);
    this.#end(turn);
  }

  /** Counts before the slot is free, because a free slot lets the next task start at once. */
  #end(turn: Turn): void {
    this.#running--;
    turn.lease.release();
    this.#handOut();
  }

  /** Holds all tasks of an origin until a time. */
  restHost(origin: string, untilMs: number): void {
    this.#slots.rest(origin, untilMs);
  }

  /**
   * Halves the number of tasks that run at once, after one found too many open files. Tasks that began together with it
   * halve nothing again when they find the same.
   *
   * @returns whether that may help; not where the task ran alone
   */
  takeFewer({ maxRunning }: Turn): boolean {
    if (maxRunning > this.#maxRunning) return true;
    this.#restsUntilMs = this.#clock.now() + CROWDED_REST_MS;
    if (this.#running < 2) return false;
    this.#maxRunning = Math.floor(this.#running / 2);
    return true;
  }

  /**
   * Gives a task to each waiting runner, and wakes no other. With hundreds of runners, waking all of them for each task
   * would cost more than fetching it.
   */
  #handOut(): void {
    while (this.#waiting.length > 0 && !this.#signal.aborted) {
      const turn = this.#pick();
      if (!turn) break;
      this.#waiting.shift()!.give(turn);
    }
    const isOver = this.#signal.aborted || this.#isDone();
    if (isOver) this.#sendHome();
    // Not awaited, because a slow source (a person typing) must not hold up retries or Ctrl-C.
    else if (this.#mayPull()) void this.#pull();
    if (isOver || this.#waiting.length > 0) this.#setTimer(isOver);
  }

  /** Ends all waiting runners once no more tasks will come. */
  #sendHome(): void {
    for (const { give, fail } of this.#waiting.splice(0)) {
      if (this.#sourceError === undefined || this.#signal.aborted) give(undefined);
      else fail(this.#sourceError);
    }
  }

  #mayPull(): boolean {
    if (this.#isPulling || this.#isExhausted) return false;
    const isWanted = this.#waiting.length > 0 && this.#pacer.hasRoom();
    return this.#readyCount + this.#delayed.length <
      (isWanted ? this.#maxWaiting : this.#readAhead);
  }

  #isDone(): boolean {
    return this.#isExhausted && !this.#isPulling && this.#readyCount === 0 &&
      this.#delayed.length === 0 && this.#running === 0;
  }

  async #pull(): Promise<void> {
    this.#isPulling = true;
    try {
      const { value, done } = await this.#source.next();
      if (done) this.#isExhausted = true;
      else this.#add(newTask(value));
    } catch (error) {
      // Tasks from before the error are still fetched.
      this.#isExhausted = true;
      this.#sourceError = error;
    }
    this.#isPulling = false;
    this.#handOut();
  }

  #add(task: Task): void {
    const origin = originOf(task);
    const queue = this.#ready.get(origin);
    if (queue) queue.push(task);
    else this.#ready.set(origin, [task]);
    this.#readyCount++;
  }

  #pick(): PacedTurn | undefined {
    if (this.#readyCount + this.#delayed.length === 0) return undefined;
    const nowMs = this.#clock.now();
    if (this.#running >= this.#maxRunning || nowMs < this.#restsUntilMs) return undefined;
    while (this.#delayed.length > 0 && this.#delayed[0]!.atMs <= nowMs) {
      this.#add(this.#delayed.shift()!.task);
    }
    if (this.#readyCount === 0 || !this.#pacer.hasRoom()) return undefined;
    for (const [origin, queue] of this.#ready) {
      if (!this.#pacer.hasRoomAt(origin, nowMs)) continue;
      if (!this.#slots.tryAcquire(origin, nowMs, queue.length)) continue;
      const task = queue.shift()!;
      this.#readyCount--;
      // Origins take turns: the served origin goes to the end.
      if (this.#ready.size > 1 || queue.length === 0) {
        this.#ready.delete(origin);
        if (queue.length > 0) this.#ready.set(origin, queue);
      }
      this.#mostRunning = Math.max(this.#mostRunning, ++this.#running);
      const lease = new Lease(this.#slots, origin, this.#clock.now);
      lease.behind = queue.length;
      const departure = this.#pacer.begin(origin, nowMs);
      return { ...task, lease, departure, maxRunning: this.#maxRunning };
    }
    return undefined;
  }

  /** Sets the timer for the earliest retry or end of a rest. */
  #setTimer(isOver: boolean): void {
    const atMs = isOver ? Infinity : this.#nextMs();
    if (atMs === this.#timerAtMs) return;
    this.#cancelTimer?.();
    this.#timerAtMs = atMs;
    this.#cancelTimer = atMs === Infinity
      ? undefined
      : this.#clock.after(Math.max(0, atMs - this.#clock.now()), () => {
        this.#timerAtMs = Infinity;
        this.#handOut();
      });
  }

  #nextMs(): number {
    if (this.#restsUntilMs > this.#clock.now()) return this.#restsUntilMs;
    let atMs = this.#delayed[0]?.atMs ?? Infinity;
    for (const origin of this.#ready.keys()) {
      const restsUntilMs = Math.max(
        this.#slots.restsUntil(origin),
        this.#pacer.startsAt(origin),
      );
      if (restsUntilMs > this.#clock.now()) atMs = Math.min(atMs, restsUntilMs);
    }
    return atMs;
  }
}

function newTask(job: Job): Task {
  return {
    job,
    progress: newProgress(),
    placement: { target: job.target, isSettled: false },
  };
}
