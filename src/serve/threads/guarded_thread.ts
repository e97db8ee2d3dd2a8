/** What a thread is to do. */
export interface ThreadOrder<Job> {
  readonly job: Job;
  /** After how long it is to give the job up, in milliseconds. */
  readonly limitMs: number;
}

/** What a thread says: that it begins with a job, or what became of it. */
export type ThreadMessage<Answer> =
  | { readonly kind: "begun" }
  | { readonly kind: "failed" }
  /** It was given up; a processor has worked on it for so many milliseconds. */
  | { readonly kind: "late"; readonly workedMs: number }
  | { readonly kind: "done"; readonly answer: Answer };

/** What became of a job. */
export type Outcome<Answer> =
  | { readonly kind: "done"; readonly answer: Answer }
  /** It ends any thread that begins with it. */
  | { readonly kind: "failed" }
  /** There was not time enough, or no thread: at another time it may be done. */
  | { readonly kind: "late" };

interface Waiting<Job, Answer> {
  readonly job: Job;
  readonly owner: string;
  readonly resolve: (outcome: Outcome<Answer>) => void;
  leftMs: number;
  tries: number;
}

/** Threads end their jobs themselves, and sooner: nothing gives back what one holds that has to be left. */
const MAX_JOB_MS = 15_000;
/** Jobs come in groups, and starting a thread for each would take longer than all of them. */
const IDLE_MS = 10_000;
/** On a machine that gives a thread next to nothing, a job is not begun again for ever. */
const MAX_TRIES = 3;

/**
 * A thread for jobs over games' files, one at a time. A job that ends the thread, or that it does not get done
 * with, gives the next one a new thread. There is none while there is nothing to do.
 * The game that has used it least comes first, so that many slow files of one delay no other by more than one of them.
 */
export class GuardedThread<Job, Answer> {
  readonly #start: () => Worker;
  readonly #limitMs: number;
  readonly #now: () => number;
  readonly #waiting: Waiting<Job, Answer>[] = [];
  /** For how long the jobs of each game have been done, in milliseconds. */
  readonly #usedMs = new Map<string, number>();
  #worker: Worker | undefined;
  #current: Waiting<Job, Answer> | undefined;
  #begunMs: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /**
   * @param start starts the thread, which answers each {@linkcode ThreadOrder} with {@linkcode ThreadMessage}s
   * @param options.limitMs how long a job may take, in milliseconds; where a busy machine left it less than half of
   *   that, it is tried again with what is left, and gets no more of a processor for it
   * @param options.now the time in milliseconds
   */
  constructor(
    start: () => Worker,
    { limitMs, now = () => performance.now() }: { limitMs: number; now?: () => number },
  ) {
    this.#start = start;
    this.#limitMs = limitMs;
    this.#now = now;
  }

  /**
   * Does a job.
   *
   * @param owner the ID of the game that it is for
   */
  ask(job: Job, owner: string): Promise<Outcome<Answer>> {
    if (this.#isClosed) return Promise.resolve({ kind: "late" });
    return new Promise((resolve) => {
      this.#waiting.push({ job, owner, resolve, leftMs: this.#limitMs, tries: 0 });
      this.#next();
    });
  }

  /** Ends the thread; what is not done yet is late. */
  close(): void {
    this.#isClosed = true;
    this.#end();
    for (const { resolve } of this.#waiting.splice(0)) resolve({ kind: "late" });
    this.#finish({ kind: "late" });
  }

  #next(): void {
    if (this.#current || this.#isClosed) return;
    this.#current = this.#takeFirst();
    clearTimeout(this.#timer);
    if (!this.#current) {
      this.#timer = setTimeout(() => this.#end(), IDLE_MS);
      return;
    }
    this.#worker ??= this.#begin();
    const { job, leftMs: limitMs } = this.#current;
    this.#worker.postMessage({ job, limitMs } satisfies ThreadOrder<Job>);
  }

  #takeFirst(): Waiting<Job, Answer> | undefined {
    const used = ({ owner }: Waiting<Job, Answer>) => this.#usedMs.get(owner) ?? 0;
    const least = Math.min(...this.#waiting.map(used));
    const at = this.#waiting.findIndex((entry) => used(entry) === least);
    return this.#waiting.splice(at, at < 0 ? 0 : 1)[0];
  }

  #begin(): Worker {
    const worker = this.#start();
    worker.onmessage = ({ data }: MessageEvent<ThreadMessage<Answer>>) => {
      if (data.kind === "begun") {
        this.#begunMs = this.#now();
        this.#timer = setTimeout(() => this.#giveUp({ kind: "late" }), MAX_JOB_MS);
      } else if (data.kind === "late") this.#tryAgain(data.workedMs);
      else if (data.kind === "failed") this.#giveUp({ kind: "failed" });
      else this.#finish(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // A thread that cannot even begin says nothing about its job.
      this.#giveUp({ kind: this.#begunMs === undefined ? "late" : "failed" });
    };
    return worker;
  }

  /** Gives a job up and ends the thread, because a job that fails once in a thread may break it for all others. */
  #giveUp(outcome: Outcome<Answer>): void {
    this.#end();
    this.#finish(outcome);
  }

  /** Tries a late job again where the machine was too busy for it. */
  #tryAgain(workedMs: number): void {
    const current = this.#current;
    if (!current) return;
    current.leftMs -= workedMs;
    current.tries++;
    const wasStarved = current.leftMs > this.#limitMs / 2 && current.tries < MAX_TRIES;
    if (!wasStarved) return this.#giveUp({ kind: "late" });
    this.#end();
    this.#waiting.push(current);
    this.#leave();
    this.#next();
  }

  #finish(outcome: Outcome<Answer>): void {
    const done = this.#current;
    this.#leave();
    done?.resolve(outcome);
    this.#next();
  }

  /** Leaves the current job, and counts its time. */
  #leave(): void {
    clearTimeout(this.#timer);
    const left = this.#current;
    if (left && this.#begunMs !== undefined) {
      const usedMs = this.#usedMs.get(left.owner) ?? 0;
      this.#usedMs.set(left.owner, usedMs + this.#now() - this.#begunMs);
    }
    this.#begunMs = undefined;
    this.#current = undefined;
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
