import { Script } from "node:vm";

/** Where the script finds its job. */
const NAME = "coplay.job";
const JOB = Symbol.for(NAME);
const script = new Script(`globalThis[Symbol.for("${NAME}")]()`);

/**
 * Does a job in this thread and ends it where it takes too long, WebAssembly as well. Another thread could not:
 * `Worker.terminate()` of Deno 2.9 lets a busy thread run on, with a core and its memory, until the process ends.
 *
 * @throws {Error} where it takes too long; what the job worked with may be broken
 */
export function doWithin<Result>(limitMs: number, job: () => Result): Result {
  Reflect.set(globalThis, JOB, job);
  try {
    return script.runInThisContext({ timeout: limitMs }) as Result;
  } finally {
    Reflect.deleteProperty(globalThis, JOB);
  }
}
