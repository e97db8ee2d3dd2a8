import process from "node:process";
import { Script } from "node:vm";

/** Where the script finds its job. */
const NAME = "coplay.job";
const JOB = Symbol.for(NAME);
const script = new Script(`globalThis[Symbol.for("${NAME}")]()`);

/** A job has taken too long. What it worked with may be broken. */
export class TookTooLong extends Error {
  override readonly name = "TookTooLong";
  /** For how long a processor has worked on it, in milliseconds: on a busy machine it works on others meanwhile. */
  readonly workedMs: number;

  constructor(limitMs: number, workedMs: number) {
    super(`A job was timed out after ${limitMs} ms`);
    this.workedMs = workedMs;
  }
}

/**
 * Does a job in this thread and ends it where it takes too long, WebAssembly as well. Another thread could not:
 * `Worker.terminate()` of Deno 2.9 lets a busy thread run on, with a core and its memory, until the process ends.
 *
 * @throws {TookTooLong}
 */
export function doWithin<Result>(limitMs: number, job: () => Result): Result {
  Reflect.set(globalThis, JOB, job);
  const workedMs = startWatch(limitMs);
  try {
    return script.runInThisContext({ timeout: Math.ceil(limitMs) }) as Result;
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new TookTooLong(limitMs, workedMs());
  } finally {
    Reflect.deleteProperty(globalThis, JOB);
  }
}

/** Measures how long a processor works on this thread from now on; a Deno that cannot tell says all of the limit. */
function startWatch(limitMs: number): () => number {
  // Older Denos have none.
  const usage = process.threadCpuUsage as typeof process.threadCpuUsage | undefined;
  const before = usage?.();
  return () => {
    const used = usage?.(before);
    return used ? (used.user + used.system) / 1000 : limitMs;
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
