import type { Encoding } from "./representation.ts";

/** What the worker is asked. */
export type CompressJob =
  & { readonly bytes: Uint8Array<ArrayBuffer>; readonly encoding: Encoding }
  & ({ readonly kind: "compress" } | { readonly kind: "decompress"; readonly maxBytes: number });

/** What the worker says; no bytes where it could not be done. */
export interface CompressAnswer {
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

interface Waiting {
  readonly job: CompressJob;
  readonly resolve: (bytes: Uint8Array<ArrayBuffer> | undefined) => void;
}

/**
 * Packs and unpacks in a thread of its own, one job at a time. The thread exists only while there is
 * something to do, as it takes some 30 MiB.
 */
export class Compressor {
  readonly #urgent: Waiting[] = [];
  readonly #waiting: Waiting[] = [];
  #worker: Worker | undefined;
  #current: Waiting | undefined;
  #isClosed = false;

  /** Packs bytes; undefined where that cannot be done. Waits behind all that is asked for. */
  compress(
    bytes: Uint8Array<ArrayBuffer>,
    encoding: Encoding,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#ask({ kind: "compress", bytes, encoding }, this.#waiting);
  }

  /**
   * Unpacks bytes; undefined where they are not in that coding or unpack to more than `maxBytes`. Goes
   * before all packing, because a player waits for it.
   */
  decompress(
    bytes: Uint8Array<ArrayBuffer>,
    options: { encoding: Encoding; maxBytes: number },
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#ask({ kind: "decompress", bytes, ...options }, this.#urgent);
  }

  /** Ends the thread; what is not done yet is answered with undefined. */
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
      // Out of memory, say. The game goes out as it is; the next job gets a new thread.
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
    // Whoever waited may ask again at once; only then is the thread of no more use.
    setTimeout(() => this.#isClosed || this.#next(), 0);
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
