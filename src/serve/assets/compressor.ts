import type { Encoding } from "./representation.ts";

/** A request to the worker. */
export type CompressJob =
  & { readonly bytes: Uint8Array<ArrayBuffer>; readonly encoding: Encoding }
  & ({ readonly kind: "compress" } | { readonly kind: "decompress"; readonly maxBytes: number });

/** The worker's answer; without bytes where the job failed. */
export interface CompressAnswer {
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

interface Waiting {
  readonly job: CompressJob;
  readonly resolve: (bytes: Uint8Array<ArrayBuffer> | undefined) => void;
}

/**
 * Packs and unpacks in a thread of its own, one job at a time. The thread ends when it has no job, as it takes about
 * 30 MiB.
 */
export class Compressor {
  readonly #urgent: Waiting[] = [];
  readonly #waiting: Waiting[] = [];
  #worker: Worker | undefined;
  #current: Waiting | undefined;
  #isClosed = false;

  /**
   * Packs bytes; undefined where that fails.
   *
   * @param options.isUrgent whether players are about to come for them; else all jobs queued before come first
   */
  compress(
    bytes: Uint8Array<ArrayBuffer>,
    { encoding, isUrgent = false }: { encoding: Encoding; isUrgent?: boolean },
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const queue = isUrgent ? this.#urgent : this.#waiting;
    return this.#ask({ kind: "compress", bytes, encoding }, queue);
  }

  /**
   * Unpacks bytes before any packing, because a player waits for them; undefined where they are not in that coding
   * or unpack to more than `maxBytes`.
   */
  decompress(
    bytes: Uint8Array<ArrayBuffer>,
    options: { encoding: Encoding; maxBytes: number },
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#ask({ kind: "decompress", bytes, ...options }, this.#urgent);
  }

  /** Ends the thread; jobs not done yet resolve to undefined. */
  close(): void {
    this.#isClosed = true;
    this.#end();
    const waiting = [this.#current, ...this.#urgent.splice(0), ...this.#waiting.splice(0)];
    this.#current = undefined;
    for (const entry of waiting) entry?.resolve(undefined);
  }

  #ask(job: CompressJob, queue: Waiting[]): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      queue.push({ job, resolve });
      this.#next();
    });
  }

  #next(): void {
    if (this.#current) return;
    this.#current = this.#urgent.shift() ?? this.#waiting.shift();
    if (!this.#current) return this.#end();
    this.#worker ??= this.#start();
    this.#worker.postMessage(this.#current.job);
  }

  #start(): Worker {
    const worker = new Worker(new URL("./compress_worker.ts", import.meta.url), {
      type: "module",
      name: "compress",
    });
    worker.onmessage = ({ data }: MessageEvent<CompressAnswer>) => this.#finish(data.bytes);
    worker.onerror = (event) => {
      // The thread ran out of memory, say. The game is sent unpacked; the next job gets a new thread.
      event.preventDefault();
      this.#end();
      this.#finish(undefined);
    };
    return worker;
  }

  #finish(bytes: Uint8Array<ArrayBuffer> | undefined): void {
    const done = this.#current;
    this.#current = undefined;
    done?.resolve(bytes);
    // The caller may queue another job at once; the thread ends only if it does not.
    setTimeout(() => this.#isClosed || this.#next(), 0);
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
