// Generators that take turns: the oldest way to let one thread do many things.

/** One turn of one worker. */
export type Turn<Value> = {
  readonly worker: Generator<Value>;
  /** What it yielded; undefined when it ended. */
  readonly value: Value | undefined;
  readonly ended: boolean;
};

/** Lets each worker run to its next `yield`, then puts it behind the others. */
export class RoundRobin<Value = unknown> {
  #line: Generator<Value>[] = [];
  #running: Generator<Value> | undefined;
  #isRunningRemoved = false;

  /** How many workers have not ended. */
  get size(): number {
    return this.#line.length + (this.#running ? 1 : 0);
  }

  /** Puts a worker at the end of the line. A worker may add others while it runs. */
  add(worker: Generator<Value>): void {
    this.#line.push(worker);
  }

  /**
   * Lets the first of the line run.
   *
   * @returns undefined when nobody is left
   * @throws what the worker threw; it is out of the line, the others are still in it
   */
  turn(): Turn<Value> | undefined {
    if (this.#running) throw new Error("Cannot give a turn: a worker is in the middle of its own");
    const worker = this.#line.shift();
    if (!worker) return undefined;
    this.#running = worker;
    this.#isRunningRemoved = false;
    try {
      let step = worker.next();
      if (!step.done && this.#isRunningRemoved) step = worker.return(undefined);
      if (!step.done) this.#line.push(worker);
      return { worker, value: step.done ? undefined : step.value, ended: step.done === true };
    } finally {
      this.#running = undefined;
    }
  }

  /** Gives turns until everyone has ended. */
  run(): void {
    while (this.turn());
  }

  /**
   * Ends a worker early: its `finally` runs at once, or, when it removes itself, at its next `yield`.
   * A `finally` that yields keeps its worker in the line until it is through.
   *
   * @returns whether it was there
   */
  remove(worker: Generator<Value>): boolean {
    if (worker === this.#running) {
      this.#isRunningRemoved = true;
      return true;
    }
    const at = this.#line.indexOf(worker);
    if (at < 0) return false;
    this.#line.splice(at, 1);
    if (!worker.return(undefined).done) this.#line.splice(at, 0, worker);
    return true;
  }
}
