// Generators that take turns: the oldest way for one thread to do many things.

/** A turn of a worker. */
export type Turn<Value> = {
  readonly worker: Generator<Value>;
  /** The yielded value; undefined at the end. */
  readonly value: Value | undefined;
  readonly ended: boolean;
};

/** Runs each worker to its next `yield`, then puts it at the end of the line. */
export class RoundRobin<Value = unknown> {
  #line: Generator<Value>[] = [];
  #running: Generator<Value> | undefined;
  #isRunningRemoved = false;

  /** The number of workers that have not ended. */
  get size(): number {
    return this.#line.length + (this.#running ? 1 : 0);
  }

  /** Puts a worker at the end of the line. A worker may add others while it runs. */
  add(worker: Generator<Value>): void {
    this.#line.push(worker);
  }

  /**
   * Runs the first worker of the line for one turn.
   *
   * @returns undefined where the line is empty
   * @throws what the worker threw; that worker has left the line, and the others remain
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

  /** Gives turns until all workers have ended. */
  run(): void {
    while (this.turn());
  }

  /**
   * Ends a worker early: its `finally` runs at once, or, when the worker removes itself, at its next `yield`. A worker
   * whose `finally` yields stays in the line until that is done.
   *
   * @returns whether the worker was in the line
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
