import { TextLineStream } from "@std/streams/text-line-stream";
import { TextError } from "../../cli/errors.ts";
import type { Io, Output } from "../../cli/io.ts";
import { serveCommand } from "./self_command.ts";
import type { NumberedOrder, WorkerAnswer, WorkerOrder } from "./worker_orders.ts";

/** Begins the command line of a worker. */
export const WORKER_FLAG = "--as-worker";

/** A worker that has ended does nothing any more. */
export class WorkerGone extends Error {
  override readonly name = "WorkerGone";
}

/** A worker that cannot do as asked, for the operator. */
export class WorkerRefusal extends TextError {
  override readonly name = "WorkerRefusal";
}

/** The largest game takes some seconds to open; whoever is silent for this long is stuck. */
const PATIENCE_MS = 60_000;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One worker, seen from its coordinator. */
export class WorkerProcess {
  /** How it ended; a signal where one killed it. */
  readonly ended: Promise<Deno.CommandStatus>;
  readonly #child: Deno.ChildProcess;
  readonly #orders: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #waiting = new Map<number, Waiting>();
  static #lastId = 0;
  #hasEnded = false;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#orders = child.stdin.getWriter();
    // Where it breaks, the process has ended, which is told below.
    this.#orders.closed.catch(() => {});
    this.ended = child.status.then((status) => {
      this.#hasEnded = true;
      for (const { reject } of this.#waiting.values()) reject(new WorkerGone());
      this.#waiting.clear();
      return status;
    });
  }

  /** Starts coplay as a worker, which does nothing until it gets orders. */
  static spawn(io: Pick<Io, "language" | "stdout" | "stderr">): WorkerProcess {
    const { path, args } = serveCommand([WORKER_FLAG, "--lang", io.language]);
    const command = new Deno.Command(path, {
      args: [...args],
      // What players ask of the host never leaves the machine.
      env: { NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" },
      stdin: "piped",
      // One process alone writes to the terminal.
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
   * Has an order carried out.
   *
   * @throws {WorkerGone} where the worker ends before it is
   * @throws {WorkerRefusal} where the worker cannot
   */
  async order(order: WorkerOrder): Promise<unknown> {
    if (this.#hasEnded) throw new WorkerGone();
    const id = ++WorkerProcess.#lastId;
    const numbered: NumberedOrder = { id, order };
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const timer = setTimeout(() => this.kill(), PATIENCE_MS);
    try {
      const line = new TextEncoder().encode(`${JSON.stringify(numbered)}\n`);
      // Whether it arrives is told by the answer, or by the end of the process.
      this.#orders.write(line).catch(() => {});
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Takes the answer to an order; false where the order was another worker's. */
  take({ id, value, refusal }: WorkerAnswer): boolean {
    const waiting = this.#waiting.get(id);
    if (!waiting) return false;
    this.#waiting.delete(id);
    if (refusal) waiting.reject(new WorkerRefusal(refusal));
    else waiting.resolve(value);
    return true;
  }

  /** Ends it at once. */
  kill(): void {
    if (!this.#hasEnded) this.#child.kill("SIGKILL");
  }
}

/** Passes on what a worker says, a line at a time. */
async function passOn(from: ReadableStream<Uint8Array<ArrayBuffer>>, to: Output): Promise<void> {
  const lines = from.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  for await (const line of lines) to.write(`${line}\n`);
}
