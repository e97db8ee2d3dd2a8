// Tasks that switch whenever they wait, on a simulated clock.

/** The end of a task. */
export type Outcome<Result> =
  | { readonly kind: "done"; readonly value: Result }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "cancelled" };

/**
 * - `queued`: may not start, because as many tasks as allowed are under way
 * - `ready`: could run, as soon as the running task waits
 * - `running`
 * - `blocking`: waits without telling the scheduler, so that no other task can run
 * - `computing`: has work for the thread itself, so that no other task can run
 * - `sleeping`, `joining`: waits and lets other tasks run
 */
export type TaskState =
  | "queued"
  | "ready"
  | "running"
  | "blocking"
  | "computing"
  | "sleeping"
  | "joining"
  | "ended";

/** The value that `yield*` of a wait passes to the scheduler; only `sleep` and `join` make it. */
export type Wait =
  | { readonly kind: "sleep"; readonly ms: number }
  | { readonly kind: "join"; readonly task: Task<unknown> };

/** The body of a task. */
export type TaskBody<Result> = () => Generator<Wait, Result, void>;

/** A change of a task's state, at a time of the simulated clock. */
export type TaskEvent = {
  readonly task: Task<unknown>;
  readonly state: TaskState;
  readonly atMs: number;
};

/** A task. Only the scheduler changes it. */
export class Task<Result> {
  readonly name: string;
  readonly body: TaskBody<Result>;
  state: TaskState = "queued";
  /** Undefined until it ends. */
  outcome: Outcome<Result> | undefined;
  generator: Generator<Wait, Result, void> | undefined;
  readonly joiners: Task<unknown>[] = [];
  /** The task that it waits for. */
  joins: Task<unknown> | undefined;
  /** Whether it counts against the limit. */
  hasPlace = false;
  isCancelled = false;
  /** Whether its generator has been told to return. */
  isClosing = false;
  /** Whether another task has asked how it ended. */
  isSeen = false;

  constructor(name: string, body: TaskBody<Result>) {
    this.name = name;
    this.body = body;
  }
}

/** Options of a scheduler. */
export type SchedulerOptions = {
  /** The most tasks under way at once, at least 1. @default Infinity */
  readonly limit?: number;
  /** Receives every change, for a drawing of the run. */
  readonly observe?: (event: TaskEvent) => void;
};

type Timer = { readonly atMs: number; readonly task: Task<unknown> };

/**
 * Runs tasks in one thread, each until it waits. When all tasks wait, the clock jumps to the first one that is due, so
 * that hours take no time and every run is the same.
 *
 * `limit` counts the tasks under way, including sleeping ones: a download that waits for its server keeps its place. A
 * task that joins another gives its place up; otherwise tasks that hold all places could wait for tasks without one.
 */
export class TaskScheduler {
  readonly #observe: (event: TaskEvent) => void;
  #limit: number;
  #nowMs = 0;
  #current: Task<unknown> | undefined;
  #tasks: Task<unknown>[] = [];
  /** Tasks that need a place again; they come before those that never had one. */
  #returning: Task<unknown>[] = [];
  #queued: Task<unknown>[] = [];
  #ready: Task<unknown>[] = [];
  /** Timers, the earliest first; for equal times, the one that was set first. */
  #timers: Timer[] = [];
  #underWay = 0;

  constructor({ limit = Infinity, observe = () => {} }: SchedulerOptions = {}) {
    this.#limit = checkLimit(limit);
    this.#observe = observe;
  }

  /** The time of the simulated clock in milliseconds since the start. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** The running task. */
  get current(): Task<unknown> | undefined {
    return this.#current;
  }

  /** The most tasks under way at once. */
  get limit(): number {
    return this.#limit;
  }

  set limit(limit: number) {
    this.#limit = checkLimit(limit);
    this.#admit();
  }

  /** Makes a task. It starts once there is a place for it and the running task waits. */
  spawn<Result>(name: string, body: TaskBody<Result>): Task<Result> {
    const task = new Task(name, body);
    this.#tasks.push(task);
    this.#queued.push(task);
    this.#enter(task, "queued");
    this.#admit();
    return task;
  }

  /** Waits for a time, and lets other tasks run. */
  *sleep(ms: number): Generator<Wait, void, void> {
    checkDuration(ms);
    yield { kind: "sleep", ms };
  }

  /** Waits until a task ends, and returns how. */
  *join<Result>(task: Task<Result>): Generator<Wait, Outcome<Result>, void> {
    task.isSeen = true;
    if (!task.outcome) yield { kind: "join", task };
    return task.outcome!;
  }

  /** Waits until all tasks have ended, and returns how each did. */
  *joinAll<Result>(
    tasks: readonly Task<Result>[],
  ): Generator<Wait, Outcome<Result>[], void> {
    const outcomes: Outcome<Result>[] = [];
    for (const task of tasks) outcomes.push(yield* this.join(task));
    return outcomes;
  }

  /** Waits like code that knows nothing of tasks: the clock advances, and no other task runs. */
  block(ms: number): void {
    this.#hold(ms, "blocking");
  }

  /** Computes for a time: the thread has work to do, and no other task runs. */
  compute(ms: number): void {
    this.#hold(ms, "computing");
  }

  /** Ends a task at its current wait; its `finally` runs, and may wait, too. */
  cancel(task: Task<unknown>): void {
    if (task.outcome || task.isCancelled) return;
    task.isCancelled = true;
    if (task.generator === undefined) {
      this.#forget(task);
      this.#end(task, { kind: "cancelled" });
      return;
    }
    if (task.state === "sleeping") {
      this.#forget(task);
      this.#makeReady(task);
    } else if (task.state === "joining") {
      this.#forget(task);
      this.#comeBack(task);
    }
    // A running task ends at its next wait; a ready or queued one, at its next turn.
  }

