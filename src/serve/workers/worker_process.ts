import { TextLineStream } from "@std/streams/text-line-stream";
import { TextError } from "../../cli/errors.ts";
import type { Io, Output } from "../../cli/io.ts";
import { serveCommand } from "./self_command.ts";
import type { NumberedOrder, WorkerAnswer, WorkerOrder } from "./worker_orders.ts";

/** The first argument of a worker. */
export const WORKER_FLAG = "--as-worker";

/** A worker has ended. */
export class WorkerGone extends Error {
  override readonly name = "WorkerGone";
}

/** A worker cannot carry out an order; the text says why. */
export class WorkerRefusal extends TextError {
  override readonly name = "WorkerRefusal";
}

/** How long a worker may take for an order: the largest game opens in some seconds, so this one hangs. */
const PATIENCE_MS = 60_000;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A worker process as its coordinator sees it. */
export class WorkerProcess {
  /** Resolves when the process has ended, with its exit code or signal. */
  readonly ended: Promise<Deno.CommandStatus>;
  readonly #child: Deno.ChildProcess;
  readonly #orders: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #waiting = new Map<number, Waiting>();
  static #lastId = 0;
  #hasEnded = false;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#orders = child.stdin.getWriter();
    // The pipe breaks when the process ends, which is handled below.
    this.#orders.closed.catch(() => {});
    this.ended = child.status.then((status) => {
      this.#hasEnded = true;
      for (const { reject } of this.#waiting.values()) reject(new WorkerGone());
      this.#waiting.clear();
      return status;
    });
  }

  /** Starts coplay as a worker, which waits for its orders. */
  static spawn(io: Pick<Io, "language" | "stdout" | "stderr">): WorkerProcess {
    const { path, args } = serveCommand([WORKER_FLAG, "--lang", io.language]);
    const command = new Deno.Command(path, {
      args: [...args],
      // Requests to the coordinator never leave the machine, so no proxy applies.
      env: { NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" },
      stdin: "piped",
      // Only one process writes to the terminal.
      stdout: "piped",
      stderr: "piped",
    });
    const child = command.spawn();
    void passOn(child.stdout, io.stdout);
    void passOn(child.stderr, io.stderr);
    return new WorkerProcess(child);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /**
   * Sends an order and waits for its result.
   *
   * @throws {WorkerGone} where the worker ends first
   * @throws {WorkerRefusal} where the worker cannot carry it out
   */
  async order(order: WorkerOrder): Promise<unknown> {
    if (this.#hasEnded) throw new WorkerGone();
    const id = ++WorkerProcess.#lastId;
    const numbered: NumberedOrder = { id, order };
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const timer = setTimeout(() => this.kill(), PATIENCE_MS);
    try {
      const line = new TextEncoder().encode(`${JSON.stringify(numbered)}\n`);
      // The answer, or the end of the process, tells whether the order arrived.
      this.#orders.write(line).catch(() => {});
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Settles the order that this answers; false where the order is another worker's. */
  take({ id, value, refusal }: WorkerAnswer): boolean {
    const waiting = this.#waiting.get(id);
    if (!waiting) return false;
    this.#waiting.delete(id);
    if (refusal) waiting.reject(new WorkerRefusal(refusal));
    else waiting.resolve(value);
    return true;
  }

  /** Kills the process. */
  kill(): void {
    if (!this.#hasEnded) this.#child.kill("SIGKILL");
  }
}

/** Copies a worker's output, a line at a time. */
async function passOn(from: ReadableStream<Uint8Array<ArrayBuffer>>, to: Output): Promise<void> {
  const lines = from.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  for await (const line of lines) to.write(`${line}\n`);
}
