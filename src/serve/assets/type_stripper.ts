/** The result of stripping a text. */
export type StripAnswer =
  | { readonly kind: "code"; readonly code: string }
  | {
    readonly kind: "problem";
    readonly message: string;
    /** From 1. */
    readonly startLine: number;
    /** Of the screen, from 0. */
    readonly startColumn: number;
  }
  /** It is nested deeper than can be read, or would take too long. */
  | { readonly kind: "unreadable" };

interface Waiting {
  readonly source: string;
  readonly resolve: (answer: StripAnswer) => void;
}

/** The largest module that a person writes takes a second; what takes longer was made to. */
const MAX_STRIP_MS = 5000;
/** A page asks for its modules one after another; loading amaro for each would take longer than all of them. */
const IDLE_MS = 10_000;

const UNREADABLE: StripAnswer = { kind: "unreadable" };

/**
 * Strips types in a thread, one text at a time. A text that ends the thread, or that it does not get done with, is
 * answered as unreadable, and the next one gets a new thread. There is none while there is nothing to do.
 */
export class TypeStripper {
  readonly #waiting: Waiting[] = [];
  #worker: Worker | undefined;
  #current: Waiting | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  strip(source: string): Promise<StripAnswer> {
    if (this.#isClosed) return Promise.resolve(UNREADABLE);
    return new Promise((resolve) => {
      this.#waiting.push({ source, resolve });
      this.#next();
    });
  }

  /** Ends the thread; what is not done yet is answered as unreadable. */
  close(): void {
    this.#isClosed = true;
    this.#end();
    for (const { resolve } of this.#waiting.splice(0)) resolve(UNREADABLE);
    this.#finish(UNREADABLE);
  }

  #next(): void {
    if (this.#current || this.#isClosed) return;
    this.#current = this.#waiting.shift();
    clearTimeout(this.#timer);
    if (!this.#current) {
      this.#timer = setTimeout(() => this.#end(), IDLE_MS);
      return;
    }
    this.#worker ??= this.#start();
    this.#worker.postMessage(this.#current.source);
  }

  #start(): Worker {
    const worker = new Worker(new URL("./strip_worker.ts", import.meta.url), {
      type: "module",
      name: "strip types",
    });
    worker.onmessage = ({ data }: MessageEvent<StripAnswer | { readonly kind: "begun" }>) => {
      if (data.kind === "begun") this.#timer = setTimeout(() => this.#giveUp(), MAX_STRIP_MS);
      else if (data.kind === "unreadable") this.#giveUp();
      else this.#finish(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#giveUp();
    };
    return worker;
  }

  /** Gives a text up, because a text that fails once in the thread always fails there. */
  #giveUp(): void {
    this.#end();
    this.#finish(UNREADABLE);
  }

  #finish(answer: StripAnswer): void {
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
