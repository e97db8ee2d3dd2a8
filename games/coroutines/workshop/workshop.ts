// Lets edited programs run where they can be ended, so that no loop without an end holds the page.

import type { Attempt, Order } from "./attempt.ts";

/** How a run ended; `stuck` is one that was ended from outside. */
export type Result = Attempt | { readonly kind: "stuck" };

/** The time that an edited program has, in milliseconds. The lab's own need a hundredth of it on a slow tablet. */
const PATIENCE_MS = 2000;

/** Runs one program at a time. */
export class Workshop {
  #leave: (() => void) | undefined;

  /** Ends the run that is under way, whose promise then never settles. */
  leave(): void {
    this.#leave?.();
    this.#leave = undefined;
  }

  /** Runs an edited program. @throws Error where the worker's own files cannot be had */
  async run(order: Order): Promise<Result> {
    this.leave();
    // Its address is relative to the page.
    const worker = new Worker("workshop/worker.ts", { type: "module" });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      worker.terminate();
    };
    this.#leave = end;
    return await new Promise<Result>((resolve, reject) => {
      worker.onerror = ({ message }) => {
        end();
        reject(new Error(message || "workshop/worker.ts"));
      };
      worker.onmessage = ({ data }: MessageEvent<"ready" | Attempt>) => {
        if (data === "ready") {
          worker.postMessage(order);
          // Only now, so that a slow network is not taken for a slow program.
          timer = setTimeout(() => {
            end();
            resolve({ kind: "stuck" });
          }, PATIENCE_MS);
          return;
        }
        end();
        resolve(data);
      };
    });
  }
}
