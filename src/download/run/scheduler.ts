import type { Text } from "../../cli/language.ts";
import type { Clock } from "../model/clock.ts";
import { Lease, type Slots } from "../host/host_slots.ts";
import type { Job } from "../model/job.ts";
import type { Departure, Pacer } from "../pace/pacer.ts";
import type { Task, Turn } from "../transfer/turn.ts";
import { newProgress } from "./retry.ts";

/**
 * How many tasks may wait here, whether for a free place at their origin or for the time of their retry. The
 * source is not read on while so many wait, which bounds the memory of a list of any length.
 */
const MAX_WAITING = 4096;

/** What is said the first time that the system was found out of open files. */
export const CROWDED: Text = {
  en: "The system allows no more open files (ulimit -n); fetching fewer at once",
  zh: "系统不允许打开更多文件（ulimit -n）；将减少同时下载的文件数",
};

/** How long nothing starts after the system was found out of open files. */
const CROWDED_REST_MS = 100;

/** A turn that the pacer counts until it has ended. */
export interface PacedTurn extends Turn {
  readonly departure: Departure;
}

/** The origin that a task goes to next. */
function originOf({ job, progress }: Task): string {
  return job.urls[progress.mirror]!.origin;
}

/**
 * Hands out the tasks that may run now. It owns all waiting: a task that waits for its retry or for its origin
 * holds no runner.
 *
 * The coroutine lab has a scheduler of its own (games/coroutines/library/tasks.ts). The idea is the same: one
 * thread; a line of those that could run, a list of those that wait, the earliest first; so many at most under
 * way; and a wait is told to the scheduler, so that it costs nobody else anything. There the clock is made up and
 * tasks are generators that the scheduler itself resumes; here the clock is real, the waits are promises, and the
 * runners come and ask.
 */
export class Scheduler {
  readonly #source: AsyncIterator<Job>;
  readonly #slots: Slots;
  readonly #pacer: Pacer;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #maxWaiting: number;
  /** Tasks whose time has come, by origin, in their order. */
  readonly #ready = new Map<string, Task[]>();
  #readyCount = 0;
  /** Tasks that wait for their time, the earliest first. */
  readonly #delayed: { readonly task: Task; readonly atMs: number }[] = [];
  #running = 0;
  /** How many tasks may run at once, where the system allows fewer than there are runners. */
  #maxRunning = Infinity;
  /** Nothing starts before, so that what was let go of is closed by then. */
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
    { slots, pacer, clock, signal, maxWaiting = MAX_WAITING }: {
      slots: Slots;
      pacer: Pacer;
      clock: Clock;
      signal: AbortSignal;
      /** How many tasks may wait here. */
      maxWaiting?: number | undefined;
    },
  ) {
    this.#maxWaiting = maxWaiting;
    this.#source = source;
    this.#slots = slots;
    this.#pacer = pacer;
    this.#clock = clock;
    this.#signal = signal;
    slots.onFree = () => this.#handOut();
    signal.addEventListener("abort", () => this.#handOut(), { once: true });
  }

  /**
   * The next task that may run, or `undefined` when no more will come.
   *
   * @throws what the source threw, when all tasks before are finished
   */
  next(): Promise<PacedTurn | undefined> {
    return new Promise((give, fail) => {
      this.#waiting.push({ give, fail });
      this.#handOut();
    });
  }

  /** Takes nothing more from the source. */
  async close(): Promise<void> {
    const closed = this.#source.return?.();
    // A source that is being asked ends when it has answered, which may be never.
    if (!this.#isPulling) await closed;
  }

  /** A turn is over and its task is finished. */
  finish(turn: Turn): void {
    turn.lease.release();
    this.#running--;
    this.#handOut();
  }

  /** A turn is over and its task comes back later. */
  retry(turn: Turn, atMs: number): void {
    turn.lease.release();
    this.#running--;
    const { job, progress, placement } = turn;
    const entry = { task: { job, progress, placement }, atMs };
    const at = this.#delayed.findLastIndex((other) => other.atMs <= atMs);
    this.#delayed.splice(at + 1, 0, entry);
    this.#handOut();
  }

  /** Lets everything for an origin wait until a time. */
  restHost(origin: string, untilMs: number): void {
    this.#slots.rest(origin, untilMs);
  }

  /**
   * From now on half as many tasks run at once, because one found the system out of open files. Those that began with
   * it and find the same halve nothing again.
   *
   * @returns whether that is any help: not where it ran alone
   */
  takeFewer({ maxRunning }: Turn): boolean {
    if (maxRunning > this.#maxRunning) return true;
    this.#restsUntilMs = this.#clock.now() + CROWDED_REST_MS;
    if (this.#running < 2) return false;
    this.#maxRunning = Math.floor(this.#running / 2);
    return true;
  }

  /**
   * Gives each runner that waits the task that may run next, and wakes no other: with hundreds of runners, waking
   * all of them for each task costs more than fetching it.
   */
  #handOut(): void {
    while (this.#waiting.length > 0 && !this.#signal.aborted) {
      const turn = this.#pick();
      if (!turn) break;
      this.#waiting.shift()!.give(turn);
    }
    const isOver = this.#signal.aborted || this.#isDone();
    if (isOver) this.#sendHome();
    // Not awaited: a source that is slow to answer (a person typing) holds up neither retries nor Ctrl-C.
    else if (this.#waiting.length > 0 && this.#mayPull()) void this.#pull();
    if (isOver || this.#waiting.length > 0) this.#setTimer(isOver);
  }

  /** There is nothing more to do, or nothing more may be done. */
  #sendHome(): void {
    for (const { give, fail } of this.#waiting.splice(0)) {
      if (this.#sourceError === undefined || this.#signal.aborted) give(undefined);
      else fail(this.#sourceError);
    }
  }

  #mayPull(): boolean {
    return !this.#isPulling && !this.#isExhausted && this.#pacer.hasRoom() &&
      this.#readyCount + this.#delayed.length < this.#maxWaiting;
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
      // What was taken before is still fetched.
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
      // Origins take turns: one that was served goes behind the others.
      if (this.#ready.size > 1 || queue.length === 0) {
        this.#ready.delete(origin);
        if (queue.length > 0) this.#ready.set(origin, queue);
      }
      this.#running++;
      const lease = new Lease(this.#slots, origin, this.#clock.now);
      const departure = this.#pacer.begin(origin, nowMs);
      return { ...task, lease, departure, maxRunning: this.#maxRunning };
    }
    return undefined;
  }

  /** Looks again at the earliest retry and at the earliest end of a rest. */
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
