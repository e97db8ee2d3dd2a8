/** What a thread says: that it begins with a job, or what became of it. */
export type ThreadMessage<Answer> =
  | { readonly kind: "begun" }
  | { readonly kind: "failed" }
  | { readonly kind: "done"; readonly answer: Answer };

interface Waiting<Job, Answer> {
  readonly job: Job;
  readonly resolve: (answer: Answer | undefined) => void;
}

/** The largest module that a person writes takes a second; what takes longer was made to. */
const MAX_JOB_MS = 5000;
/** Jobs come in groups, and starting a thread for each would take longer than all of them. */
const IDLE_MS = 10_000;

/**
 * A thread for jobs over a game's files, one at a time. A job that ends the thread, or that it does not get done
 * with, is answered with undefined, and the next one gets a new thread. There is none while there is nothing to do.
 */
export class GuardedThread<Job, Answer> {
  readonly #start: () => Worker;
  readonly #waiting: Waiting<Job, Answer>[] = [];
  #worker: Worker | undefined;
  #current: Waiting<Job, Answer> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** @param start starts the thread, which answers each job with {@linkcode ThreadMessage}s */
  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** Does a job after all those asked for before; undefined where it cannot be done. */
  ask(job: Job): Promise<Answer | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting.push({ job, resolve });
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
    this.#current = this.#waiting.shift();
    clearTimeout(this.#timer);
    if (!this.#current) {
      this.#timer = setTimeout(() => this.#end(), IDLE_MS);
      return;
    }
    this.#worker ??= this.#begin();
    this.#worker.postMessage(this.#current.job);
  }

  #begin(): Worker {
    const worker = this.#start();
    worker.onmessage = ({ data }: MessageEvent<ThreadMessage<Answer>>) => {
      if (data.kind === "begun") this.#timer = setTimeout(() => this.#giveUp(), MAX_JOB_MS);
      else if (data.kind === "failed") this.#giveUp();
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
