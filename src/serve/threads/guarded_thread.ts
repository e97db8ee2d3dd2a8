/** What a thread says: that it begins with a job, or what became of it. */
export type ThreadMessage<Answer> =
  | { readonly kind: "begun" }
  | { readonly kind: "failed" }
  | { readonly kind: "done"; readonly answer: Answer };

interface Waiting<Job, Answer> {
  readonly job: Job;
  readonly owner: string;
  readonly resolve: (answer: Answer | undefined) => void;
}

/** Threads end their jobs themselves, and sooner: nothing gives back what one holds that has to be left. */
const MAX_JOB_MS = 15_000;
/** Jobs come in groups, and starting a thread for each would take longer than all of them. */
const IDLE_MS = 10_000;

/**
 * A thread for jobs over games' files, one at a time. A job that ends the thread, or that it does not get done
 * with, is answered with undefined, and the next one gets a new thread. There is none while there is nothing to do.
 * The game that has used it least comes first, so that many slow files of one delay no other by more than one of them.
 */
export class GuardedThread<Job, Answer> {
  readonly #start: () => Worker;
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
   * @param start starts the thread, which answers each job with {@linkcode ThreadMessage}s
   * @param now the time in milliseconds
   */
  constructor(start: () => Worker, now = () => performance.now()) {
    this.#start = start;
    this.#now = now;
  }

  /**
   * Does a job; undefined where it cannot be done.
   *
   * @param owner the ID of the game that it is for
   */
  ask(job: Job, owner: string): Promise<Answer | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting.push({ job, owner, resolve });
      this.#next();
    });
  }

  /** Ends the thread; what is not done yet is answered with undefined. */
  close(): void {
    this.#isClosed = true;
    this.#end();
    for (const { resolve } of this.#waiting.splice(0)) resolve(undefined);
    this.#finish(undefined);
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
    this.#worker.postMessage(this.#current.job);
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
        this.#timer = setTimeout(() => this.#giveUp(), MAX_JOB_MS);
      } else if (data.kind === "failed") this.#giveUp();
      else this.#finish(data.answer);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#giveUp();
    };
    return worker;
  }

  /** Gives a job up and ends the thread, because a job that fails once in a thread may break it for all others. */
  #giveUp(): void {
    this.#end();
    this.#finish(undefined);
  }

  #finish(answer: Answer | undefined): void {
    clearTimeout(this.#timer);
    const done = this.#current;
    if (done && this.#begunMs !== undefined) {
      const usedMs = this.#usedMs.get(done.owner) ?? 0;
      this.#usedMs.set(done.owner, usedMs + this.#now() - this.#begunMs);
    }
    this.#begunMs = undefined;
    this.#current = undefined;
    done?.resolve(answer);
    this.#next();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