  /**
   * Runs a task, and all tasks that it spawns, to their ends.
   *
   * @returns how it ended
   * @throws AggregateError where tasks failed that no task had joined, and Error where tasks wait for each other in a
   * circle; their `finally` have run by then
   */
  run<Result>(body: TaskBody<Result>, { name = "main" } = {}): Outcome<Result> {
    if (this.#current) throw new Error("Cannot run: the scheduler is running already");
    const main = this.spawn(name, body);
    main.isSeen = true;
    this.#runAll();
    const stuck = this.#tasks.filter((task) => !task.outcome);
    if (stuck.length > 0) {
      for (const task of stuck) this.cancel(task);
      this.#runAll();
      const waits = stuck.map((task) => `"${task.name}" waits for "${task.joins?.name}"`);
      throw new Error(`Cannot go on: ${waits.join(", ")}`);
    }
    const unseen = this.#tasks.filter((task) => task.outcome?.kind === "failed" && !task.isSeen);
    if (unseen.length > 0) {
      const names = unseen.map(({ name }) => `"${name}"`).join(", ");
      throw new AggregateError(unseen.map(errorOf), `Tasks failed that nobody joined: ${names}`);
    }
    return main.outcome!;
  }

  #runAll(): void {
    for (;;) {
      const task = this.#ready.shift();
      if (task) this.#resume(task);
      else if (this.#timers.length > 0) this.#moveClock(this.#timers[0]!.atMs);
      else return;
    }
  }

  #resume(task: Task<unknown>): void {
    this.#current = task;
    this.#enter(task, "running");
    try {
      const step = this.#step(task);
      if (!step.done) this.#wait(task, step.value);
      else if (task.isClosing) this.#end(task, { kind: "cancelled" });
      else this.#end(task, { kind: "done", value: step.value });
    } catch (error) {
      this.#end(task, { kind: "failed", error });
    } finally {
      this.#current = undefined;
    }
  }

  #step(task: Task<unknown>): IteratorResult<Wait, unknown> {
    if (task.isCancelled && !task.isClosing) return close(task);
    const generator = task.generator ??= task.body();
    const step = generator.next();
    // The task cancelled itself while it was running.
    return !step.done && task.isCancelled && !task.isClosing ? close(task) : step;
  }

  #wait(task: Task<unknown>, wait: Wait): void {
    if (wait.kind === "sleep") {
      const atMs = this.#nowMs + wait.ms;
      const at = this.#timers.findLastIndex((timer) => timer.atMs <= atMs);
      this.#timers.splice(at + 1, 0, { atMs, task });
      this.#enter(task, "sleeping");
      return;
    }
    this.#leavePlace(task);
    task.joins = wait.task;
    wait.task.joiners.push(task);
    this.#enter(task, "joining");
    this.#admit();
  }

  #end(task: Task<unknown>, outcome: Outcome<unknown>): void {
    this.#leavePlace(task);
    task.outcome = outcome;
    this.#enter(task, "ended");
    for (const joiner of task.joiners) this.#comeBack(joiner);
    this.#admit();
  }

  #comeBack(task: Task<unknown>): void {
    this.#returning.push(task);
    this.#enter(task, "queued");
    this.#admit();
  }

  #admit(): void {
    while (this.#underWay < this.#limit) {
      const task = this.#returning.shift() ?? this.#queued.shift();
      if (!task) return;
      this.#underWay++;
      task.hasPlace = true;
      this.#makeReady(task);
    }
  }

  #leavePlace(task: Task<unknown>): void {
    if (!task.hasPlace) return;
    task.hasPlace = false;
    this.#underWay--;
  }

  #makeReady(task: Task<unknown>): void {
    this.#ready.push(task);
    this.#enter(task, "ready");
  }

  /** Removes a task from every list in which it waits. */
  #forget(task: Task<unknown>): void {
    this.#timers = this.#timers.filter((timer) => timer.task !== task);
    this.#queued = this.#queued.filter((other) => other !== task);
    this.#ready = this.#ready.filter((other) => other !== task);
    const joiners = task.joins?.joiners;
    if (joiners?.includes(task)) joiners.splice(joiners.indexOf(task), 1);
  }

  #hold(ms: number, state: TaskState): void {
    checkDuration(ms);
    const task = this.#current;
    if (task) this.#enter(task, state);
    this.#moveClock(this.#nowMs + ms);
    if (task) this.#enter(task, "running");
  }

  /** Advances the clock; each task that becomes due on the way becomes ready at its own time. */
  #moveClock(toMs: number): void {
    while (this.#timers.length > 0 && this.#timers[0]!.atMs <= toMs) {
      const { atMs, task } = this.#timers.shift()!;
      this.#nowMs = Math.max(this.#nowMs, atMs);
      this.#makeReady(task);
    }
    this.#nowMs = toMs;
  }

  #enter(task: Task<unknown>, state: TaskState): void {
    task.state = state;
    this.#observe({ task, state, atMs: this.#nowMs });
  }
}

function close(task: Task<unknown>): IteratorResult<Wait, unknown> {
  task.isClosing = true;
  return task.generator!.return(undefined);
}

function errorOf({ outcome }: Task<unknown>): unknown {
  return outcome?.kind === "failed" ? outcome.error : undefined;
}

function checkLimit(limit: number): number {
  if (limit === Infinity || (Number.isInteger(limit) && limit >= 1)) return limit;
  throw new RangeError(`Cannot run ${limit} tasks at once: the limit is a whole number from 1`);
}

function checkDuration(ms: number): void {
  if (Number.isFinite(ms) && ms >= 0) return;
  throw new RangeError(`Cannot wait ${ms} ms: a wait is a number from 0`);
}
